import { expect, it } from "@jest/globals";
import { assetSelectorOf } from "../../../../src/resources/lookup/asset-selector.js";

const nothing = { id: null, qualified_name: null, name: null, connector_name: null };

it.each([
  ["id", { id: "7f2a" }, { id: "7f2a" }, 'GUID "7f2a"'],
  [
    "qualified_name",
    { qualified_name: "default/x" },
    { qualifiedName: "default/x" },
    'qualified name "default/x"',
  ],
  ["name", { name: 'a "b"' }, { name: 'a "b"' }, 'name "a \\"b\\""'],
  [
    "name",
    { name: "dev", connector_name: "snowflake" },
    { name: "dev", connectorName: "snowflake" },
    'name "dev" and connector name "snowflake"',
  ],
])("names an asset by %s: %j", (attribute, args, terms, having) => {
  expect(assetSelectorOf({ ...nothing, ...args })).toMatchObject({ attribute, terms, having });
});
