// Objects to the wire and back, against what Terraform was seen to send.
import { describe, expect, test } from "@jest/globals";
import { decode as decodeMsgpack } from "@msgpack/msgpack";
import fc from "fast-check";
import {
  ExactNumber,
  type ObjectValue,
  UNKNOWN,
  type Value,
} from "../../../../src/framework/value.js";
import { ObjectCodec } from "../../../../src/protocol/values/object-codec.js";
import { Secret } from "../../../../src/secret.js";

const description = "";

const codec = new ObjectCodec({
  typeName: "atlan_thing",
  kind: "resource",
  noun: "thing",
  version: 0,
  description,
  timeouts: { create: "10m", delete: "5m" },
  attributes: {
    text: { type: "string", mode: "optional", description },
    count: { type: "number", mode: "optional", description },
    flag: { type: "bool", mode: "optional", description },
    secret: { type: "string", mode: "computed", sensitive: true, description },
    tags: { type: ["set", "string"], mode: "optional", description },
    matrix: { type: ["list", ["list", "number"]], mode: "optional", description },
    labels: { type: ["map", "bool"], mode: "optional", description },
    one: {
      nesting: "single",
      mode: "optional",
      description,
      attributes: {
        key: { type: "string", mode: "computed", sensitive: true, description },
        many: {
          nesting: "set",
          mode: "optional",
          description,
          attributes: { size: { type: "number", mode: "optional", description } },
        },
      },
    },
  },
});

const nothing: ObjectValue = {
  text: null,
  count: null,
  flag: null,
  secret: null,
  tags: null,
  matrix: null,
  labels: null,
  one: null,
  timeouts: null,
};

/** Null, unknown or known, in equal parts. */
const anyOf = <T extends Value>(known: fc.Arbitrary<T>): fc.Arbitrary<T | null | typeof UNKNOWN> =>
  fc.oneof(known, fc.constant(null), fc.constant(UNKNOWN));

const string = fc.string({ unit: "grapheme" });
const secret = string.map((text) => new Secret(text));
const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true }),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 90n }).map((big) => new ExactNumber(big.toString())),
);
const key = fc.string().filter((text) => text !== "__proto__");

const thing: fc.Arbitrary<ObjectValue> = fc.record({
  text: anyOf(string),
  count: anyOf(number),
  flag: anyOf(fc.boolean()),
  secret: anyOf(secret),
  tags: anyOf(fc.array(anyOf(string))),
  matrix: anyOf(fc.array(anyOf(fc.array(anyOf(number))))),
  labels: anyOf(fc.dictionary(key, anyOf(fc.boolean()), { noNullPrototype: true })),
  one: anyOf(
    fc.record({
      key: anyOf(secret),
      many: anyOf(fc.array(anyOf(fc.record({ size: anyOf(number) })))),
    }),
  ),
  timeouts: anyOf(fc.record({ create: anyOf(string), delete: anyOf(string) })),
});

/** Secrets have no comparable insides, on purpose. */
const revealed = (value: Value): unknown => {
  if (value instanceof Secret) return { revealed: value.reveal() };
  if (value === UNKNOWN || value === null || value instanceof ExactNumber) return value;
  if (Array.isArray(value)) return value.map(revealed);
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, revealed(item)]));
};

test("what is encoded decodes to the same, with null, unknown and known apart at every depth", () => {
  fc.assert(
    fc.property(thing, (value) => {
      const back = codec.decode(codec.encode(value));
      expect(revealed(back)).toEqual(revealed(value));
    }),
    { numRuns: 300 },
  );
});

test("the wire has every attribute of the schema, and secrets in clear", () => {
  const { msgpack } = codec.encode({ ...nothing, secret: new Secret("s3cret") });
  expect(decodeMsgpack(msgpack)).toEqual({ ...nothing, secret: "s3cret" });
});

describe("values captured from Terraform 1.11.4", () => {
  const withValue = (name: string, hex: string) => {
    const nameBytes = Buffer.from(name);
    const head = Buffer.from([0x81, 0xa0 | nameBytes.length]);
    return {
      msgpack: Buffer.concat([head, nameBytes, Buffer.from(hex, "hex")]),
      json: Buffer.of(),
    };
  };

  test.each([
    ["an unknown", "text", "d40000", UNKNOWN],
    ["an unknown string, not null, with a prefix", "text", "c7070c8201c202a26e2d", UNKNOWN],
    ["an unknown number, not null, at least 0", "count", "c7070c8201c2039200c3", UNKNOWN],
    ["the number 0.1", "count", "a3302e31", 0.1],
    ["the string n1", "text", "a26e31", "n1"],
    ["an integer of 64 bits", "count", "cf0020000000000001", new ExactNumber("9007199254740993")],
    ["null", "count", "c0", null],
  ])("%s", (_name, attribute, hex, expected) => {
    expect(codec.decode(withValue(attribute, hex))).toEqual({ ...nothing, [attribute]: expected });
  });
});

test.each([
  ["an absent value", undefined],
  ["an empty one", { msgpack: Buffer.of(), json: Buffer.of() }],
  ["nil", { msgpack: Buffer.of(0xc0), json: Buffer.of() }],
])("%s is null", (_name, message) => {
  expect(codec.decode(message)).toBeNull();
});

test("null encodes as nil", () => {
  expect(codec.encode(null).msgpack).toEqual(Uint8Array.of(0xc0));
});

test.each<[string, ObjectValue, string]>([
  ["a wrong type", { ...nothing, text: 7 }, "atlan_thing.text: found a number, expected a string"],
  ["NaN", { ...nothing, count: Number.NaN }, "atlan_thing.count: found a number"],
  ["a bare string where a secret belongs", { ...nothing, secret: "s3cret" }, "expected a Secret"],
  ["a wrong element", { ...nothing, tags: ["a", true] }, "atlan_thing.tags[]: found a boolean"],
  ["a missing attribute", { text: "a" }, "atlan_thing.count: found nothing"],
  ["an extra attribute", { ...nothing, color: "red" }, "atlan_thing.color: found a string"],
  [
    "a missing attribute far inside",
    { ...nothing, one: { key: null, many: [{}] } },
    "atlan_thing.one.many[].size: found nothing, expected a number",
  ],
])("%s is refused by name, without the value", (_name, value, message) => {
  expect(() => codec.encode(value)).toThrow(message);
  expect(() => codec.encode(value)).not.toThrow("s3cret");
});

test("salvage saves what fits", () => {
  const saved = codec.salvage({ ...nothing, text: "kept", count: "wrong", color: "red" });
  expect(codec.decode(saved)).toEqual({ ...nothing, text: "kept" });
});
