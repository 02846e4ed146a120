// Secrets that are opened for one run, as stacks of cdktn declare them.
import { beforeEach, describe, expect, it } from "@jest/globals";
import { App, Fn, TerraformLocal, TerraformStack, TerraformVariable, Testing } from "cdktn";
import { SealedStack } from "../../docs/examples/ephemeral-resources/unsealed_token";
import {
  AtlanProvider,
  EphemeralAtlanUnsealedToken,
  type EphemeralAtlanUnsealedTokenProps,
} from "../../lib/cdktn";

const IDENTITY = "AGE-SECRET-KEY-1QQQQ";

let app: App;
let stack: TerraformStack;

beforeEach(() => {
  const targetVersions = { terraform: ">=1.10.0", opentofu: ">=1.11.0" };
  app = new App({ outdir: Testing.app().outdir, context: { targetVersions } });
  stack = new TerraformStack(app, "stack");
  new AtlanProvider(stack, "atlan");
});

const declare = (props: Partial<EphemeralAtlanUnsealedTokenProps>) =>
  new EphemeralAtlanUnsealedToken(stack, "it", { sealed: "sealed", ...props });

const variable = (isEphemeral: boolean, config: object = {}): string => {
  const it = new TerraformVariable(stack, "identity", { type: "string", ...config });
  if (isEphemeral) it.addOverride("ephemeral", true);
  return it.stringValue;
};

describe("EphemeralAtlanUnsealedToken", () => {
  it.each<[string, () => Partial<EphemeralAtlanUnsealedTokenProps>]>([
    ["a file", () => ({ identityFile: "/run/secrets/age" })],
    ["an ephemeral variable", () => ({ identity: variable(true), clientId: "apikey-1" })],
  ])("takes an identity from %s", (_name, props) => {
    expect(declare(props()).node.validate()).toEqual([]);
  });

  it.each<[string, () => string]>([
    ["a literal", () => IDENTITY],
    ["a literal in a function", () => Fn.trimspace(IDENTITY)],
    ["a local", () => new TerraformLocal(stack, "local", IDENTITY).asString],
    ["a variable's default", () => variable(true, { default: IDENTITY })],
  ])("refuses an identity that is %s, without quoting it", (_name, identity) => {
    const faults = declare({ identity: identity() }).node.validate();
    expect(faults).toEqual([
      expect.stringMatching(
        /^Cannot open unsealed token: identity .*which anybody could read in cdk\.tf\.json, expected identityFile, or/,
      ),
    ]);
    expect(faults.join()).not.toContain("QQQQ");
  });

  it("warns of a variable that every saved plan has", () => {
    const it = declare({ identity: variable(false, { sensitive: true }) });
    expect(it.node.validate()).toEqual([]);
    const said = it.node.metadata.map(({ data }) => String(data));
    expect(said.join("\n")).toContain("which is not ephemeral, so that a saved plan");
  });

  it.each([
    ["both", { identity: "x", identityFile: "y" }, "identity and identityFile are set"],
    ["neither", {}, "none is set, expected exactly one of identity, identityFile"],
  ])("refuses %s ways to give an identity", (_name, props, fault) => {
    expect(declare(props).node.validate().join()).toContain(fault);
  });
});

it("the example of the reference synthesises", () => {
  const { ephemeral, variable: variables } = JSON.parse(
    Testing.synth(new SealedStack(app, "docs"), true),
  );
  expect(variables.identity).toMatchObject({ ephemeral: true, sensitive: true });
  expect(ephemeral.atlan_unsealed_token.secret).toEqual({
    sealed: `\${atlan_api_token.loader.sealed_access_token}`,
    identity: `\${var.identity}`,
    client_id: `\${atlan_api_token.loader.client_id}`,
  });
});
