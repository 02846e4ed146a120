// What a persona on the wire is read into, null and empty apart.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { MalformedBodyError } from "../../../src/client/index.js";
import { readPersonaPage } from "../../../src/client/persona-record.js";

const TEXTS = [
  "id",
  "name",
  "qualifiedName",
  "displayName",
  "description",
  "readme",
  "createdBy",
  "updatedBy",
  "type",
  "level",
  "version",
  "resources",
] as const;
const NUMBERS = ["createdAt", "updatedAt"] as const;
const LISTS = ["users", "groups"] as const;
const POLICIES = ["metadataPolicies", "dataPolicies", "glossaryPolicies"] as const;

const read = (record: object) => readPersonaPage({ records: [record] }).records[0];

const fieldsOf = <T>(names: readonly string[], value: fc.Arbitrary<T>) =>
  fc.record(Object.fromEntries(names.map((name) => [name, fc.option(value)])), {
    requiredKeys: [],
  });

describe("a persona in a list", () => {
  test("keeps every documented field as it was sent, null and empty text apart", () => {
    const texts = fieldsOf(TEXTS, fc.string());
    const numbers = fieldsOf(NUMBERS, fc.maxSafeNat());
    const lists = fieldsOf([...LISTS, ...POLICIES], fc.constant([]));
    fc.assert(
      fc.property(texts, numbers, lists, fc.option(fc.boolean()), (...parts) => {
        const [text, number, list, enabled] = parts;
        const sent: Record<string, unknown> = { ...text, ...number, ...list, enabled };
        const absent = [...TEXTS, ...NUMBERS, ...LISTS, ...POLICIES].map((name) => [name, null]);
        expect(read(sent)).toEqual({ ...Object.fromEntries(absent), attributes: null, ...sent });
      }),
    );
  });

  test("reads the three kinds of policies whole", () => {
    const common = {
      id: "p1",
      name: "Read all",
      description: "",
      actions: ["entity-read"],
      allow: true,
      createdAt: 1_718_000_000_000,
      createdBy: "amira",
      updatedAt: null,
      updatedBy: "",
    };
    const metadata = { ...common, assets: ["default/x/*"], connectionId: "c1" };
    const data = { ...metadata, actions: ["select"], connectionName: "" };
    const glossary = { ...common, allow: false, glossaryQualifiedNames: ["g1"] };
    const policies = {
      metadataPolicies: [metadata],
      dataPolicies: [data],
      glossaryPolicies: [glossary],
    };
    expect(read(policies)).toMatchObject(policies);
  });

  test.each<[string, object, object]>([
    ["an object for attributes", { attributes: { a: [1] } }, { attributes: '{"a":[1]}' }],
    ["an object for resources", { resources: {} }, { resources: "{}" }],
    ["a number for the version", { version: 3 }, { version: "3" }],
    ["times as text", { createdAt: "1718000000000" }, { createdAt: 1_718_000_000_000 }],
    ["empty text for a time", { updatedAt: "" }, { updatedAt: null }],
    ["empty text for a flag", { enabled: "" }, { enabled: null }],
    ["empty text for a list", { users: "", dataPolicies: "" }, { users: null, dataPolicies: null }],
    ["null in a list", { groups: ["a", null] }, { groups: ["a"] }],
  ])("takes %s", (_name, sent, expected) => {
    expect(read(sent)).toMatchObject(expected);
  });

  test.each([
    ["a time that is none", { createdAt: "yesterday" }, "createdAt is not a number"],
    ["a flag that is none", { enabled: "yes" }, "enabled is neither true nor false"],
    ["a list that is none", { users: {} }, "users is an object, expected a list"],
    ["a policy that is none", { dataPolicies: ["x"] }, "an element of dataPolicies is a string"],
  ])("refuses %s", (_name, sent, message) => {
    expect(() => read(sent)).toThrow(MalformedBodyError);
    expect(() => read(sent)).toThrow(message);
  });

  test("may be one of none", () => {
    expect(readPersonaPage({ totalRecord: null, records: null })).toEqual({
      totalRecord: null,
      filterRecord: null,
      records: [],
    });
  });
});
