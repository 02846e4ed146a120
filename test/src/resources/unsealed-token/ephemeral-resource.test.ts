// A sealed secret, opened for one run: what the engine is given, and which attribute an error is about.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { seal } from "../../../../src/age.js";
import { Secret } from "../../../../src/secret.js";
import { startTenant, type Tenant } from "../../../../src/tenant/index.js";
import { eventClock } from "../../../event-clock.js";
import { type ProviderRun, providerRun } from "../provider-run.js";

const TYPE = "atlan_unsealed_token";
const SECRET = new Secret("s3cret");

const identity = await generateX25519Identity();
const other = await generateX25519Identity();
const sealed = await seal(SECRET, [await identityToRecipient(identity)]);

let tenant: Tenant;
let run: ProviderRun;

beforeAll(async () => {
  const clock = eventClock(Date.now());
  tenant = await startTenant({ clock: { now: clock.nowMs } });
  run = await providerRun(tenant, clock, {});
});

afterAll(() => tenant.stop());

const open = (config: object) =>
  run.open(TYPE, {
    sealed,
    identity: null,
    identity_file: null,
    client_id: null,
    access_token: null,
    ...config,
  });

it("is opened in memory", async () => {
  const { result, errors } = await open({ identity: new Secret(identity) });
  expect(errors).toEqual([]);
  expect(result?.access_token).toBeInstanceOf(Secret);
  expect(SECRET.equals(result?.access_token as Secret)).toBe(true);
});

describe("an error points at", () => {
  it.each([
    ["the sealed text", { sealed: "none", identity: new Secret(identity) }, "sealed"],
    ["the identity", { identity: new Secret(other.slice(0, -2)) }, "identity"],
    ["the file", { identity_file: "/nowhere/key.txt" }, "identity_file"],
    ["the client ID", { identity: new Secret(identity), client_id: "apikey-1" }, "client_id"],
  ])("%s", async (_name, config, attribute) => {
    const { result, errors } = await open(config);
    expect(result).toBeNull();
    expect(errors).toMatchObject([
      { summary: "Cannot open the sealed secret", attribute: [attribute] },
    ]);
    expect(JSON.stringify(errors)).not.toMatch(/KEY-1[A-Z0-9]|s3cret/);
  });
});
