// The person that asset grants are written as, under real Terraform.
import { describe, expect, it } from "@jest/globals";
import { block, grantTenant, kinds, type World, worldOf } from "./harness/grant-kinds.js";
import { stages } from "./harness/stage.js";

describe("a person's bearer token that has expired", () => {
  const open = stages();
  const admin = (
    world: World,
    ...usernames: readonly string[]
  ) => `resource "atlan_connection_admin" "it" {
  connection_id = "${world.connection.guid}"
  usernames     = ${JSON.stringify(usernames)}
}
`;
  const robot = 'resource "atlan_api_token" "robot" {\n  display_name = "robot"\n}\n';

  it("breaks no plan, and no apply of what needs no person", async () => {
    const stage = await open("", { tenant: grantTenant });
    const { workspace, control } = stage;
    const world = await worldOf(stage);
    await workspace.configure(admin(world, "tomas"));
    await workspace.apply();
    await control.changeSettings({ tokenReads: "granted", userBearerLifetimeSeconds: 1 });
    await control.advance(3_600);
    const planned = await workspace.run("plan", "-detailed-exitcode");
    expect(planned.exitCode).toBe(0);
    expect(planned.prose).toContain("Some connection admin grants were not read: not visible");

    await workspace.configure(robot + admin(world, "tomas", "ingrid"));
    const applied = await workspace.apply();
    expect(applied.exitCode).toBe(1);
    expect(applied.prose.match(/Error: /g)).toHaveLength(1);
    expect(applied.prose).toMatch(/Error: user_bearer_token has expired.*indexsearch/);
    expect(await control.tokensNamed("robot")).toHaveLength(1);
    expect(await workspace.attributes("atlan_connection_admin.it")).toMatchObject({
      usernames: ["tomas"],
    });

    const destroyed = await workspace.destroy();
    expect(destroyed.prose).toMatch(/removed \{ from = atlan_connection_admin\.<name>/);
    await workspace.configure(
      "removed {\n  from = atlan_connection_admin.it\n  lifecycle {\n    destroy = false\n  }\n}\n",
    );
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    expect((await worldOf(stage)).connection.adminUsers).toContain("tomas");
  });

  it("sends asset writes as the person, and everything else as the API key", async () => {
    const stage = await open("", { tenant: grantTenant });
    const { workspace, control } = stage;
    const world = await worldOf(stage);
    const me = await control.api("GET", "/api/service/users/current");
    const { username } = (await me.json()) as { username: string };
    await workspace.configure(
      kinds.map((kind) => block(kind, world, kind.principals(world).slice(1, 2))).join(""),
    );
    await control.clearRequests();
    await workspace.apply();
    const actors = new Map<string, Set<string | null>>();
    for (const { method, path, actor } of await control.requests()) {
      const what = path.endsWith("/entity/bulk")
        ? "asset write"
        : `${method} ${path.split("/")[3]}`;
      actors.set(what, (actors.get(what) ?? new Set()).add(actor === username ? "api key" : actor));
    }
    expect(Object.fromEntries([...actors].map(([what, who]) => [what, [...who].sort()]))).toEqual({
      "asset write": ["amira"],
      "GET apikeys": ["api key"],
      "POST apikeys": ["api key"],
      "GET entity": ["api key"],
      // Each asks once who it is.
      "GET users": ["amira", "api key"],
    });
  });
});
