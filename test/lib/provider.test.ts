// What the provider construct synthesises and refuses; placement has its own test.
import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { Fn, TerraformLocal, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { AtlanApiToken, AtlanProvider, DataAtlanPersona } from "../../lib";
import { PROVIDER_DEFAULTS } from "../../lib/schema";
import { version } from "../../package.json";

let stack: TerraformStack;

beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "stack");
});

const synth = () => JSON.parse(Testing.synth(stack, true));

it("requires exactly its own version, from a host that no registry answers for", () => {
  new AtlanProvider(stack, "atlan");
  const { terraform, provider } = synth();
  expect(terraform.required_providers.atlan).toEqual({
    source: "npm.internal/cdktf-provider-atlan/atlan",
    version: `= ${version}`,
  });
  expect(provider).toEqual({ atlan: [{}] });
});

it("writes its settings in Terraform's names", () => {
  new AtlanProvider(stack, "atlan", {
    baseUrl: "https://tenant.atlan.com",
    maxRetries: 0,
    requestTimeoutSeconds: 30,
    maxConcurrentRequests: 2,
    warnBeforeExpirySeconds: 0,
    acceptFromTenants: ["https://old.atlan.com"],
  });
  expect(synth().provider.atlan).toEqual([
    {
      base_url: "https://tenant.atlan.com",
      max_retries: 0,
      request_timeout_seconds: 30,
      max_concurrent_requests: 2,
      warn_before_expiry_seconds: 0,
      accept_from_tenants: ["https://old.atlan.com"],
    },
  ]);
});

it.each([
  ["https://acme.atlan.com/login?session=hunter2", '"https://acme.atlan.com/login…"'],
  ["https://acme.atlan.com#hunter2", '"https://acme.atlan.com…"'],
  ["https://amira:hunter2@acme.atlan.com", '"https://…acme.atlan.com"'],
])("refuses an address, and does not quote what is secret in it: %s", (baseUrl, shown) => {
  new AtlanProvider(stack, "atlan", { baseUrl });
  expect(synth).toThrow(shown);
  expect(synth).toThrow(/^(?!.*hunter2)/s);
});

it("says in its documentation what the schema's defaults are", () => {
  const source = readFileSync(path.join(__dirname, "../../lib/provider.ts"), "utf8");
  const documented = [...source.matchAll(/@default - (.*)\s+\*\/\s+readonly (\w+)\?: number;/g)];
  const numbers = documented.map(([, text = "", property]) => [property, /\d+/.exec(text)?.[0]]);
  const inDays = PROVIDER_DEFAULTS.warn_before_expiry_seconds / 86_400;
  expect(Object.fromEntries(numbers)).toEqual({
    maxRetries: `${PROVIDER_DEFAULTS.max_retries}`,
    maxRequestsPerMinute: `${PROVIDER_DEFAULTS.max_requests_per_minute}`,
    requestTimeoutSeconds: `${PROVIDER_DEFAULTS.request_timeout_seconds}`,
    maxConcurrentRequests: `${PROVIDER_DEFAULTS.max_concurrent_requests}`,
    warnBeforeExpirySeconds: `${inDays}`,
  });
});

describe("aliases", () => {
  it("reach the provider block and the resources that name it", () => {
    new AtlanProvider(stack, "atlan");
    const provider = new AtlanProvider(stack, "staging", { alias: "staging" });
    new AtlanApiToken(stack, "loader", { displayName: "x", provider });
    const json = synth();
    expect(json.provider.atlan).toEqual([{}, { alias: "staging" }]);
    expect(json.resource.atlan_api_token.loader.provider).toBe("atlan.staging");
  });

  it("may be given later", () => {
    new AtlanProvider(stack, "atlan").alias = "later";
    expect(synth().provider.atlan).toEqual([{ alias: "later" }]);
  });

  it.each([
    [undefined, 'the stack has an Atlan provider without alias already, "stack/one"'],
    ["x", 'the alias "x" is taken by "stack/one"'],
  ])("are told apart: %s", (alias, state) => {
    const props = alias === undefined ? {} : { alias };
    new AtlanProvider(stack, "one", props);
    new AtlanProvider(stack, "two", props);
    expect(synth).toThrow(
      `[stack/two] Cannot configure provider: ${state}, expected an alias of its own`,
    );
  });
});

describe("a stack whose providers all have an alias", () => {
  let provider: AtlanProvider;

  beforeEach(() => {
    provider = new AtlanProvider(stack, "one", { alias: "one" });
    new AtlanProvider(stack, "two", { alias: "two" });
  });

  it("refuses what names no provider, once, by path", () => {
    const loader = new AtlanApiToken(stack, "loader", { displayName: "x" });
    DataAtlanPersona.fromName(loader, "analysts", "Data Assets");
    new AtlanApiToken(stack, "other", { displayName: "y", provider });
    expect(synth).toThrow(
      '\n  [stack/one] Cannot configure provider: every Atlan provider of the stack has an alias, so objects without a provider would be created in the tenant of ATLAN_BASE_URL: "stack/loader", "stack/loader/analysts", expected a provider in their props, or an Atlan provider without alias\n',
    );
  });

  it("takes a provider that is named in any way", () => {
    new AtlanApiToken(stack, "prop", { displayName: "x", provider }).bindPersona("default/a");
    new AtlanApiToken(stack, "later", { displayName: "x" }).provider = provider;
    new AtlanApiToken(stack, "raw", { displayName: "x" }).addOverride("provider", "atlan.two");
    expect(synth().resource.atlan_api_token.raw.provider).toBe("atlan.two");
  });

  it("says nothing about another stack", () => {
    const other = new TerraformStack(stack, "other");
    new AtlanProvider(other, "atlan");
    new AtlanApiToken(other, "loader", { displayName: "x" });
    expect(synth).not.toThrow();
  });
});

describe("signing in", () => {
  it("takes an API key or an OAuth client, not both", () => {
    const secret = new TerraformVariable(stack, "secret", { sensitive: true }).stringValue;
    const oauthClientId = "oauth-client-1";
    new AtlanProvider(stack, "atlan", { oauthClientId, oauthClientSecret: secret, apiKey: secret });
    expect(synth).toThrow(
      "[stack/atlan] Cannot configure provider: both apiKey and an OAuth client are set",
    );
  });

  it("writes the client's ID as it is, and its secret as a reference", () => {
    const secret = new TerraformVariable(stack, "secret", { sensitive: true }).stringValue;
    const oauthClientId = "oauth-client-1";
    new AtlanProvider(stack, "atlan", { oauthClientId, oauthClientSecret: secret });
    expect(synth().provider.atlan).toEqual([
      { oauth_client_id: oauthClientId, oauth_client_secret: `\${var.secret}` },
    ]);
  });
});

describe("literal credentials", () => {
  it("are refused of an OAuth client too; its ID is none", () => {
    new AtlanProvider(stack, "atlan", {
      oauthClientId: "oauth-client-1",
      oauthClientSecret: "very-secret",
    });
    expect(synth).toThrow(/oauthClientSecret is a literal.*ATLAN_OAUTH_CLIENT_SECRET/);
    expect(synth).not.toThrow(/very-secret|oauthClientId/);
  });

  it("are refused without being printed", () => {
    new AtlanProvider(stack, "atlan", { apiKey: "very-secret", userBearerToken: "also-secret" });
    expect(synth).toThrow(/apiKey is a literal.*ATLAN_API_KEY[\s\S]*userBearerToken is a literal/);
    expect(synth).not.toThrow(/-secret/);
  });

  it("are refused as overrides too", () => {
    new AtlanProvider(stack, "atlan").addOverride("api_key", "very-secret");
    expect(synth).toThrow("apiKey is a literal");
  });

  it("are accepted when the stack insists", () => {
    new AtlanProvider(stack, "atlan", { apiKey: "test", allowLiteralCredentials: true });
    expect(synth().provider.atlan).toEqual([{ api_key: "test" }]);
  });

  it("are not what references are", () => {
    const expression = `\${var.key}`;
    const variable = new TerraformVariable(stack, "key", { sensitive: true });
    new AtlanProvider(stack, "atlan", {
      apiKey: variable.stringValue,
      userBearerToken: expression,
    });
    expect(synth().provider.atlan).toEqual([
      { api_key: expression, user_bearer_token: expression },
    ]);
  });
});

describe("credentials that come from elsewhere in the stack", () => {
  const warnings = (provider: AtlanProvider): unknown[] =>
    provider.node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => data);

  it("are refused when the variable has a literal default", () => {
    const variable = new TerraformVariable(stack, "key", {
      default: "very-secret",
      sensitive: true,
    });
    new AtlanProvider(stack, "atlan", { apiKey: Fn.trimspace(variable.stringValue) });
    expect(synth).toThrow(
      '[stack/atlan] Cannot configure provider: apiKey comes from the variable "stack/key", which has a literal default, which anybody could read in cdk.tf.json, expected it left out (the plugin reads ATLAN_API_KEY when Terraform runs) or a sensitive TerraformVariable without default',
    );
    expect(synth).not.toThrow("very-secret");
  });

  it("are refused when the local is a literal", () => {
    const local = new TerraformLocal(stack, "bearer", "very-secret");
    new AtlanProvider(stack, "atlan", { userBearerToken: local.asString });
    expect(synth).toThrow(
      'userBearerToken comes from the local "stack/bearer", which holds a literal, which anybody could read',
    );
  });

  it.each([
    ["no default", undefined],
    ["a blank default", ""],
    ["null as its default", Token.nullValue()],
  ])("may come from a variable with %s", (_name, preset) => {
    const variable = new TerraformVariable(stack, "key", { default: preset, sensitive: true });
    const provider = new AtlanProvider(stack, "atlan", { apiKey: variable.stringValue });
    expect(synth).not.toThrow();
    expect(warnings(provider)).toEqual([]);
  });

  it("may come from a local that is an expression", () => {
    const variable = new TerraformVariable(stack, "key", { sensitive: true });
    const local = new TerraformLocal(stack, "trimmed", Fn.trimspace(variable.stringValue));
    new AtlanProvider(stack, "atlan", { apiKey: local.asString });
    expect(synth).not.toThrow();
  });

  it("are not mixed up with variables of like names", () => {
    new TerraformVariable(stack, "key", { sensitive: true });
    new TerraformVariable(stack, "key_2", { default: "harmless" });
    new TerraformLocal(stack, "var", "harmless");
    new AtlanProvider(stack, "atlan", { apiKey: `\${var.key}` });
    expect(synth).not.toThrow();
  });

  it("are warned about, once, when the variable is not sensitive", () => {
    const variable = new TerraformVariable(stack, "key", {});
    const provider = new AtlanProvider(stack, "atlan", { apiKey: variable.stringValue });
    synth();
    synth();
    expect(warnings(provider)).toEqual([
      'apiKey comes from the variable "stack/key", which is not sensitive, so that Terraform may print it: give the variable sensitive: true',
    ]);
  });

  it("are left alone when the stack insists", () => {
    const variable = new TerraformVariable(stack, "key", { default: "test" });
    const props = { apiKey: variable.stringValue, allowLiteralCredentials: true };
    const provider = new AtlanProvider(stack, "atlan", props);
    expect(synth).not.toThrow();
    expect(warnings(provider)).toEqual([]);
  });
});

it("checks its settings", () => {
  new AtlanProvider(stack, "atlan", { maxRetries: 11 });
  expect(synth).toThrow(
    "[stack/atlan] Cannot configure provider: maxRetries (max_retries) must be a whole number from 0 to 10, got 11",
  );
});
