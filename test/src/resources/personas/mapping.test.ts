import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { dataPersonas } from "../../../../lib/schema/index.js";
import { readPersonaPage } from "../../../../src/client/persona-record.js";
import { conformObject } from "../../../../src/framework/conform-object.js";
import type { ObjectValue } from "../../../../src/framework/index.js";
import { shapeOf } from "../../../../src/framework/shape.js";
import { personaRecordOf } from "../../../../src/resources/personas/mapping.js";

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The same values under Terraform's names, to any depth. */
const renamed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [snakeCase(name), renamed(each)]),
  );
};

const text = fc.option(fc.string());
const texts = fc.option(fc.array(fc.string(), { maxLength: 3 }));
const time = fc.option(fc.maxSafeNat());
const policy = {
  id: text,
  name: text,
  description: text,
  actions: texts,
  allow: fc.option(fc.boolean()),
  createdAt: time,
  createdBy: text,
  updatedAt: time,
  updatedBy: text,
};
const policies = (more: Record<string, fc.Arbitrary<unknown>>) =>
  fc.option(fc.array(fc.record({ ...policy, ...more }), { maxLength: 2 }));

const persona = fc.record({
  id: text,
  name: text,
  qualifiedName: text,
  displayName: text,
  description: text,
  metadataPolicies: policies({ assets: texts, connectionId: text }),
  dataPolicies: policies({ assets: texts, connectionId: text, connectionName: text }),
  glossaryPolicies: policies({ glossaryQualifiedNames: texts }),
  users: texts,
  groups: texts,
  readme: text,
  createdAt: time,
  createdBy: text,
  updatedAt: time,
  updatedBy: text,
  type: text,
  level: text,
  version: text,
  enabled: fc.option(fc.boolean()),
  resources: text,
  attributes: text,
});

it("gives whatever the tenant may send under Terraform's names, fit for the schema", () => {
  const shape = shapeOf({
    ...dataPersonas,
    attributes: dataPersonas.attributes.records.attributes,
  });
  fc.assert(
    fc.property(persona, (sent) => {
      const [read] = readPersonaPage({ records: [sent] }).records;
      if (read === undefined) throw new Error("the record was lost");
      const record: ObjectValue = { ...personaRecordOf(read), timeouts: null };
      const { object, problems } = conformObject(shape, record, "stored");
      expect(problems).toEqual([]);
      expect(object).toEqual({ ...(renamed(sent) as object), timeouts: null });
    }),
  );
});
