// The secret of an imported token: planned when the file has it, and stored once the tenant has accepted it.
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { unseal } from "../../../../src/age.js";
import { isUnknown, type ObjectValue, Secret } from "../../../../src/framework/index.js";
import { type Result, type TokenRun, tokenRun } from "../principals/token-run.js";

const LOADER = { display_name: "loader", description: "" };

let directory: string;
let file: string;
let run: TokenRun;
let made: Result;
let imported: Result;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "atlan-import-"));
  file = path.join(directory, "secrets.json");
  run = await tokenRun({}, {}, { ATLAN_IMPORT_SECRETS_FILE: file });
  made = await run.create(LOADER);
});
afterEach(async () => {
  await run.tenant.stop();
  await rm(directory, { recursive: true, force: true });
});

const NO_SETTINGS = {
  rotate_every_seconds: null,
  rotate_before_expiry_seconds: null,
  rotate_when_changed: null,
  revoke_when_changed: null,
  overlap_seconds: null,
  carry_asset_grants: null,
};

const clientIdOf = ({ state }: Result): string => String(state?.client_id);
const secretOf = ({ state }: Result): string => {
  const secret = state?.access_token;
  return secret instanceof Secret ? secret.reveal() : "none";
};

/** Written for the next process: each reads it once. */
async function offer(secrets: Readonly<Record<string, string>>): Promise<void> {
  await writeFile(file, JSON.stringify(secrets));
  await chmod(file, 0o600);
  run = await run.again();
}

/** As Terraform does it: what was imported is read. */
async function importAndRead(): Promise<void> {
  imported = await run.read(await run.import(clientIdOf(made)));
  expect(imported.errors).toEqual([]);
}

const planned = (config: ObjectValue = LOADER) => run.plan(imported, config);

async function applied(config: ObjectValue = LOADER): Promise<Result> {
  const { state, private: bytes } = await planned(config);
  return await run.update({ ...imported, private: bytes }, state ?? {});
}

describe("the secret of an imported token", () => {
  it("stays null without the file's word, and nothing is planned", async () => {
    await offer({ "apikey-of-another": "secret" });
    await importAndRead();
    expect((await planned()).state).toBe(imported.state);
  });

  it("is null after the import, unknown in the plan, and stored by the update, which writes nothing", async () => {
    await offer({ [clientIdOf(made)]: secretOf(made) });
    await importAndRead();
    expect(imported.state).toMatchObject({ access_token: null, sealed_access_token: null });
    const { state, warnings } = await planned();
    expect(warnings).toEqual([]);
    expect(isUnknown(state?.access_token ?? null)).toBe(true);
    expect(state).toEqual({ ...imported.state, access_token: state?.access_token });
    await run.control.clearRequests();
    const result = await applied();
    expect(result.errors).toEqual([]);
    expect(secretOf(result)).toBe(secretOf(made));
    const sent = (await run.control.requests()).filter(({ method }) => method !== "GET");
    expect(sent).toEqual([]);
    const again = await run.read(result);
    expect((await run.plan(again, LOADER)).state).toBe(again.state);
  });

  it("is sealed where seal_to is set", async () => {
    const identity = await generateIdentity();
    const seal_to = [await identityToRecipient(identity)];
    await offer({ [clientIdOf(made)]: secretOf(made) });
    await importAndRead();
    const { errors, state } = await applied({ ...LOADER, seal_to });
    expect(errors).toEqual([]);
    expect(state).toMatchObject({ access_token: null, seal_to });
    const opened = await unseal(String(state?.sealed_access_token), [new Secret(identity)]);
    expect(opened.reveal()).toBe(secretOf(made));
  });

  it("is stored where rotation is set, too: the token is not rotated for it", async () => {
    await offer({ [clientIdOf(made)]: secretOf(made) });
    await importAndRead();
    const rotation = { rotate_every_seconds: 86_400 };
    const { errors, state } = await applied({
      ...LOADER,
      rotation: { ...NO_SETTINGS, ...rotation },
    });
    expect(errors).toEqual([]);
    expect(state).toMatchObject({ id: made.state?.id, rotation });
    expect(secretOf({ ...made, state })).toBe(secretOf(made));
  });

  it("is taken from a file that is given later, too", async () => {
    await offer({});
    await importAndRead();
    await offer({ [clientIdOf(made)]: secretOf(made) });
    imported = await run.read(imported);
    expect(secretOf(await applied())).toBe(secretOf(made));
  });
});

describe("a secret that cannot be stored is an error, and the state stays", () => {
  const failed = async (config = LOADER) => {
    await importAndRead();
    const { errors, state } = await applied(config);
    expect(state).toBe(imported.state);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ attribute: ["access_token"] });
    for (const secret of await run.control.secrets()) {
      expect(errors[0]?.detail).not.toContain(secret);
    }
    return String(errors[0]?.detail);
  };

  it("when it is another token's", async () => {
    const other = await run.create({ display_name: "other" });
    await offer({ [clientIdOf(made)]: secretOf(other) });
    expect(await failed()).toContain(`it is the secret of ${other.state?.username}`);
  });

  it("when it has expired, with the date", async () => {
    made = await run.create({ ...LOADER, validity_seconds: 600 });
    await offer({ [clientIdOf(made)]: secretOf(made) });
    run.clock.advance(601_000);
    const kept = { ...LOADER, replace_when_expired: false };
    expect(await failed(kept)).toContain(`it expired at ${made.state?.expires_at}`);
  });

  it("when it is none that the tenant knows", async () => {
    await offer({ [clientIdOf(made)]: "eyJhbGciOi.none.of.yours" });
    expect(await failed()).toContain("it was revoked, or it is mistyped or of another tenant");
  });

  it("when the file has changed since the plan", async () => {
    await offer({ [clientIdOf(made)]: secretOf(made) });
    await importAndRead();
    const { state, private: bytes } = await planned();
    await offer({});
    const { errors } = await run.update({ ...imported, private: bytes }, state ?? {});
    expect(errors[0]?.detail).toContain("had it when this was planned");
  });

  it("when the tenant cannot be asked", async () => {
    await offer({ [clientIdOf(made)]: secretOf(made) });
    await importAndRead();
    await run.control.addFaults({
      match: { path: "users/current" },
      times: 99,
      do: { status: 403 },
    });
    const { errors, state } = await applied();
    expect(state).toBe(imported.state);
    expect(errors).toMatchObject([{ summary: "Cannot import the secret of API token" }]);
  });
});

it("a file that cannot be used fails the read of a token without a secret, and of no other", async () => {
  await writeFile(file, "{");
  await chmod(file, 0o600);
  run = await run.again();
  expect((await run.read(made)).errors).toEqual([]);
  const { errors } = await run.read(await run.import(clientIdOf(made)));
  expect(errors).toMatchObject([{ summary: "Cannot use ATLAN_IMPORT_SECRETS_FILE" }]);
});
