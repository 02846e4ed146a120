// The tenant's type definitions, by kind.
import { expect, test } from "@jest/globals";
import { useTenant } from "./use-tenant.js";

const stage = useTenant();
const KINDS = [
  "enumDefs",
  "structDefs",
  "classificationDefs",
  "entityDefs",
  "relationshipDefs",
  "businessMetadataDefs",
];

test.each([
  { query: "?type=struct", kinds: ["structDefs"] },
  { query: "?type=STRUCT", kinds: ["structDefs"] },
  { query: "?type=Enum&type=entity", kinds: ["enumDefs", "entityDefs"] },
  { query: "?type=struct&type=struct", kinds: ["structDefs"] },
  { query: "?type=CLASSIFICATION", kinds: [] },
  { query: "?type=business_metadata&type=RELATIONSHIP", kinds: [] },
  { query: "", kinds: ["enumDefs", "structDefs", "entityDefs"] },
  { query: "?type=", kinds: ["enumDefs", "structDefs", "entityDefs"] },
])("$query gives $kinds", async ({ query, kinds }) => {
  const { status, body } = await stage.send(`GET /api/meta/types/typedefs${query}`);
  expect(status).toBe(200);
  expect(Object.keys(Object(body))).toEqual(KINDS);
  const given = Object.entries<unknown[]>(Object(body)).filter(([, list]) => list.length > 0);
  expect(given.map(([kind]) => kind)).toEqual(kinds);
});

test.each(["type=table", "type=struct&type=nonsense", "name=Persona", "supertype=Asset"])(
  "%s is a loud 501",
  async (query) => {
    expect((await stage.send(`GET /api/meta/types/typedefs?${query}`)).status).toBe(501);
  },
);
