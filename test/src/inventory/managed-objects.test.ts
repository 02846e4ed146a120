// Which objects a state manages, by files as Terraform writes them.
import { expect, it } from "@jest/globals";
import { managedObjectsIn } from "../../../src/inventory/managed-objects.js";

const stateOf = (...resources: readonly object[]) => JSON.stringify({ version: 4, resources });

const token = (attributes: object, more: object = {}) => ({
  mode: "managed",
  type: "atlan_api_token",
  name: "loader",
  instances: [{ attributes, ...more }],
});

const addressIn = (text: string, id: string) =>
  managedObjectsIn("terraform.tfstate", text).addressOf(id);

it("finds a token by its GUID", () => {
  expect(addressIn(stateOf(token({ id: "a" })), "a")).toBe("atlan_api_token.loader");
  expect(addressIn(stateOf(token({ id: "a" })), "b")).toBeNull();
});

it("names module and key", () => {
  const resource = { ...token({ id: "a" }, { index_key: 'x"y' }), module: "module.etl" };
  expect(addressIn(stateOf(resource), "a")).toBe('module.etl.atlan_api_token.loader["x\\"y"]');
});

it("finds a predecessor that retires", () => {
  const text = stateOf(token({ id: "b", retiring: [{ id: "a" }] }));
  expect(addressIn(text, "a")).toBe("atlan_api_token.loader");
});

it("finds an OAuth client, and no lookup", () => {
  const text = stateOf(
    { ...token({ id: "a" }), type: "atlan_oauth_client" },
    { ...token({ id: "b" }), mode: "data" },
  );
  expect(addressIn(text, "a")).toBe("atlan_oauth_client.loader");
  expect(addressIn(text, "b")).toBeNull();
});

it.each([
  ["no JSON", 'access_token = "s3cret"'],
  ["another version", JSON.stringify({ version: 3, secret: "s3cret" })],
  ["no object", '"s3cret"'],
])("refuses a file with %s, and quotes nothing of it", (_name, text) => {
  const reading = () => managedObjectsIn("x.tfstate", text);
  expect(reading).toThrow(/^Cannot use the state "x\.tfstate": .*expected a terraform\.tfstate/);
  expect(reading).not.toThrow(/s3cret/);
});
