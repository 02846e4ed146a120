// What an API token on the wire is read into, in all its forms.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readApiTokenPage, readCreatedApiToken } from "../../../src/client/api-token-record.js";
import { MalformedBodyError } from "../../../src/client/index.js";
import { readLinkedPersonas } from "../../../src/client/linked-persona.js";

const ATTRIBUTES = {
  "access.token.lifespan": "157680000",
  clientId: "apikey-0c9d",
  createdAt: "1718000000000",
  createdBy: "amira",
  description: "loads at night",
  displayName: "nightly loader",
  personaQualifiedName: '["default/abc"]',
};
const RECORD = {
  id: "5b0c",
  clientId: "apikey-0c9d",
  displayName: "nightly loader",
  attributes: ATTRIBUTES,
};

const read = (attributes: object, record: object = {}) =>
  readApiTokenPage({
    totalRecord: 1,
    filterRecord: 1,
    records: [{ ...RECORD, ...record, attributes: { ...ATTRIBUTES, ...attributes } }],
  }).records[0];

describe("an API token in a list", () => {
  test("is read whole", () => {
    expect(read({})).toEqual({
      id: "5b0c",
      clientId: "apikey-0c9d",
      username: "service-account-apikey-0c9d",
      displayName: "nightly loader",
      description: "loads at night",
      personas: [{ qualifiedName: "default/abc", id: null, name: null }],
      lifespanSeconds: 157_680_000,
      createdAt: new Date("2024-06-10T06:13:20Z"),
      createdBy: "amira",
    });
  });

  test("may have numbers where the tenant sends strings", () => {
    const token = read({ "access.token.lifespan": 60, createdAt: 1_718_000_000_000 });
    expect(token).toMatchObject({ lifespanSeconds: 60, createdAt: new Date(1_718_000_000_000) });
  });

  test.each([
    ["missing", undefined],
    ["null", null],
    ["no number", "soon"],
    ["blank", " "],
  ])("has no lifespan when it is %s", (_name, value) => {
    expect(read({ "access.token.lifespan": value })).toMatchObject({ lifespanSeconds: null });
  });

  test("has no time when it lies beyond what a date can hold", () => {
    expect(read({ createdAt: "9e99" })).toMatchObject({ createdAt: null });
  });

  test("has no description when only the top level has one", () => {
    expect(read({ description: undefined }, { description: "elsewhere" })).toMatchObject({
      description: "",
    });
  });

  test.each([
    ["an id", { id: null }, {}],
    ["a client id", { clientId: null }, { clientId: "" }],
  ])("is malformed without %s", (_name, record, attributes) => {
    expect(() => read(attributes, record)).toThrow(MalformedBodyError);
  });

  test.each([["null"], ["missing"]])("page with records %s is empty", (how) => {
    const records = how === "null" ? { records: null } : {};
    expect(readApiTokenPage({ totalRecord: 0, ...records })).toEqual({
      totalRecord: 0,
      filterRecord: null,
      records: [],
    });
  });
});

describe("a created API token", () => {
  test("holds its secret out of sight", () => {
    const token = readCreatedApiToken({
      ...RECORD,
      attributes: { ...ATTRIBUTES, accessToken: "shh" },
    });
    expect(token.accessToken.reveal()).toBe("shh");
    expect(JSON.stringify(token)).not.toContain("shh");
  });

  test.each([
    ["nothing", undefined, "the new API token is missing, expected an object"],
    ["a list", [], "the new API token is a list, expected an object"],
    ["no attributes", { id: "5b0c" }, "attributes.accessToken is missing"],
    ["an empty secret", { attributes: { accessToken: "" } }, "attributes.accessToken is missing"],
    [
      "no id",
      { attributes: { ...ATTRIBUTES, accessToken: "shh" } },
      "id of an API token is missing",
    ],
  ])("is malformed when it is %s", (_name, body, message) => {
    expect(() => readCreatedApiToken(body)).toThrow(new MalformedBodyError(message));
  });
});

describe("linked personas", () => {
  const names = fc.array(fc.stringMatching(/^default\/[A-Za-z0-9"\\é]{1,22}$/));

  test.each([
    ["a list of strings", (qualifiedNames: readonly string[]) => qualifiedNames],
    [
      "a list of strings as text",
      (qualifiedNames: readonly string[]) => JSON.stringify(qualifiedNames),
    ],
    [
      "a list of objects",
      (qualifiedNames: readonly string[]) =>
        qualifiedNames.map((personaQualifiedName) => ({
          id: "7f2a",
          persona: "Loaders",
          personaQualifiedName,
        })),
    ],
  ])("are the same as %s", (_name, write) => {
    fc.assert(
      fc.property(names, (qualifiedNames) => {
        const personas = readLinkedPersonas(write(qualifiedNames));
        expect(personas.map((persona) => persona.qualifiedName)).toEqual(qualifiedNames);
      }),
    );
  });

  test("keep id and name where the tenant sends them", () => {
    const link = { id: "7f2a", persona: "Loaders", personaQualifiedName: "default/abc" };
    expect(readLinkedPersonas([link])).toEqual([
      { qualifiedName: "default/abc", id: "7f2a", name: "Loaders" },
    ]);
  });

  test.each([[null], [undefined], [""], ["[]"], ["null"]])("are none for %j", (value) => {
    expect(readLinkedPersonas(value)).toEqual([]);
  });

  test.each([["default/abc"], [7], [{}], [[{}]], [[7]], ["{}"]])(
    "are not guessed from %j, because the next update would unlink them",
    (value) => {
      expect(() => readLinkedPersonas(value)).toThrow(MalformedBodyError);
    },
  );
});
