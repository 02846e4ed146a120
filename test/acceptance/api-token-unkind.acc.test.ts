// API tokens on a tenant that shows late, stores otherwise, or is interrupted.
import { describe, expect, it } from "@jest/globals";
import { HELD_UP } from "../tenant-control.js";
import { interruptedApply } from "./harness/interrupted.js";
import { loader, type Stage, stages, stoppedClock } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const NAME = "warehouse robot";
const named = `display_name = "${NAME}"`;
const CREATE = { method: "POST", path: "^/api/service/apikeys$" };
const HOUR_MS = 3_600_000;

const many = (count: number, ...lines: readonly string[]) => `resource "atlan_api_token" "robots" {
  count        = ${count}
  display_name = "robot \${count.index + 1}"
  ${lines.join("\n  ")}
}
`;

const robotsOf = async ({ control }: Stage) =>
  (await control.state()).tokens.filter(({ displayName }) => displayName.startsWith("robot "));

describe("a tenant whose token list is late", () => {
  const open = stages();

  it.each([1_000, 10_000])(
    "by %d ms gets one token, and the next plan is empty",
    async (listLagMs) => {
      const { workspace, control } = await open(loader(named, 'description = "Loads"'));
      await control.changeSettings({ listLagMs });
      await succeeded(workspace.apply());
      const { id } = await workspace.attributes("atlan_api_token.loader");
      expect(await control.tokensNamed(NAME)).toMatchObject([{ id, description: "Loads" }]);
      expect((await workspace.plan()).exitCode).toBe(0);
      await workspace.configure(loader('display_name = "other"', 'description = "Loads"'));
      expect((await succeeded(workspace.apply())).output).toContain(
        "0 added, 1 changed, 0 destroyed",
      );
      expect((await workspace.plan()).exitCode).toBe(0);
      await succeeded(workspace.destroy());
      expect(await control.tokensNamed("other")).toEqual([]);
    },
  );
});

describe("a list that hides a token", () => {
  const open = stages();

  it("leaves it in the state, with an error, while it is young", async () => {
    const { workspace, control } = await open(loader(named), {
      tenant: { clock: stoppedClock() },
    });
    await succeeded(workspace.apply());
    const before = await workspace.attributes("atlan_api_token.loader");
    await control.changeSettings({ listLagMs: HOUR_MS });
    const refreshed = await workspace.apply("-refresh-only");
    expect(refreshed.exitCode).toBe(1);
    expect(refreshed.prose).toContain("Cannot tell whether the API token still exists");
    expect(await workspace.attributes("atlan_api_token.loader")).toEqual(before);
  });
});

describe("a stop with eight creations under way", () => {
  const open = stages();

  it("lets no other leave, and knows of those eight", async () => {
    const stage = await open(many(12, "wait_until_ready = false"));
    const { control, workspace } = stage;
    await control.addFaults({ match: CREATE, times: 12, do: HELD_UP });
    const posts = async () =>
      (await control.requests()).filter(
        ({ method, path }) => method === CREATE.method && path === "/api/service/apikeys",
      ).length;
    await interruptedApply(stage, async () => (await posts()) === 8, "-parallelism=20");
    expect(await posts()).toBe(8);
    const { resources } = await workspace.state();
    const known = resources.flatMap(({ instances }) => instances.map((it) => it.attributes.id));
    expect(known.sort()).toEqual((await robotsOf(stage)).map(({ id }) => id).sort());
    expect(known).toHaveLength(8);
  });
});

describe("forty tokens that have expired", () => {
  const open = stages();

  it("are one warning", async () => {
    const stage = await open(many(40, "validity_seconds = 3600"));
    await succeeded(stage.workspace.apply());
    await stage.control.advance(3_601);
    const planned = await stage.workspace.run("plan", "-detailed-exitcode");
    expect(planned.output).toContain("40 to add, 0 to change, 40 to destroy");
    expect(planned.prose.match(/Warning: /g)).toHaveLength(1);
    expect(planned.prose).toMatch(/API tokens have expired.*and 39 more similar warnings/);
  });
});

describe("a name that is stored decomposed", () => {
  const open = stages();

  it("is found as it is typed, by a lookup and by an import", async () => {
    const { workspace, control } = await open("");
    const [composed, decomposed] = ["Café".normalize("NFC"), "Café".normalize("NFD")];
    const body = { displayName: decomposed, description: "", personaQualifiedNames: [] };
    await control.api("POST", "/api/service/apikeys", body);
    const [token] = await control.tokensNamed(decomposed);
    await workspace.configure(`
      data "atlan_api_token" "by_name" { display_name = "${composed}" }
      data "atlan_api_token" "by_id"   { id = "${token?.id.toUpperCase()}" }
      output "ids" { value = [data.atlan_api_token.by_name.id, lower(data.atlan_api_token.by_id.id)] }
      ${loader(`display_name = "${composed}"`)}
    `);
    const imported = await workspace.run("import", "atlan_api_token.loader", `name:${composed}`);
    expect(imported).toMatchObject({ exitCode: 0 });
    const { outputs } = await workspace.state();
    expect(outputs.ids?.value).toEqual([token?.id, token?.id]);
  });
});
