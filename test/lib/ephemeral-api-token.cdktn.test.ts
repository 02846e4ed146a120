// Tokens for one run, as stacks of cdktn declare them.
import { describe, expect, it } from "@jest/globals";
import { App, TerraformOutput, TerraformStack, Testing } from "cdktn";
import { LoadStack } from "../../docs/examples/ephemeral-resources/api_token";
import { AtlanProvider, DataAtlanPersona, EphemeralAtlanApiToken } from "../../lib/cdktn";

const reference = (path: string): string => `\${${path}}`;

const ENABLED = { displayName: "deployer", enabled: true };

/** As `targetVersions` of cdktf.json sets it. */
const appFor = (targetVersions: Readonly<Record<string, string>>) =>
  new App({ outdir: Testing.app().outdir, context: { targetVersions } });
const newApp = () => appFor({ terraform: ">=1.10.0", opentofu: ">=1.11.0" });
const stackOf = (app = newApp(), id = "stack") => {
  const stack = new TerraformStack(app, id);
  new AtlanProvider(stack, "atlan");
  return stack;
};
const synthesised = (stack: TerraformStack) => JSON.parse(Testing.synth(stack, true));

describe("EphemeralAtlanApiToken", () => {
  it("is an ephemeral block, and is referred to as one", () => {
    const stack = stackOf();
    const personas = [DataAtlanPersona.fromName(stack, "analysts", "Analysts"), "default/readers"];
    const token = new EphemeralAtlanApiToken(stack, "deployer", {
      ...ENABLED,
      enabled: EphemeralAtlanApiToken.WHILE_APPLYING,
      personas,
      timeouts: { close: "1m" },
    });
    new TerraformOutput(stack, "secret", { value: token.accessToken, staticId: true });
    const { ephemeral, output } = synthesised(stack);
    expect(ephemeral.atlan_api_token.deployer).toMatchObject({
      display_name: "deployer",
      enabled: reference("terraform.applying"),
      persona_qualified_names: [
        reference("data.atlan_persona.analysts.qualified_name"),
        "default/readers",
      ],
      timeouts: { close: "1m" },
    });
    expect(output.secret.value).toBe(reference("ephemeral.atlan_api_token.deployer.access_token"));
  });

  it("signs another provider in", () => {
    const stack = stackOf();
    const { accessToken: apiKey } = new EphemeralAtlanApiToken(stack, "reader", ENABLED);
    new AtlanProvider(stack, "as-reader", { alias: "reader", apiKey });
    const [, { api_key }] = synthesised(stack).provider.atlan;
    expect(api_key).toBe(reference("ephemeral.atlan_api_token.reader.access_token"));
  });

  it.each([
    ["a lifetime out of range", { validitySeconds: 30 }, "from 60 to 86400, got 30"],
    ["no word on when it is made", { enabled: undefined }, "enabled is missing"],
    ["what an ephemeral block has not", { provisioners: [] }, 'unknown property "provisioners"'],
  ])("refuses %s", (_name, props, fault) => {
    const stack = stackOf();
    const token = new EphemeralAtlanApiToken(stack, "it", { ...ENABLED, ...props } as never);
    expect(token.node.validate()).toEqual([
      expect.stringMatching(/^Cannot open ephemeral API token: /),
    ]);
    expect(token.node.validate()[0]).toContain(fault);
  });

  it("refuses engines that have no ephemeral resources", () => {
    const stack = stackOf(appFor({ terraform: ">=1.5.7" }));
    const token = new EphemeralAtlanApiToken(stack, "it", ENABLED);
    expect(token.node.validate()).toEqual([
      expect.stringContaining("ephemeral resources requires terraform >=1.10.0"),
    ]);
  });

  it("refuses a stack without a provider", () => {
    const stack = new TerraformStack(newApp(), "stack");
    const token = new EphemeralAtlanApiToken(stack, "it", ENABLED);
    expect(token.node.validate()).toEqual([expect.stringContaining("has no Atlan provider")]);
  });

  it("is refused without a provider where every provider has an alias", () => {
    const stack = new TerraformStack(newApp(), "stack");
    const provider = new AtlanProvider(stack, "one", { alias: "one" });
    // The types of the entry are those of cdktf until it is built.
    new EphemeralAtlanApiToken(stack, "other", { ...ENABLED, provider: provider as never });
    expect(provider.node.validate()).toEqual([]);
    new EphemeralAtlanApiToken(stack, "it", ENABLED);
    expect(provider.node.validate()).toEqual([
      expect.stringContaining('created in the tenant of ATLAN_BASE_URL: "stack/it", expected'),
    ]);
  });

  it("takes a single persona, not one with count", () => {
    const stack = stackOf();
    const many = DataAtlanPersona.fromName(stack, "many", "Analysts", { count: 2 });
    const token = new EphemeralAtlanApiToken(stack, "it", { ...ENABLED, personas: [many] });
    expect(token.node.validate()).toEqual([
      expect.stringContaining('personas takes "stack/many", which has count or forEach'),
    ]);
  });

  it.each<[string, (token: EphemeralAtlanApiToken, other: TerraformStack) => unknown]>([
    ["uses", ({ accessToken }, other) => new TerraformOutput(other, "it", { value: accessToken })],
    [
      "depends on",
      (token, other) => DataAtlanPersona.fromName(other, "it", "Analysts", { dependsOn: [token] }),
    ],
  ])("refuses another stack that %s it", (_how, use) => {
    const app = newApp();
    const token = new EphemeralAtlanApiToken(stackOf(app, "home"), "it", ENABLED);
    use(token, stackOf(app, "away"));
    expect(() => app.synth()).toThrow(
      'another stack ("away") uses it, but an ephemeral value is stored nowhere',
    );
  });
});

it("the example of the reference synthesises", () => {
  const { ephemeral, resource } = synthesised(new LoadStack(newApp(), "docs"));
  expect(ephemeral.atlan_api_token.loader).toMatchObject({
    display_name: "catalog load",
    enabled: reference("terraform.applying"),
  });
  expect(resource.terraform_data.load.provisioner).toMatchObject([
    {
      "local-exec": {
        environment: { LOADER_TOKEN: reference("ephemeral.atlan_api_token.loader.access_token") },
      },
    },
  ]);
});
