// A sealed secret: who holds an identity reads it, and nothing that a run leaves behind has the plaintext.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { execaSync } from "execa";
import { unseal } from "../../src/age.js";
import { Secret } from "../../src/secret.js";
import {
  identityFile,
  keyPair,
  missingAge,
  openWithAge,
  sealWithAge,
} from "./harness/age-command.js";
import { describeUnless } from "./harness/describe-unless.js";
import { engines } from "./harness/engines.js";
import { filesIn } from "./harness/files-in.js";
import { addressOf, declared, principalKinds } from "./harness/principal-kinds.js";
import { loader, type Stage, stages } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const CLI = path.resolve(import.meta.dirname, "../../dist/cli/main.js");

const [first, second, third] = [await keyPair(), await keyPair(), await keyPair()];

const sealed = (...recipients: readonly string[]) =>
  loader('display_name = "loader"', `seal_to = ${JSON.stringify(recipients)}`);
const toBoth = sealed(first.recipient, second.recipient);

const attributesOf = ({ workspace }: Stage) => workspace.attributes("atlan_api_token.loader");
const sealedIn = async (stage: Stage) => String((await attributesOf(stage)).sealed_access_token);
const open = async (text: string, identity: string) =>
  (await unseal(text, [new Secret(identity)])).reveal();

/** The built command, as `npx` runs it. */
const runUnseal = (input: string, ...args: readonly string[]) =>
  execaSync(process.execPath, [CLI, "unseal", ...args], {
    input,
    reject: false,
    stripFinalNewline: false,
  });

/** The file of the installed plugin that holds the age library. */
async function libraryIn(directory: string): Promise<string> {
  const files = await filesIn(path.join(directory, ".terraform/providers"));
  const holding = files.filter(([file, text]) => file.endsWith(".js") && text.includes("age1pq"));
  const names = holding.map(([file]) => path.basename(file));
  const libraries = names.filter((name) => !name.startsWith("provider-"));
  expect(libraries).toHaveLength(1);
  return String(libraries[0]);
}

const each = engines.flatMap(({ name, binary }) =>
  principalKinds.map((kind) => ({ name, binary, noun: kind.noun, kind })),
);

describe.each(each)("the secret of a sealed $noun, with $name", ({ binary, kind }) => {
  const openStage = stages({ binary });
  const address = addressOf(kind);
  const recipients = JSON.stringify([first.recipient, second.recipient]);
  const configuration =
    declared(kind, 'display_name = "loader"', `seal_to = ${recipients}`) +
    `output "sealed" {\n value = ${address}.sealed_${kind.secret}\n}\n`;

  it("is in no state, plan, output or log, whatever goes wrong", async () => {
    const stage = await openStage(configuration);
    const { workspace, control } = stage;
    const environment = {
      TF_LOG: "TRACE",
      TF_LOG_PROVIDER_ATLAN: "TRACE",
      TF_LOG_PATH: path.join(workspace.directory, "trace.log"),
    };
    const said: string[] = [];
    const run = async (...args: string[]) => {
      said.push((await workspace.runWith({ environment }, ...args)).output);
    };
    await control.addFaults(
      { match: kind.create, do: { dropReply: true } },
      { match: kind.finish, do: { status: 500 } },
      { match: { path: "users/current" }, skip: 1, do: { status: 401 } },
    );
    await run("apply", "-auto-approve");
    await control.addFaults({ match: kind.finish, do: { status: 400 } });
    await run("apply", "-auto-approve", `-replace=${address}`);
    await run("apply", "-auto-approve");
    await run("plan", "-out=saved.tfplan", `-replace=${address}`);
    await run("show", "-json", "saved.tfplan");
    await run("apply", "saved.tfplan");
    await run("show", "-json");
    await run("output", "-json");
    const secrets = await control.secrets();
    const attributes = await workspace.attributes(address);
    expect(attributes[kind.secret]).toBeNull();
    expect(secrets).toContain(
      await open(String(attributes[`sealed_${kind.secret}`]), first.identity),
    );
    const files = await filesIn(workspace.directory);
    expect(files.map(([file]) => path.basename(file))).toEqual(
      expect.arrayContaining(["terraform.tfstate", "saved.tfplan", "trace.log"]),
    );
    const privates = (await workspace.state()).resources.flatMap(({ instances }) =>
      instances.map((one) => Buffer.from(one.private ?? "", "base64").toString("latin1")),
    );
    expect(privates.join("")).toContain("{");
    const everything = [
      ...files,
      ["said", said.join("")] as const,
      ["private", privates.join("")] as const,
    ];
    const leaks = everything.flatMap(([where, text]) =>
      secrets.filter((secret) => text.includes(secret)).map(() => where),
    );
    expect(leaks).toEqual([]);
  });
});

describe.each(engines)("a sealed token, with $name", ({ binary }) => {
  const openStage = stages({ binary });

  it("gives its secret to each recipient, and plans nothing more", async () => {
    const stage = await openStage(toBoth);
    await stage.workspace.apply();
    expect(await attributesOf(stage)).toMatchObject({ access_token: null });
    const text = await sealedIn(stage);
    for (const { identity } of [first, second]) {
      expect(await stage.control.secrets()).toContain(await open(text, identity));
    }
    expect((await stage.workspace.plan()).exitCode).toBe(0);
  });

  it("keeps its recipients: other ones need a new secret", async () => {
    const stage = await openStage(toBoth);
    const { workspace } = stage;
    await workspace.apply();
    const text = await sealedIn(stage);
    await workspace.configure(sealed(first.recipient, third.recipient));
    const refused = await workspace.apply();
    expect(refused.exitCode).toBe(1);
    expect(refused.prose).toContain("Cannot change seal_to of this API token");
    expect(refused.prose).toContain("-replace");
    expect(await sealedIn(stage)).toBe(text);
    await workspace.run("taint", "atlan_api_token.loader");
    expect((await workspace.apply()).exitCode).toBe(0);
    expect(await stage.control.secrets()).toContain(
      await open(await sealedIn(stage), third.identity),
    );
  });

  it("rotates to other recipients, and leaves no plaintext of either secret", async () => {
    const rotating = (...recipients: readonly string[]) =>
      loader(
        'display_name = "loader"',
        `seal_to = ${JSON.stringify(recipients)}`,
        "rotation = { rotate_every_seconds = 86400 }",
      );
    const stage = await openStage(rotating(first.recipient, second.recipient));
    const { workspace, control } = stage;
    await succeeded(workspace.apply());
    const { id } = await attributesOf(stage);
    await workspace.configure(rotating(second.recipient, third.recipient));
    const rotated = await succeeded(workspace.apply());
    expect(rotated.prose).toContain("seal_to changes");
    expect((await attributesOf(stage)).id).not.toBe(id);
    const text = await sealedIn(stage);
    const secrets = await control.secrets();
    expect(secrets).toContain(await open(text, third.identity));
    await expect(open(text, first.identity)).rejects.toThrow("no identity opens the text");
    const files = await filesIn(workspace.directory);
    const leaking = files.filter(([, kept]) => secrets.some((secret) => kept.includes(secret)));
    expect(leaking.map(([file]) => file)).toEqual([]);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it.each([
    ["an unsealed token to be sealed", loader('display_name = "loader"'), toBoth],
    ["a sealed token to be unsealed", toBoth, loader('display_name = "loader"')],
  ])("refuses %s", async (_name, before, after) => {
    const { workspace } = await openStage(before);
    await workspace.apply();
    await workspace.configure(after);
    expect((await workspace.run("plan", "-detailed-exitcode")).prose).toContain(
      "Cannot change seal_to of this API token",
    );
  });

  it("takes recipients that are known only at apply", async () => {
    const recipients = JSON.stringify([first.recipient, second.recipient]);
    const stage = await openStage(
      `resource "terraform_data" "keys" {\n input = ${recipients}\n}\n` +
        loader('display_name = "loader"', "seal_to = terraform_data.keys.output"),
    );
    expect((await stage.workspace.apply()).exitCode).toBe(0);
    expect(await attributesOf(stage)).toMatchObject({ access_token: null });
    expect(await stage.control.secrets()).toContain(
      await open(await sealedIn(stage), first.identity),
    );
  });

  it("may be declared for a token that was imported, whose secret nobody has", async () => {
    const { workspace } = await openStage(loader('display_name = "loader"'));
    await workspace.apply();
    const { id } = await workspace.attributes("atlan_api_token.loader");
    await workspace.run("state", "rm", "atlan_api_token.loader");
    await workspace.configure(toBoth);
    await workspace.run("import", "-input=false", "atlan_api_token.loader", String(id));
    expect((await workspace.apply()).prose).toContain("0 added, 1 changed, 0 destroyed");
    expect(await workspace.attributes("atlan_api_token.loader")).toMatchObject({
      id,
      access_token: null,
      sealed_access_token: null,
    });
  });
});

describe("recipients", () => {
  const openStage = stages();

  it.each([
    ["an identity", [first.identity, second.recipient], "an element is an identity"],
    ["an SSH key", ["ssh-ed25519 AAAA", second.recipient], "is an SSH key"],
    ["none", [], "must have at least one element"],
  ])("that are %s are refused by validate", async (_name, recipients, problem) => {
    const { workspace } = await openStage(sealed(...recipients));
    const { prose } = await workspace.run("validate");
    expect(prose).toContain("Invalid seal_to");
    expect(prose).toContain(problem);
  });

  it("that turn out to be none when they are known are refused by the plan", async () => {
    const lookup = 'data "atlan_current_user" "me" {}\n';
    const { workspace } = await openStage(
      lookup + loader('display_name = "loader"', "seal_to = [data.atlan_current_user.me.username]"),
    );
    expect((await workspace.run("plan", "-detailed-exitcode")).prose).toContain(
      "an element has no form of a recipient",
    );
  });

  it("that are one alone are warned about", async () => {
    const { workspace } = await openStage(sealed(first.recipient));
    expect((await workspace.run("plan", "-detailed-exitcode")).prose).toContain(
      "has a single recipient",
    );
  });
});

/** Run in each process of the plugin: it notes every file of the package that is loaded. */
const NOTE_LOADS = `
const { appendFileSync } = require("node:fs");
const Module = require("node:module");
const load = Module._load;
Module._load = function (request, ...rest) {
  if (request.startsWith("./")) appendFileSync(process.env.LOADS, request + "\\n");
  return load.call(this, request, ...rest);
};
`;

describe("the age library", () => {
  const openStage = stages();

  it("is loaded where a secret is sealed, and by no plan and no other apply", async () => {
    const stage = await openStage(loader('display_name = "loader"'));
    const { workspace } = stage;
    const at = (name: string) => path.join(workspace.directory, name);
    await writeFile(at("note-loads.cjs"), NOTE_LOADS);
    const library = await libraryIn(workspace.directory);
    const isLoadedBy = async (...args: readonly string[]): Promise<boolean> => {
      const environment = { NODE_OPTIONS: `--require ${at("note-loads.cjs")}`, LOADS: at("loads") };
      await writeFile(at("loads"), "");
      await succeeded(workspace.runWith({ environment }, ...args));
      const loads = await readFile(at("loads"), "utf8");
      expect(loads).toContain("./plugin.js");
      return loads.includes(library);
    };
    expect(await isLoadedBy("apply", "-auto-approve")).toBe(false);
    await workspace.run("taint", "atlan_api_token.loader");
    await workspace.configure(toBoth);
    expect(await isLoadedBy("plan")).toBe(false);
    expect(await isLoadedBy("apply", "-auto-approve")).toBe(true);
    expect(await isLoadedBy("plan")).toBe(false);
  });
});

describeUnless("the age command", missingAge, () => {
  const openStage = stages();

  it("opens what is sealed, and unseal does too", async () => {
    const stage = await openStage(toBoth);
    await stage.workspace.apply();
    const { client_id: clientId } = await attributesOf(stage);
    const file = await identityFile(stage.workspace.directory, second.identity);
    const secret = openWithAge(await sealedIn(stage), file);
    expect(await stage.control.secrets()).toContain(secret);
    const args = ["--identity", file, "--client-id", String(clientId)];
    const { stdout, stderr } = runUnseal(await sealedIn(stage), ...args);
    expect([stdout, stderr]).toEqual([secret, ""]);
  });

  it("seals what unseal opens", async () => {
    const { workspace } = await openStage("");
    const file = await identityFile(workspace.directory, first.identity);
    const text = sealWithAge("s3cret", first.recipient);
    expect(runUnseal(text, "--identity", file)).toMatchObject({ exitCode: 0, stdout: "s3cret" });
    const { exitCode, stdout, stderr } = runUnseal(
      text,
      "--identity",
      file,
      "--client-id",
      "apikey-1",
    );
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("Cannot unseal: the secret names no client");
  });
});
