// Constructs outside any stack, and those whose stack has no provider for them.
import { expect, it } from "@jest/globals";
import { App, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import {
  AtlanApiToken,
  AtlanConnectionAdmin,
  AtlanProvider,
  AtlanTokenDelivery,
  DataAtlanPersona,
} from "../../lib";

const GUID = "5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01";

it.each<[string, (scope: Construct) => unknown]>([
  ["declare API token", (scope) => new AtlanApiToken(scope, "it", { displayName: "x" })],
  [
    "declare connection admin",
    (scope) =>
      new AtlanConnectionAdmin(scope, "it", { connection: { id: GUID }, principals: ["amira"] }),
  ],
  ["look up persona", (scope) => DataAtlanPersona.fromName(scope, "it", "Data Assets")],
  ["configure provider", (scope) => new AtlanProvider(scope, "it")],
  [
    "deliver token",
    (scope) => {
      const token = new AtlanApiToken(new TerraformStack(scope, "s"), "t", { displayName: "x" });
      new AtlanTokenDelivery(scope, "it", { token, command: "true" });
    },
  ],
])("cannot %s outside a stack", (purpose, make) => {
  const inner = new Construct(Testing.app(), "team");
  expect(() => make(inner)).toThrow(
    `Cannot ${purpose}: "team/it" is outside any stack, expected a TerraformStack above it`,
  );
});

it("cannot declare a token right below the app", () => {
  expect(() => new AtlanApiToken(new App(), "loader", { displayName: "x" })).toThrow(
    'Cannot declare API token: "loader" is outside any stack',
  );
});

const synth = (stack: TerraformStack) => Testing.synth(stack, true);

it("names what has no provider in its stack, by path", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AtlanProvider(new TerraformStack(stack, "inner"), "atlan");
  new AtlanApiToken(stack, "loader", { displayName: "x" });
  DataAtlanPersona.fromName(stack, "analysts", "Data Assets");
  const state = 'its stack "stack" has no Atlan provider, expected a new AtlanProvider(…) in it';
  expect(() => synth(stack)).toThrow(`[stack/loader] Cannot declare API token: ${state}`);
  expect(() => synth(stack)).toThrow(`[stack/analysts] Cannot look up persona: ${state}`);
});

it("takes a provider that comes later", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AtlanApiToken(stack, "loader", { displayName: "x" });
  expect(() => synth(stack)).toThrow("has no Atlan provider");
  new AtlanProvider(stack, "atlan");
  expect(() => synth(stack)).not.toThrow();
});

it("refuses the provider of another stack, whose name may be another tenant's here", () => {
  const app = Testing.app();
  const [one, other] = [new TerraformStack(app, "one"), new TerraformStack(app, "other")];
  const provider = new AtlanProvider(other, "atlan");
  new AtlanProvider(one, "atlan");
  new AtlanApiToken(one, "loader", { displayName: "x", provider });
  expect(() => synth(one)).toThrow(
    '[one/loader] Cannot declare API token: its provider "other/atlan" is in another stack, expected an Atlan provider of "one"',
  );
});
