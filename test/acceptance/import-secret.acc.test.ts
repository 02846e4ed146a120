// Tokens that are imported with their secret: stored or sealed once the tenant has accepted it, and nowhere before.
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { unseal } from "../../src/age.js";
import { Secret } from "../../src/secret.js";
import type { TestControl } from "../tenant-control.js";
import { engines } from "./harness/engines.js";
import { filesIn } from "./harness/files-in.js";
import { loader, stages } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const ADDRESS = "atlan_api_token.loader";
const NAMED = 'display_name = "loader"';
const IMPORTED = `import {\n  to = ${ADDRESS}\n  id = "name:loader"\n}\n`;
const OUTPUT = `output "secret" {\n  value     = ${ADDRESS}.access_token\n  sensitive = true\n}\n`;

interface Made {
  readonly clientId: string;
  readonly secret: string;
}

/** As a person makes a token in Atlan and writes its secret down. */
async function makeToken({ api }: TestControl, displayName = "loader"): Promise<Made> {
  const token = { displayName, description: "", validitySeconds: 157_680_000 };
  const reply = await api("POST", "/api/service/apikeys", token);
  const { clientId, attributes } = (await reply.json()) as {
    readonly clientId: string;
    readonly attributes: { readonly accessToken: string };
  };
  return { clientId, secret: attributes.accessToken };
}

describe.each(engines)("the import of a token with its secret, with $name", ({ binary }) => {
  let directory: string;
  let file: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "atlan-import-"));
    file = path.join(directory, "secrets.json");
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const open = stages({ binary });
  const openWith = (configuration: string) =>
    open(configuration, { environment: { ATLAN_IMPORT_SECRETS_FILE: file } });
  const offer = async (secrets: Readonly<Record<string, string>>, mode = 0o600) => {
    await writeFile(file, JSON.stringify(secrets));
    await chmod(file, mode);
  };

  it("by command leaves it null, and the next apply stores it", async () => {
    const { workspace, control } = await openWith(loader(NAMED));
    const { clientId, secret } = await makeToken(control);
    await offer({ [clientId]: secret });
    await succeeded(workspace.run("import", ADDRESS, "name:loader"));
    expect(await workspace.attributes(ADDRESS)).toMatchObject({ access_token: null });
    expect((await workspace.run("plan", "-detailed-exitcode")).output).toContain(
      "0 to add, 1 to change, 0 to destroy",
    );
    await control.clearRequests();
    const applied = await succeeded(workspace.apply());
    expect(applied.output).not.toContain(secret);
    expect(applied.output).not.toContain("Warning:");
    expect(await workspace.attributes(ADDRESS)).toMatchObject({ access_token: secret });
    expect((await control.requests()).filter(({ method }) => method !== "GET")).toEqual([]);
    await rm(file);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("by a block stores it in the same apply, from a saved plan that does not have it, and gives an output", async () => {
    const { workspace, control } = await openWith(loader(NAMED) + IMPORTED + OUTPUT);
    const { clientId, secret } = await makeToken(control);
    await offer({ [clientId]: secret });
    const planned = await succeeded(workspace.run("plan", "-out=saved.plan"));
    expect(planned.output).toContain("1 to import, 0 to add, 1 to change, 0 to destroy");
    const { output } = await succeeded(workspace.run("show", "-json", "saved.plan"));
    expect(output).not.toContain(secret);
    await succeeded(workspace.run("apply", "saved.plan"));
    expect((await workspace.state()).outputs.secret?.value).toBe(secret);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("seals it where seal_to is set: the plaintext is in no file and no output", async () => {
    const identity = await generateIdentity();
    const sealTo = `seal_to = ["${await identityToRecipient(identity)}", "${await identityToRecipient(await generateIdentity())}"]`;
    const { workspace, control } = await openWith(loader(NAMED, sealTo) + IMPORTED);
    const { clientId, secret } = await makeToken(control);
    await offer({ [clientId]: secret });
    const log = path.join(workspace.directory, "trace.log");
    const environment = { TF_LOG: "TRACE", TF_LOG_PATH: log };
    const args = ["apply", "-input=false", "-auto-approve"];
    const applied = await succeeded(workspace.runWith({ environment }, ...args));
    const { access_token, sealed_access_token } = await workspace.attributes(ADDRESS);
    expect(access_token).toBeNull();
    const opened = await unseal(String(sealed_access_token), [new Secret(identity)]);
    expect(opened.reveal()).toBe(secret);
    expect((await workspace.plan()).exitCode).toBe(0);
    const files = await filesIn(workspace.directory);
    const leaks = [...files, ["said", applied.output] as const].filter(([, text]) =>
      text.includes(secret),
    );
    expect(leaks.map(([where]) => where)).toEqual([]);
  });

  it("refuses the secret of another token, and changes nothing", async () => {
    const { workspace, control } = await openWith(loader(NAMED) + IMPORTED);
    const { clientId } = await makeToken(control);
    const other = await makeToken(control, "other");
    await offer({ [clientId]: other.secret });
    const applied = await workspace.apply();
    expect(applied.exitCode).toBe(1);
    expect(applied.prose).toContain(`it is the secret of service-account-${other.clientId}`);
    expect(applied.output).not.toContain(other.secret);
    expect((await workspace.attributes(ADDRESS)).access_token).toBeNull();
  });

  it("refuses a file that others may read, and says what to run", async () => {
    const { workspace, control } = await openWith(loader(NAMED) + IMPORTED);
    const { clientId, secret } = await makeToken(control);
    await offer({ [clientId]: secret }, 0o644);
    const { exitCode, prose } = await workspace.run("plan", "-detailed-exitcode");
    expect(exitCode).toBe(1);
    expect(prose).toContain("Cannot use ATLAN_IMPORT_SECRETS_FILE");
    expect(prose).toContain("chmod 600");
  });

  it("without it stays as it was: the secret is null, and nothing is planned", async () => {
    const { workspace, control } = await openWith(loader(NAMED));
    await makeToken(control);
    await offer({});
    await succeeded(workspace.run("import", ADDRESS, "name:loader"));
    expect((await workspace.plan()).exitCode).toBe(0);
  });
});
