// Signing a command in: against a real tenant, and what a person reads when it does not work.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { commandError } from "../../../src/cli/connection/connect.js";
import type { Outcome } from "../../../src/cli/outcome.js";
import { type TenantAccess, withTenant } from "../../../src/cli/with-tenant.js";
import { currentUser } from "../../../src/client/index.js";
import { startTenant, type Tenant } from "../../../src/tenant/index.js";
import { controlOf } from "../../tenant-control.js";

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
});
afterEach(() => controlOf(tenant).clearFaults());
afterAll(() => tenant.stop());

type Variables = Readonly<Record<string, string | undefined>>;

const who = async ({ client, signal }: TenantAccess): Promise<Outcome> => ({
  exitCode: 0,
  stdout: (await currentUser(client.apiKey, { signal })).body.username,
});

const asking = (variables: Variables, work = who) =>
  withTenant(
    {
      action: "export the tenant",
      environment: { variables, programDirectory: import.meta.dirname },
      stderr: { write: () => true },
    },
    work,
  );

const failureOf = async (variables: Variables): Promise<string> => {
  const error: unknown = await asking(variables).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error("Cannot compare: the command did not fail");
  return error.message;
};

describe("a command signs in", () => {
  it("with the API key", async () => {
    const { stdout } = await asking(tenant.env());
    expect(stdout).toMatch(/^service-account-apikey-/);
  });

  it("as the OAuth client", async () => {
    const { stdout } = await asking(tenant.oauthEnv());
    expect(stdout).toMatch(/^service-account-oauth-client-/);
  });

  it("with the API key where both are set, and warns", async () => {
    const { stdout, stderr } = await asking({ ...tenant.oauthEnv(), ...tenant.env() });
    expect(stdout).toMatch(/^service-account-apikey-/);
    expect(stderr).toContain("Warning: The environment has an API key and an OAuth client.");
  });
});

describe("a command that cannot sign in", () => {
  it("names every setting that is missing", async () => {
    expect(await failureOf({})).toBe(`Cannot export the tenant:

ATLAN_BASE_URL is not set, expected the tenant's address, https://<tenant>.atlan.com.

ATLAN_API_KEY is not set, expected an API token with admin rights, or an OAuth client (ATLAN_OAUTH_CLIENT_ID and ATLAN_OAUTH_CLIENT_SECRET).

A command reads these settings from the environment alone, not from a provider block. To try it without an account, run it after \`npx cdktf-provider-atlan tenant --\`.`);
  });

  it.each([
    [
      "a URL that is none",
      { ATLAN_BASE_URL: "acme" },
      /"acme" has no scheme.* It comes from ATLAN_BASE_URL\.$/m,
    ],
    [
      "half an OAuth client",
      { ATLAN_OAUTH_CLIENT_ID: "x" },
      /^ATLAN_OAUTH_CLIENT_ID is set and ATLAN_OAUTH_CLIENT_SECRET is not\./m,
    ],
    [
      "a key with a line break in it",
      { ATLAN_API_KEY: "a\nb" },
      /^Cannot use API key: .* It comes from ATLAN_API_KEY\.$/m,
    ],
  ])("says what is wrong with %s", async (_what, variables, said) => {
    expect(await failureOf(variables)).toMatch(said);
  });

  it("says that nothing listens at the address", async () => {
    const stopped = await startTenant();
    await stopped.stop();
    const said = await failureOf(stopped.env());
    expect(said).toContain("Cannot GET /api/service/users/current:");
    expect(said).toContain(`The tenant's address is ${stopped.baseUrl}. Nothing listens`);
  });

  it("says what a key is that the tenant refuses, without the key", async () => {
    const apiKey = "eyJhbGciOiJub25lIn0.eyJub3QiOiJvdXJzIn0.c2VjcmV0";
    const said = await failureOf({ ...tenant.env(), ATLAN_API_KEY: apiKey });
    expect(said).toContain("the tenant answered 401 Unauthorized");
    expect(said).toContain("make a new one in Atlan's admin centre");
    expect(said).not.toContain(apiKey);
  });

  it("names the variable of a client secret that is refused", async () => {
    const said = await failureOf({ ...tenant.oauthEnv(), ATLAN_OAUTH_CLIENT_SECRET: "wrong" });
    expect(said).toContain("oauth_client_secret (ATLAN_OAUTH_CLIENT_SECRET)");
  });
});

describe("a signal", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s ends the request under way, with exit code %d", async (signal, exitCode) => {
    await controlOf(tenant).addFaults({ match: {}, do: { hang: true } });
    const outcome = asking(tenant.env(), async (access) => {
      setImmediate(() => process.emit(signal, signal));
      return who(access);
    });
    expect(await outcome).toEqual({
      exitCode,
      stderr: `Stopped by ${signal}: did not export the tenant.`,
    });
    expect(process.listenerCount(signal)).toBe(0);
  });
});

it("lets many requests wait under one signal, without a warning of Node's", async () => {
  const warned: string[] = [];
  const note = ({ name }: Error) => warned.push(name);
  process.on("warning", note);
  const outcome = await asking(tenant.env(), async (access) => {
    const all = await Promise.all(Array.from({ length: 30 }, () => who(access)));
    // Node gives its warnings in a later turn.
    await new Promise((resolve) => setImmediate(resolve));
    return { exitCode: all.length };
  });
  process.off("warning", note);
  expect(outcome).toEqual({ exitCode: 30 });
  expect(warned).toEqual([]);
});

it("leaves an error that it does not know as it is", () => {
  const error = new TypeError("a mistake of ours");
  expect(commandError("export the tenant", error)).toBe(error);
});
