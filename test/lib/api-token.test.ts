// What an API token construct synthesises and refuses; what it has in common with an OAuth client is in principal.test.ts.
import { beforeEach, describe, expect, it } from "@jest/globals";
import { type App, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { AtlanApiToken, AtlanProvider, MAX_VALIDITY_SECONDS, NEVER_EXPIRES } from "../../lib";

let app: App;
let stack: TerraformStack;

beforeEach(() => {
  app = Testing.app();
  stack = new TerraformStack(app, "stack");
  new AtlanProvider(stack, "atlan");
});

const synth = (of = stack) => JSON.parse(Testing.synth(of, true));
const tokenOf = (of = stack) => Object.values(synth(of).resource.atlan_api_token)[0];

it("writes only what was given", () => {
  new AtlanApiToken(stack, "loader", { displayName: "nightly loader" });
  expect(synth().resource).toEqual({
    atlan_api_token: { loader: { display_name: "nightly loader" } },
  });
});

it("writes everything that was given, in Terraform's names", () => {
  new AtlanApiToken(stack, "loader", {
    displayName: "nightly loader",
    description: "loads",
    personas: ["default/a", { qualifiedName: "default/b" }],
    validitySeconds: 86400,
    waitUntilReady: false,
    replaceWhenExpired: false,
    timeouts: { create: "1h30m" },
    lifecycle: { preventDestroy: true },
  });
  expect(tokenOf()).toEqual({
    display_name: "nightly loader",
    description: "loads",
    persona_qualified_names: ["default/a", "default/b"],
    validity_seconds: 86400,
    wait_until_ready: false,
    replace_when_expired: false,
    timeouts: { create: "1h30m" },
    lifecycle: { prevent_destroy: true },
  });
});

it("keeps an empty list of personas apart from none", () => {
  new AtlanApiToken(stack, "loader", { displayName: "x", personas: [] });
  expect(tokenOf()).toEqual({ display_name: "x", persona_qualified_names: [] });
});

it("takes changes after construction, and escape hatches", () => {
  const token = new AtlanApiToken(stack, "loader", { displayName: "x" });
  token.description = "changed";
  token.addOverride("validity_seconds", 60);
  expect(tokenOf()).toEqual({ display_name: "x", description: "changed", validity_seconds: 60 });
});

it("is found by cdktf's matchers", () => {
  new AtlanApiToken(stack, "loader", { displayName: "x" });
  const json = Testing.synth(stack);
  expect(Testing.toHaveResourceWithProperties(json, "atlan_api_token", { display_name: "x" })).toBe(
    true,
  );
  expect(Testing.toHaveProvider(json, AtlanProvider.tfResourceType)).toBe(true);
});

describe("validation", () => {
  it("reports everything that is wrong, with paths", () => {
    new AtlanApiToken(stack, "blank", { displayName: " " });
    new AtlanApiToken(stack, "short", {
      displayName: "x",
      validitySeconds: 0,
      timeouts: { create: "soon" },
    });
    expect(synth).toThrow(
      [
        '  [stack/blank] Cannot declare API token: displayName (display_name) must not be blank, got " "',
        "  [stack/short] Cannot declare API token: validitySeconds (validity_seconds) must be a whole number from 1 to 409968000, got 0",
        '  [stack/short] Cannot declare API token: timeouts.create must be a duration above zero such as "90s", "10m" or "1h30m", got "soon"',
      ].join("\n"),
    );
  });

  it.each([1, MAX_VALIDITY_SECONDS, NEVER_EXPIRES])("accepts validity %d", (validitySeconds) => {
    new AtlanApiToken(stack, "loader", { displayName: "x", validitySeconds });
    expect(tokenOf()).toMatchObject({ validity_seconds: validitySeconds });
  });

  it.each([0, -1, 1.5, NEVER_EXPIRES + 1, 1e12, Number.NaN])(
    "refuses validity %d",
    (validitySeconds) => {
      new AtlanApiToken(stack, "loader", { displayName: "x", validitySeconds });
      expect(synth).toThrow(`got ${validitySeconds}`);
    },
  );

  it("warns of a lifetime that only an imported token can have", () => {
    const validitySeconds = 200_000_000;
    const token = new AtlanApiToken(stack, "loader", { displayName: "x", validitySeconds });
    expect(tokenOf()).toMatchObject({ validity_seconds: validitySeconds });
    const warnings = token.node.metadata.filter(({ type }) => type === "@cdktf/warn");
    expect(warnings.map(({ data }) => data)).toEqual([
      "validitySeconds (validity_seconds) must be a whole number from 1 to 157680000, or exactly 409968000, got 200000000: apply refuses to create it; only one that exists already, and is imported, may have this value",
    ]);
  });

  it("warns once of the lifetime that may be born dead", () => {
    const token = new AtlanApiToken(stack, "loader", {
      displayName: "x",
      validitySeconds: NEVER_EXPIRES,
    });
    synth();
    synth();
    const warnings = token.node.metadata.filter(({ type }) => type === "@cdktf/warn");
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.data).toMatch(/^validitySeconds \(validity_seconds\) is 409968000 .*2038/);
  });

  it.each([
    [
      90,
      ["validitySeconds (validity_seconds) is 90, less than one hour: the number is in seconds"],
    ],
    [
      3599,
      [expect.stringContaining("validitySeconds (validity_seconds) is 3599, less than one hour")],
    ],
    [3600, []],
  ])("warns of a lifetime under one hour: %d", (validitySeconds, expected) => {
    const { node } = new AtlanApiToken(stack, "loader", { displayName: "x", validitySeconds });
    synth();
    const warnings = node.metadata.filter(({ type }) => type === "@cdktf/warn");
    expect(warnings.map(({ data }) => data)).toEqual(expected);
  });

  it("skips what Terraform fills in later", () => {
    const variable = new TerraformVariable(stack, "variable", {});
    new AtlanApiToken(stack, "loader", {
      displayName: variable.stringValue,
      validitySeconds: variable.numberValue,
      personas: variable.listValue,
      waitUntilReady: variable.booleanValue,
      timeouts: { read: variable.stringValue },
    });
    const reference = `\${var.variable}`;
    expect(tokenOf()).toEqual({
      display_name: reference,
      validity_seconds: reference,
      persona_qualified_names: reference,
      wait_until_ready: reference,
      timeouts: { read: reference },
    });
  });

  it("tells what a caller without types got wrong", () => {
    const props = JSON.parse('{"validitySeconds":"60","personas":"default/a"}');
    new AtlanApiToken(stack, "loader", props);
    expect(synth).toThrow(
      /displayName \(display_name\) is missing[\s\S]*personas \(persona_qualified_names\) must be an array[\s\S]*validitySeconds \(validity_seconds\) must be a number/,
    );
  });
});
