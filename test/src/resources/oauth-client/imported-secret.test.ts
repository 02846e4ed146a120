// The secret of an imported client: stored once an access token was fetched with it that is the client's.
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { Secret } from "../../../../src/framework/index.js";
import { OAUTH_CLIENT } from "../principals/kinds.js";
import { principalRun, type Result, type TokenRun } from "../principals/token-run.js";

const CONFIG = {
  display_name: "robot",
  description: "",
  role: "Admin",
  persona_qualified_names: [],
};

let directory: string;
let run: TokenRun;
let made: Result;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "atlan-import-"));
  const environment = { ATLAN_IMPORT_SECRETS_FILE: path.join(directory, "secrets.json") };
  run = await principalRun(OAUTH_CLIENT, {}, { environment });
  made = await run.create(CONFIG);
});
afterEach(async () => {
  await run.tenant.stop();
  await rm(directory, { recursive: true, force: true });
});

/** As Terraform does it: imported, read, planned and applied by a new process. */
async function importedWith(secret: string): Promise<Result> {
  const file = path.join(directory, "secrets.json");
  const clientId = String(made.state?.client_id);
  await writeFile(file, JSON.stringify({ [clientId]: secret }));
  await chmod(file, 0o600);
  run = await run.again();
  const imported = await run.read(await run.import(clientId));
  const planned = await run.plan(imported, CONFIG);
  return await run.update({ ...imported, private: planned.private }, planned.state ?? {});
}

it("is stored when the tenant takes it", async () => {
  const secret = made.state?.client_secret;
  const { state, errors } = await importedWith(secret instanceof Secret ? secret.reveal() : "");
  expect(errors).toEqual([]);
  expect(state?.client_secret).toEqual(secret);
});

it("is refused when the tenant does not, and nothing is changed", async () => {
  const { state, errors } = await importedWith("not-the-secret");
  expect(errors).toMatchObject([
    { summary: "Cannot import the secret of OAuth client", attribute: ["client_secret"] },
  ]);
  expect(errors[0]?.detail).toContain("the tenant refuses it (401)");
  expect(JSON.stringify(errors)).not.toContain("not-the-secret");
  expect(state?.client_secret).toBeNull();
});
