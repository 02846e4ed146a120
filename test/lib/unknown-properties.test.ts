// What callers without types read when they misspell a property.
import { beforeEach, expect, it } from "@jest/globals";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  AtlanApiToken,
  AtlanProvider,
  AtlanTokenDelivery,
  DataAtlanCollection,
  DataAtlanPersona,
} from "../../lib";

let stack: TerraformStack;
let provider: AtlanProvider;

beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "stack");
  provider = new AtlanProvider(stack, "atlan");
});

const synth = () => Testing.synth(stack, true);
const tokenWith = (props: object) =>
  new AtlanApiToken(stack, "loader", { displayName: "x", ...props });

it("names the nearest property, and all", () => {
  tokenWith({ validitySecond: 60 });
  expect(synth).toThrow(
    '[stack/loader] Cannot declare API token: unknown property "validitySecond", nearest is validitySeconds, expected one of displayName, description, personas, validitySeconds, waitUntilReady, replaceWhenExpired, sealTo, rotation, retiredElsewhere, timeouts',
  );
});

it.each([
  ["persona", "personas"],
  ["description_", "description"],
  ["display_name", "displayName"],
  ["dependOn", "dependsOn"],
])("knows that %s means %s", (property, near) => {
  tokenWith({ [property]: "x" });
  expect(synth).toThrow(`unknown property "${property}", nearest is ${near}, expected one of`);
});

it.each(["name", "x", "__proto"])("does not guess what %s means", (property) => {
  tokenWith({ [property]: "x" });
  expect(synth).toThrow(`unknown property "${property}", expected one of displayName`);
});

it("accepts meta-arguments, and what is undefined", () => {
  const other = new AtlanApiToken(stack, "other", { displayName: "y" });
  tokenWith({
    dependsOn: [other],
    provider,
    lifecycle: { preventDestroy: true },
    persona: undefined,
  });
  expect(synth).not.toThrow();
});

it("looks into timeouts", () => {
  tokenWith({ timeouts: { crate: "5m" } });
  expect(synth).toThrow(
    'Cannot declare API token: timeouts: unknown property "crate", nearest is create, expected one of create, read, update, delete',
  );
});

it("tells an expression from timeouts", () => {
  const variable = new TerraformVariable(stack, "timeouts", {});
  tokenWith({ timeouts: variable.value });
  expect(synth).toThrow(
    "timeouts must be an object with create, read, update, delete, got an expression, which Terraform does not take for a block",
  );
});

it("tells one duration from timeouts", () => {
  tokenWith({ timeouts: "5m" });
  expect(synth).toThrow(
    "[stack/loader] Cannot declare API token: timeouts must be an object with create, read, update, delete, got string\n\n",
  );
});

it("looks at the options of lookups, grants and deliveries", () => {
  const token = tokenWith({});
  const finance = new DataAtlanCollection(stack, "finance", { name: "Finance queries" });
  const options: object = { waitSecond: 5 };
  DataAtlanPersona.fromName(stack, "analysts", "Data Assets", options);
  const grantee: object = { tokn: token };
  token.grantCollectionViewer(finance, grantee);
  const delivery = { token, command: "deliver", workingDir: "x" };
  new AtlanTokenDelivery(stack, "delivery", delivery);
  expect(synth).toThrow(
    /"tokn", nearest is token, expected one of collection, principals, token, timeouts[\s\S]*"waitSecond", nearest is waitSeconds[\s\S]*Cannot deliver token: unknown property "workingDir", expected one of token, command, /,
  );
});
