// How secrets end: after a leak, by a destroy in the overlap, and where the run itself signs in with the old one.

import { describe, expect, it } from "@jest/globals";
import { askCurrentUser } from "../program-calls.js";
import { anotherWriter } from "./conformance/another-writer.js";
import { plays } from "./harness/plays.js";
import { DAY, PERIOD, rotationSeed as seed, TOKEN } from "./harness/rotating-stack.js";
import { loader, type Stage, stages } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const token = ({ workspace }: Stage) => workspace.attributes(TOKEN);

const statusOf = async ({ tenant }: Stage, secret: unknown): Promise<number> =>
  (await askCurrentUser(tenant, secret)).status;

/** The API key's own token is all that is there. */
const others = async ({ control }: Stage) =>
  (await control.state()).tokens.filter(({ displayName }) => displayName.startsWith("loader"));

/** A provider without a person: an empty token counts as none. */
const ALONE = 'provider "atlan" {\n  user_bearer_token = ""\n}\n';

const leaky = (incident: string): string =>
  ALONE +
  loader(
    'display_name = "loader"',
    `rotation = { rotate_every_seconds = ${PERIOD}, revoke_when_changed = { incident = "${incident}" } }`,
  );

const WRITES = new Set(["POST", "PUT", "PATCH", "DELETE"]);

describe.each(plays)("under $called", ({ binary, signIn }) => {
  const tenant = { seed, settings: { tokenReads: "granted" } } as const;
  const open = stages({ tenant, binary, signIn });

  it("a leak without a person's token ends the old secret with the first write, and names what is not carried", async () => {
    const stage = await open(leaky("none"));
    const { control, workspace } = stage;
    await control.changeSettings({ tokenReads: "all" });
    await succeeded(workspace.apply());
    const old = await token(stage);
    const [connection] = (await control.state()).connections;
    await anotherWriter(stage, {
      addAdminUsers: { guid: String(connection?.guid), usernames: [String(old.username)] },
    });
    await workspace.configure(leaky("1812"));
    await control.clearRequests();
    const applied = await succeeded(workspace.apply());
    const [first] = (await control.requests()).filter(
      ({ method, path }) => WRITES.has(method) && !path.includes("search"),
    );
    expect(first).toMatchObject({
      method: "DELETE",
      path: expect.stringContaining(String(old.id)),
    });
    expect(await statusOf(stage, old.access_token)).toBe(401);
    const successor = await token(stage);
    expect(successor.id).not.toBe(old.id);
    expect(successor.retiring).toEqual([]);
    expect(await statusOf(stage, successor.access_token)).toBe(200);
    expect(applied.prose).toContain(String(connection?.guid));
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("a destroy in the overlap leaves no token", async () => {
    const stage = await open(leaky("none"));
    const { control, workspace } = stage;
    await succeeded(workspace.apply());
    const old = await token(stage);
    await control.advance(PERIOD);
    await succeeded(workspace.apply());
    expect(await others(stage)).toHaveLength(2);
    await succeeded(workspace.destroy());
    expect(await others(stage)).toEqual([]);
    expect(await statusOf(stage, old.access_token)).toBe(401);
  });

  it("the deployer's own key goes on working until a run signs in with its successor, in a list that is late", async () => {
    const stage = await open("", { signIn: "api_key" });
    const { control, workspace, tenant } = stage;
    await control.changeSettings({ listLagMs: 10_000 });
    const me = await control.api("GET", "/api/service/users/current");
    const { username } = (await me.json()) as { readonly username: string };
    const own = (await control.state()).tokens.find((each) => each.username === username);
    const configured = (generation: number) =>
      loader(
        `display_name = ${JSON.stringify(own?.displayName)}`,
        `rotation = { rotate_when_changed = { generation = "${generation}" }, overlap_seconds = ${DAY} }`,
      );
    await workspace.configure(configured(1));
    await succeeded(workspace.run("import", "-input=false", TOKEN, String(own?.id)));
    await succeeded(workspace.apply());
    await workspace.configure(configured(2));
    await succeeded(workspace.apply());
    const successor = await token(stage);
    expect(successor).toMatchObject({ retiring: [{ id: own?.id, due: false }] });

    await control.advance(2 * DAY);
    expect((await workspace.plan()).exitCode).toBe(0);
    expect(await statusOf(stage, tenant.apiKey)).toBe(200);

    const environment = { ...tenant.env(), ATLAN_API_KEY: String(successor.access_token) };
    const asSuccessor = (command: string, ...args: readonly string[]) =>
      workspace.runWith({ environment }, command, "-input=false", ...args);
    await succeeded(asSuccessor("apply", "-auto-approve"));
    expect(await statusOf(stage, tenant.apiKey)).toBe(401);
    expect((await asSuccessor("plan", "-detailed-exitcode")).exitCode).toBe(0);
  });
});
