import { describe, expect, it } from "@jest/globals";
import { NOT_ENABLED, provider } from "../../../../lib/schema/index.js";
import { DiagnosticError, Secret, UNKNOWN } from "../../../../src/framework/index.js";
import type { ProviderConfig } from "../../../../src/resources/provider/provider-config.js";
import { configProblems, readSettings } from "../../../../src/resources/provider/settings.js";

const environment = { ATLAN_BASE_URL: "https://acme.atlan.com", ATLAN_API_KEY: "key" };
const nothing = Object.fromEntries(Object.keys(provider.attributes).map((name) => [name, null]));
const configOf = (settings: Partial<ProviderConfig>) =>
  ({ ...nothing, ...settings }) as unknown as ProviderConfig;

describe("accept_from_tenants", () => {
  it.each<[string, ProviderConfig["accept_from_tenants"], readonly string[]]>([
    ["left out", null, []],
    ["empty", [], []],
    ["an address", ["https://old.atlan.com/"], ["https://old.atlan.com/"]],
    ["unknown yet", UNKNOWN, []],
    ["unknown in part", [UNKNOWN, "https://old.atlan.com"], ["https://old.atlan.com/"]],
  ])("may be %s", (_name, accept_from_tenants, accepted) => {
    const settings = readSettings(configOf({ accept_from_tenants }), environment);
    expect(settings?.acceptFromTenants.map(String)).toEqual(accepted);
  });

  it.each([
    ["a path", "https://old.atlan.com/api"],
    ["no scheme", "old.atlan.com"],
    ["plain http to elsewhere", "http://old.atlan.com"],
  ])("may not have %s, at validate and when the provider is configured", (_name, address) => {
    const config = configOf({ accept_from_tenants: ["https://ok.atlan.com", address] });
    const problem = { summary: "Invalid accept_from_tenants", attribute: ["accept_from_tenants"] };
    expect(configProblems(config)).toMatchObject([problem]);
    expect(() => readSettings(config, environment)).toThrow(DiagnosticError);
  });
});

describe("plain http to another host", () => {
  const config = configOf({ base_url: "http://tenant:8080" });

  it("is taken where ATLAN_ALLOW_HTTP_HOST names the host", () => {
    const allowing = { ...environment, ATLAN_ALLOW_HTTP_HOST: "tenant" };
    expect(readSettings(config, allowing)?.baseUrl.href).toBe("http://tenant:8080/");
  });

  it("is refused elsewhere, and not at validate, which may run where the variable is not", () => {
    expect(() => readSettings(config, environment)).toThrow(DiagnosticError);
    expect(configProblems(config)).toEqual([]);
  });

  it("is refused at validate where it leads to Atlan", () => {
    const base_url = "http://acme.atlan.com";
    expect(configProblems(configOf({ base_url }))).toMatchObject([{ attribute: ["base_url"] }]);
  });
});

describe("warn_before_expiry_seconds", () => {
  it.each([
    ["left out", null, 2_592_000],
    ["given", 3600, 3600],
    ["switched off", 0, 0],
  ])("%s", (_name, warn_before_expiry_seconds, seconds) => {
    const settings = readSettings(configOf({ warn_before_expiry_seconds }), environment);
    expect(settings?.warnBeforeExpirySeconds).toBe(seconds);
  });
});

describe("the secret of an ephemeral token that is not enabled", () => {
  it.each(["api_key", "user_bearer_token"] as const)("is no %s, and the error says why", (name) => {
    const config = configOf({ [name]: new Secret(NOT_ENABLED) });
    expect(configProblems(config)).toMatchObject([
      { attribute: [name], detail: expect.stringContaining("set enabled = true") },
    ]);
    expect(() => readSettings(config, environment)).toThrow(DiagnosticError);
  });
});

describe("a credential that cannot be one", () => {
  it.each([
    ["API key", { ATLAN_API_KEY: "two words" }, "api_key"],
    ["bearer token", { ATLAN_USER_BEARER_TOKEN: "two words" }, "user_bearer_token"],
  ])("is called what it is: %s", (name, variables, attribute) => {
    let thrown: unknown;
    try {
      readSettings(configOf({}), { ...environment, ...variables });
    } catch (error) {
      thrown = error;
    }
    const detail = expect.stringMatching(`^Cannot use ${name}: it has a blank`);
    const problem = { summary: `Invalid ${attribute}`, attribute: [attribute], detail };
    expect(thrown).toMatchObject({ diagnostics: [problem] });
  });
});
