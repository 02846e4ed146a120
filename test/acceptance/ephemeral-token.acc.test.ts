// Tokens for one run, under real engines: what uses them has a token that works, and nothing is left of it anywhere.
import { access, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { NOT_ENABLED } from "../../lib/schema/index.js";
import { treeOf } from "../../scripts/process-tree.js";
import { until } from "../until.js";
import { engines } from "./harness/engines.js";
import { filesIn } from "./harness/files-in.js";
import { interruptedApply } from "./harness/interrupted.js";
import { type Stage, stages, stoppedClock } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";
import { survivorsOf } from "./harness/survivors.js";

const NAME = "catalog load";

const ephemeral = (enabled: string, ...lines: readonly string[]): string => `
ephemeral "atlan_api_token" "it" {
  display_name = "${NAME}"
  enabled      = ${enabled}
  ${lines.join("\n  ")}
}
`;

const SECRET = "ephemeral.atlan_api_token.it.access_token";

/** Whoever the secret is of goes into the file. */
const ASK =
  'curl --fail --silent --header "Authorization: Bearer $TOKEN" $ATLAN_BASE_URL/api/service/users/current > who.json';

const provisioner = (command: string): string => `
resource "terraform_data" "it" {
  provisioner "local-exec" {
    command     = ${JSON.stringify(command)}
    environment = { TOKEN = ${SECRET} }
  }
}
`;

const APPLYING = ephemeral("terraform.applying");
/** Until it is killed, once it has said that it runs. */
const LONG = `${ASK} && sleep 3600`;

const created = async ({ control }: Stage): Promise<number> =>
  (await control.requests()).filter((it) => it.method === "POST" && it.path.endsWith("/apikeys"))
    .length;

const hasFile = async ({ workspace }: Stage, name: string): Promise<boolean> => {
  const text = await readFile(path.join(workspace.directory, name), "utf8").catch(() => "");
  return text !== "";
};

describe.each(engines)("a token for one run, with $name", ({ binary }) => {
  const open = stages({ binary });

  it("is created by no plan where it is enabled while applying, works in the apply, and is gone after it", async () => {
    const stage = await open(APPLYING + provisioner(ASK));
    const { workspace, control } = stage;
    expect((await workspace.plan()).exitCode).toBe(2);
    expect(await created(stage)).toBe(0);
    const applied = await succeeded(workspace.apply());
    expect(applied.output).not.toContain("Warning:");
    expect(await created(stage)).toBe(1);
    const who = await readFile(path.join(workspace.directory, "who.json"), "utf8");
    expect(JSON.parse(who).username).toMatch(/^service-account-apikey-/);
    expect(await control.tokensNamed(NAME)).toEqual([]);
    expect((await workspace.plan()).exitCode).toBe(0);
    await succeeded(workspace.destroy());
    expect(await created(stage)).toBe(1);
  });

  it("signs a provider in, in plans too, and no plan, state or log has its secret", async () => {
    const stage = await open(`${ephemeral("true", 'description = "Reads"')}
provider "atlan" {
  alias   = "reader"
  api_key = ${SECRET}
}
data "atlan_current_user" "me" {
  provider = atlan.reader
}
output "me" { value = startswith(data.atlan_current_user.me.username, "service-account-") }
`);
    const { workspace, control } = stage;
    const log = path.join(workspace.directory, "trace.log");
    const environment = { TF_LOG: "TRACE", TF_LOG_PROVIDER_ATLAN: "TRACE", TF_LOG_PATH: log };
    const run = (...args: readonly string[]) =>
      succeeded(workspace.runWith({ environment }, ...args));
    const planned = await run("plan", "-out=saved.plan");
    expect(await created(stage)).toBe(1);
    const said = [
      planned,
      await run("show", "-json", "saved.plan"),
      await run("apply", "saved.plan"),
      await run("show", "-json"),
    ].map(({ output }) => output);
    expect((await workspace.state()).outputs.me?.value).toBe(true);
    expect(await control.tokensNamed(NAME)).toEqual([]);
    const everything = [...(await filesIn(workspace.directory)), ["said", said.join("")] as const];
    const secrets = await control.secrets();
    const leaks = everything.filter(([, text]) => secrets.some((secret) => text.includes(secret)));
    expect(leaks.map(([where]) => where)).toEqual([]);
  });

  it("is refused as a provider's credential while it is not enabled, with what to do", async () => {
    const { workspace } = await open(`${APPLYING}
provider "atlan" {
  alias   = "reader"
  api_key = ${SECRET}
}
data "atlan_current_user" "me" {
  provider = atlan.reader
}
`);
    const { exitCode, prose } = await workspace.run("plan", "-detailed-exitcode");
    expect(exitCode).toBe(1);
    expect(prose).toContain("set enabled = true on that token");
  });

  it("is gone although its user fails", async () => {
    const stage = await open(APPLYING + provisioner(`${ASK} && exit 3`));
    expect((await stage.workspace.apply()).exitCode).toBe(1);
    expect(await hasFile(stage, "who.json")).toBe(true);
    expect(await stage.control.tokensNamed(NAME)).toEqual([]);
  });

  it("is gone although the run is interrupted while it is used", async () => {
    const stage = await open(APPLYING + provisioner(LONG));
    await interruptedApply(stage, () => hasFile(stage, "who.json"));
    expect(await stage.control.tokensNamed(NAME)).toEqual([]);
  });

  it("is gone although the run is interrupted while it is created", async () => {
    const stage = await open(APPLYING + provisioner(ASK));
    const { control } = stage;
    await control.addFaults({ match: { path: "typedefs" }, times: 999, do: { status: 401 } });
    await interruptedApply(stage, async () => (await control.tokensNamed(NAME)).length > 0);
    expect(await control.tokensNamed(NAME)).toEqual([]);
    expect(await hasFile(stage, "who.json")).toBe(false);
  });

  it("whose plugin was killed expires, and the next create of that name deletes it, with a warning", async () => {
    const lifetime = "validity_seconds = 600";
    const stage = await open(ephemeral("terraform.applying", lifetime) + provisioner(LONG), {
      tenant: { clock: stoppedClock() },
    });
    const { workspace, control } = stage;
    const { pid, ended } = workspace.start(
      { ownGroup: true },
      ...["apply", "-input=false", "-auto-approve"],
    );
    await until(() => hasFile(stage, "who.json"));
    const family = treeOf(pid);
    process.kill(-pid, "SIGKILL");
    await ended;
    expect(await survivorsOf(family)).toEqual([]);
    const [left] = await control.tokensNamed(NAME);
    await workspace.configure(ephemeral("terraform.applying", lifetime) + provisioner(ASK));
    await control.advance(300);
    const early = await succeeded(workspace.apply("-lock=false", "-replace=terraform_data.it"));
    expect(early.output).not.toContain("Warning:");
    expect(await control.tokensNamed(NAME)).toMatchObject([{ id: left?.id }]);
    await control.advance(301);
    const late = await succeeded(workspace.apply("-lock=false", "-replace=terraform_data.it"));
    expect(late.prose).toContain(`Purged expired ephemeral API token ${left?.id}`);
    expect(await control.tokensNamed(NAME)).toEqual([]);
  });

  it("that is not enabled has a secret that stands for none", async () => {
    const stage = await open(
      ephemeral("false") + provisioner('test "$TOKEN" = "$EXPECTED" && touch same'),
      { environment: { EXPECTED: NOT_ENABLED } },
    );
    await succeeded(stage.workspace.apply());
    await access(path.join(stage.workspace.directory, "same"));
    expect(await created(stage)).toBe(0);
  });
});
