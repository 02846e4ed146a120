// Whom the provider signs in as, by what the configuration and the environment say.
import { describe, expect, it } from "@jest/globals";
import { provider } from "../../../../lib/schema/index.js";
import type { SignIn } from "../../../../src/client/index.js";
import { DiagnosticError, Secret, UNKNOWN } from "../../../../src/framework/index.js";
import type { ProviderConfig } from "../../../../src/resources/provider/provider-config.js";
import { configProblems, readSettings } from "../../../../src/resources/provider/settings.js";
import { bothInEnvironment } from "../../../../src/resources/provider/sign-in.js";

const nothing = Object.fromEntries(Object.keys(provider.attributes).map((name) => [name, null]));
const configOf = (settings: Partial<ProviderConfig>) =>
  ({ ...nothing, ...settings }) as unknown as ProviderConfig;
const secret = (text: string) => new Secret(text);

const ADDRESS = { ATLAN_BASE_URL: "https://acme.atlan.com" };
const KEY = { ATLAN_API_KEY: "key" };
const CLIENT = { ATLAN_OAUTH_CLIENT_ID: "oauth-client-1", ATLAN_OAUTH_CLIENT_SECRET: "hidden" };
const [ID, SECRET] = [
  { ATLAN_OAUTH_CLIENT_ID: "oauth-client-1" },
  { ATLAN_OAUTH_CLIENT_SECRET: "hidden" },
];

const told = (signIn: SignIn | undefined) =>
  signIn === undefined || "apiKey" in signIn
    ? signIn?.apiKey.reveal()
    : [signIn.oauthClient.clientId, signIn.oauthClient.clientSecret.reveal()];
const read = (config: Partial<ProviderConfig>, environment: object) =>
  readSettings(configOf(config), { ...ADDRESS, ...environment });
const problemsOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
  throw new Error("nothing was refused");
};

describe("the provider signs in", () => {
  it.each<[string, Partial<ProviderConfig>, object, unknown]>([
    ["as the client of the environment", {}, CLIENT, ["oauth-client-1", "hidden"]],
    ["with the key of an environment that has both", {}, { ...KEY, ...CLIENT }, "key"],
    ["with the key of an environment that has half a client too", {}, { ...KEY, ...ID }, "key"],
    [
      "as the configured client, whatever the environment has",
      { oauth_client_id: "oauth-client-2", oauth_client_secret: secret("two") },
      { ...KEY, ...CLIENT },
      ["oauth-client-2", "two"],
    ],
    [
      "as the configured client, its secret from the environment",
      { oauth_client_id: "oauth-client-2" },
      { ...KEY, ...CLIENT },
      ["oauth-client-2", "hidden"],
    ],
    ["with the configured key", { api_key: secret("mine") }, CLIENT, "mine"],
    [
      "with variables that are empty",
      {},
      { ...CLIENT, ATLAN_API_KEY: "" },
      ["oauth-client-1", "hidden"],
    ],
    [
      "by an ID that was pasted with quotes and as a username",
      {},
      { ...SECRET, ATLAN_OAUTH_CLIENT_ID: ' "service-account-oauth-client-1"' },
      ["oauth-client-1", "hidden"],
    ],
  ])("%s", (_name, config, environment, expected) => {
    expect(told(read(config, environment)?.signIn)).toEqual(expected);
  });

  it.each(["api_key", "oauth_client_id", "oauth_client_secret"] as const)(
    "not at all while %s is unknown, whatever the environment has",
    (name) => {
      expect(read({ [name]: UNKNOWN }, { ...KEY, ...CLIENT })).toBeNull();
    },
  );
});

describe("what is refused", () => {
  it.each<[string, Partial<ProviderConfig>, object, object]>([
    [
      "nothing to sign in with",
      {},
      {},
      { summary: "Missing api_key", detail: expect.stringContaining("ATLAN_OAUTH_CLIENT_ID") },
    ],
    [
      "half a pair in the environment",
      {},
      ID,
      { summary: "Missing oauth_client_secret", attribute: ["oauth_client_secret"] },
    ],
    [
      "the other half",
      {},
      SECRET,
      {
        summary: "Missing oauth_client_id",
        detail: expect.stringContaining("ATLAN_OAUTH_CLIENT_ID"),
      },
    ],
    [
      "half a pair in the configuration, beside a key of the environment",
      { oauth_client_secret: secret("s") },
      KEY,
      { summary: "Missing oauth_client_id" },
    ],
    [
      "both kinds in the configuration",
      { api_key: secret("k"), oauth_client_id: "oauth-client-1" },
      {},
      { summary: "Two ways to sign in" },
    ],
    [
      "a secret with a blank inside",
      {},
      { ...ID, ATLAN_OAUTH_CLIENT_SECRET: "x y" },
      {
        summary: "Invalid oauth_client_secret",
        detail: expect.stringContaining("OAuth client secret"),
      },
    ],
  ])("%s", (_name, config, environment, problem) => {
    const problems = problemsOf(() => read(config, environment));
    expect(problems).toMatchObject([problem]);
    expect(JSON.stringify(problems)).not.toMatch(/hidden|\bx y\b/);
  });

  it("both kinds, and what cannot be sent, already at validate; half a pair may be completed later", () => {
    const client = { oauth_client_id: "oauth-client-1", oauth_client_secret: secret("s") };
    expect(configProblems(configOf({ ...client, api_key: secret("k") }))).toMatchObject([
      { summary: "Two ways to sign in" },
    ]);
    expect(configProblems(configOf({ oauth_client_id: "a b" }))).toMatchObject([
      { summary: "Invalid oauth_client_id" },
    ]);
    expect(configProblems(configOf({ oauth_client_id: "oauth-client-1" }))).toEqual([]);
  });
});

describe("a warning tells that the environment has both", () => {
  it.each<[string, Partial<ProviderConfig>, object, boolean]>([
    ["where nothing is configured", {}, { ...KEY, ...CLIENT }, true],
    ["of half a client", {}, { ...KEY, ...SECRET }, true],
    ["not where one is configured", { api_key: secret("k") }, { ...KEY, ...CLIENT }, false],
    ["not of one kind", {}, CLIENT, false],
  ])("%s", (_name, config, environment, isTold) => {
    const warning = bothInEnvironment(configOf(config), { ...environment });
    expect(warning !== null).toBe(isTold);
  });
});
