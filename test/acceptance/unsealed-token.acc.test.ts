// A sealed secret that is opened for one run, under real engines: it works, and neither it nor the identity is left anywhere.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { identityFile, keyPair } from "./harness/age-command.js";
import { engines } from "./harness/engines.js";
import { filesIn } from "./harness/files-in.js";
import { loader, type Stage, stages } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const [mine, spare, others] = [await keyPair(), await keyPair(), await keyPair()];

const SEALED = loader(
  'display_name = "loader"',
  `seal_to = ${JSON.stringify([mine.recipient, spare.recipient])}`,
);
const IDENTITY = 'variable "identity" {\n type = string\n sensitive = true\n ephemeral = true\n}\n';

const unsealed = (...lines: readonly string[]): string => `
ephemeral "atlan_unsealed_token" "it" {
  sealed = atlan_api_token.loader.sealed_access_token
  ${lines.join("\n  ")}
}
`;
const BY_VARIABLE = unsealed("identity = var.identity");

/** Whoever the secret is of goes into the file. */
const USER = `
resource "terraform_data" "it" {
  provisioner "local-exec" {
    command     = "curl --fail --silent --header \\"Authorization: Bearer $TOKEN\\" $ATLAN_BASE_URL/api/service/users/current > who.json"
    environment = { TOKEN = ephemeral.atlan_unsealed_token.it.access_token }
  }
}
`;

const usernameIn = async ({ workspace }: Stage): Promise<string> =>
  JSON.parse(await readFile(path.join(workspace.directory, "who.json"), "utf8")).username;

describe.each(engines)("an unsealed token, with $name", ({ binary }) => {
  const open = stages({ binary, environment: { TF_VAR_identity: mine.identity } });

  it("works in the run, and no plan, state, output or log has it or the identity", async () => {
    const stage = await open(SEALED + IDENTITY + BY_VARIABLE + USER);
    const { workspace, control } = stage;
    const log = path.join(workspace.directory, "trace.log");
    const environment = { TF_LOG: "TRACE", TF_LOG_PROVIDER_ATLAN: "TRACE", TF_LOG_PATH: log };
    const said: string[] = [];
    const run = async (...args: readonly string[]) => {
      said.push((await succeeded(workspace.runWith({ environment }, ...args))).output);
    };
    await run("apply", "-input=false", "-auto-approve");
    const { username } = await workspace.attributes("atlan_api_token.loader");
    expect(await usernameIn(stage)).toBe(username);
    await run("plan", "-out=saved.plan", "-replace=terraform_data.it");
    await run("show", "-json", "saved.plan");
    await run("apply", "saved.plan");
    await run("show", "-json");
    const files = await filesIn(workspace.directory);
    const everything = [...files, ["said", said.join("")] as const];
    const kept = [mine.identity, ...(await control.secrets())];
    const leaks = everything.flatMap(([where, text]) =>
      kept.filter((each) => text.includes(each)).map(() => where),
    );
    expect(leaks).toEqual([]);
    await run("destroy", "-auto-approve");
  });

  it("signs a provider in, with an identity file and for its own client alone", async () => {
    const { workspace } = await open(SEALED);
    await succeeded(workspace.apply());
    const file = await identityFile(workspace.directory, spare.identity);
    const lines = [
      `identity_file = ${JSON.stringify(file)}`,
      "client_id = atlan_api_token.loader.client_id",
    ];
    const reader = `
provider "atlan" {
  alias   = "loader"
  api_key = ephemeral.atlan_unsealed_token.it.access_token
}
data "atlan_current_user" "me" {
  provider = atlan.loader
}
output "me" { value = data.atlan_current_user.me.username == atlan_api_token.loader.username }
`;
    await workspace.configure(SEALED + unsealed(...lines) + reader);
    await succeeded(workspace.apply());
    expect((await workspace.state()).outputs.me?.value).toBe(true);
    expect((await workspace.plan()).exitCode).toBe(0);
  });
});

describe("an unsealed token is refused", () => {
  const open = stages({ environment: { TF_VAR_identity: others.identity } });

  it.each([
    ["by another's identity", [IDENTITY, BY_VARIABLE], "no identity opens the text"],
    [
      "for another client",
      [unsealed(`identity = "${mine.identity}"`, 'client_id = "apikey-1"')],
      'the secret is of the client "apikey-',
    ],
    [
      "with a file that is not there",
      [unsealed('identity_file = "nowhere.txt"')],
      'the identity file "nowhere.txt" cannot be read: it does not exist (ENOENT)',
    ],
    [
      "with an identity and a file",
      [IDENTITY, unsealed("identity = var.identity", 'identity_file = "key.txt"')],
      "are set together",
    ],
    ["with neither", [unsealed()], "none of them is set"],
  ])("%s, in words that hold no secret", async (_name, more, problem) => {
    const { workspace, control } = await open(SEALED);
    await succeeded(workspace.apply());
    await workspace.configure(SEALED + more.join(""));
    const { exitCode, prose } = await workspace.run("plan", "-detailed-exitcode");
    expect([exitCode, prose]).toEqual([1, expect.stringContaining(problem)]);
    for (const secret of [others.identity, ...(await control.secrets())]) {
      expect(prose).not.toContain(secret);
    }
  });
});
