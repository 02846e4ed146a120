// What an API token construct synthesises, refuses and hands on.
import { beforeEach, describe, expect, it } from "@jest/globals";
import {
  type App,
  TerraformIterator,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from "cdktf";
import {
  AtlanApiToken,
  AtlanProvider,
  DataAtlanApiToken,
  MAX_VALIDITY_SECONDS,
  NEVER_EXPIRES,
} from "../../lib";

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

it("reads no attribute in its constructor, so that the logical id can still be overridden", () => {
  const persona = new AtlanApiToken(stack, "other", { displayName: "y" });
  const token = new AtlanApiToken(stack, "loader", {
    displayName: "x",
    personas: [
      {
        get qualifiedName() {
          return persona.id;
        },
      },
    ],
  });
  token.outputSecret("loader_token");
  token.overrideLogicalId("renamed");
  persona.overrideLogicalId("moved");
  const { resource, output } = synth();
  expect(resource.atlan_api_token.renamed.persona_qualified_names).toEqual([
    `\${atlan_api_token.moved.id}`,
  ]);
  expect(output.loader_token.value).toBe(`\${atlan_api_token.renamed.access_token}`);
});

it("imports by any id the provider takes", () => {
  const token = new AtlanApiToken(stack, "loader", { displayName: "x" });
  token.importFrom("name:x");
  expect(synth().import).toEqual([{ id: "name:x", to: "atlan_api_token.loader" }]);
});

describe("generateConfigForImport", () => {
  it.each([
    ["the default provider", undefined, {}],
    ["another provider", "second", { provider: "atlan.second" }],
  ])("imports nothing, and prints lines that do, for %s", (_name, alias, expected) => {
    const provider = alias === undefined ? undefined : new AtlanProvider(stack, alias, { alias });
    const { node } = AtlanApiToken.generateConfigForImport(stack, "loader", "apikey-1", provider);
    expect(JSON.stringify(stack.toTerraform())).not.toMatch(/"import|importsGenerating/);
    const [warning] = node.metadata.filter(({ type }) => type === "@cdktf/warn");
    const code = /^generateConfigForImport is deprecated .* Write instead: (.*)$/.exec(
      warning?.data,
    )?.[1];
    stack.node.tryRemoveChild("loader");
    new Function("AtlanApiToken", "provider", `${code}`).call(stack, AtlanApiToken, provider);
    expect(synth().import).toEqual([{ id: "apikey-1", to: "atlan_api_token.loader", ...expected }]);
  });
});

it("is found by cdktf's matchers", () => {
  new AtlanApiToken(stack, "loader", { displayName: "x" });
  const json = Testing.synth(stack);
  expect(Testing.toHaveResourceWithProperties(json, "atlan_api_token", { display_name: "x" })).toBe(
    true,
  );
  expect(Testing.toHaveProvider(json, AtlanProvider.tfResourceType)).toBe(true);
});

describe("lookups of what exists already", () => {
  it.each([
    ["fromId", { id: "x" }],
    ["fromClientId", { client_id: "x" }],
    ["fromName", { display_name: "x" }],
  ] as const)("%s", (method, expected) => {
    const found = AtlanApiToken[method](stack, "found", "x");
    new AtlanApiToken(stack, "copy", { displayName: found.username });
    expect(synth().data.atlan_api_token.found).toEqual(expected);
    expect(tokenOf()).toEqual({ display_name: `\${data.atlan_api_token.found.username}` });
  });
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

  it.each([
    ["blanks at its end", "trail  ", '"trail  "'],
    ["a tab in front", "\tlead", '"\\tlead"'],
    ["a line break at its end, as a heredoc leaves it", "loader\n", '"loader\\n"'],
    ["a no-break space at its end", "loader\u00a0", '"loader\u00a0"'],
    ["a control character, printed as text", "x\u009b31m ", '"x\\u009b31m "'],
  ])("refuses a display name with %s", (_name, displayName, quoted) => {
    new AtlanApiToken(stack, "loader", { displayName });
    expect(synth).toThrow(
      `[stack/loader] Cannot declare API token: displayName (display_name) must not begin or end with a blank, got ${quoted}`,
    );
  });

  it.each([
    ["an empty one", ""],
    ["white space", " \t\n"],
    ["what nobody sees", "\u200b\u2060"],
  ])("refuses %s as a display name, with one message", (_name, displayName) => {
    const token = new AtlanApiToken(stack, "loader", { displayName });
    expect(token.node.validate()).toEqual([
      expect.stringContaining("displayName (display_name) must not be blank"),
    ]);
  });

  it.each(["two\nlines", "a  b", "loader 🚚"])("accepts the display name %j", (displayName) => {
    new AtlanApiToken(stack, "loader", { displayName });
    expect(tokenOf()).toEqual({ display_name: displayName });
  });

  it("refuses personas by index: what is none, and what is no qualified name", () => {
    const personas = ["default/a", {}, undefined] as string[];
    new AtlanApiToken(stack, "untyped", { displayName: "x", personas });
    new AtlanApiToken(stack, "named", { displayName: "x", personas: ["default/a", "Data Assets"] });
    expect(synth).toThrow(
      /personas\[1\] \(persona_qualified_names\) must be a persona, such as a DataAtlanPersona, or its qualified name, got object[\s\S]*personas\[2\] \(persona_qualified_names\) must be .*, got undefined[\s\S]*got "Data Assets"; a persona's name is looked up/,
    );
  });

  it("takes personas that an iterator gives, as objects or qualified names", () => {
    const it = TerraformIterator.fromList(["default/a"]);
    const props = { forEach: it, displayName: "x", personas: [it.value, "default/b"] };
    new AtlanApiToken(stack, "loader", props);
    expect(tokenOf()).toMatchObject({
      persona_qualified_names: [`\${try(each.value.qualified_name, each.value)}`, "default/b"],
    });
  });

  it("refuses a persona with a blank at its ends, and quotes it", () => {
    new AtlanApiToken(stack, "loader", { displayName: "x", personas: ["default/a", "default/b "] });
    expect(synth).toThrow(
      'personas (persona_qualified_names) must have no element that begins or ends with a blank, got "default/b "',
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

  it("refuses a blank persona", () => {
    new AtlanApiToken(stack, "loader", { displayName: "x", personas: ["default/a", ""] });
    expect(synth).toThrow("personas (persona_qualified_names) must have no blank element");
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

  it.each([
    [{}, "none is set"],
    [{ id: "a", displayName: "b" }, "id and displayName are set"],
  ])("wants exactly one way to look a token up, not %j", (props, state) => {
    new DataAtlanApiToken(stack, "found", props);
    expect(synth).toThrow(
      `[stack/found] Cannot look up API token: ${state}, expected exactly one of id, clientId, displayName`,
    );
  });
});

describe("the secret", () => {
  it("becomes a sensitive output of exactly the given name, guarded by a precondition", () => {
    new AtlanApiToken(stack, "loader", { displayName: "x" }).outputSecret("loader_token");
    expect(synth().output.loader_token).toEqual({
      sensitive: true,
      value: `\${atlan_api_token.loader.access_token}`,
      precondition: {
        condition: `\${atlan_api_token.loader.access_token != null}`,
        error_message: expect.stringContaining("-replace"),
      },
    });
  });

  it("becomes one output, however often it is asked for by one name", () => {
    const token = new AtlanApiToken(stack, "loader", { displayName: "x" });
    const output = token.outputSecret("loader_token");
    expect(token.outputSecret("loader_token")).toBe(output);
    expect(token.outputSecret("another")).not.toBe(output);
    expect(Object.keys(synth().output)).toEqual(["another", "loader_token"]);
  });

  it("is refused under a name that another output of the stack has", () => {
    new TerraformOutput(stack, "loader_token", { value: 1, staticId: true });
    new AtlanApiToken(stack, "loader", { displayName: "x" }).outputSecret("loader_token");
    expect(synth).toThrow(
      '[stack/loader/loader_token] Cannot output secret "loader_token": the stack has an output of this name at "stack/loader_token", expected another name',
    );
  });

  it.each(["9lives", "a b", "a/b", "ä"])("is refused under the name %j", (name) => {
    new AtlanApiToken(stack, "loader", { displayName: "x" }).outputSecret(name);
    expect(synth).toThrow("is not a Terraform identifier");
  });

  it.each([
    ["count", { count: 2 }, `\${atlan_api_token.loader[*].access_token}`],
    [
      "forEach",
      { forEach: TerraformIterator.fromList(["a", "b"]) },
      `\${{ for key, each_instance in atlan_api_token.loader : key => each_instance.access_token }}`,
    ],
  ])("becomes an output of each secret, for a token with %s", (_name, repeated, value) => {
    const token = new AtlanApiToken(stack, "loader", { displayName: "x", ...repeated });
    token.outputSecret("secrets");
    expect(synth().output.secrets).toMatchObject({
      sensitive: true,
      value,
      precondition: {
        condition: `\${alltrue([for each_instance in atlan_api_token.loader : each_instance.access_token != null])}`,
      },
    });
  });

  it("stays sensitive in another stack", () => {
    const token = new AtlanApiToken(stack, "loader", { displayName: "x" });
    const other = new TerraformStack(app, "other");
    new TerraformOutput(other, "copy", { value: token.accessToken, sensitive: true });
    new TerraformOutput(other, "url", { value: `https://x/${token.accessToken}`, sensitive: true });
    for (const each of [stack, other]) each.prepareStack();
    const { output } = synth(other);
    expect(output.copy.value).toMatch(
      /^\$\{sensitive\(data\.terraform_remote_state\..*access_token\)\}$/,
    );
    expect(output.url.value).toMatch(/^https:\/\/x\/\$\{sensitive\(data\..*access_token\)\}$/);
  });

  it("can be used in expressions at home", () => {
    const token = new AtlanApiToken(stack, "loader", { displayName: "x" });
    expect(Token.isUnresolved(token.accessToken)).toBe(true);
    new TerraformOutput(stack, "header", { value: `Bearer ${token.accessToken}`, sensitive: true });
    expect(synth().output.header.value).toBe(`Bearer \${atlan_api_token.loader.access_token}`);
  });
});
