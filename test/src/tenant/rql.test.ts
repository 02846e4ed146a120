// Filters of the tenant's lists.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { rqlTester } from "../../../src/tenant/service/rql/rql.js";

const matches = (filter: unknown, view: Record<string, unknown>) =>
  rqlTester(JSON.stringify(filter)).matches(view);

const VIEW = {
  name: "Nightly Loader",
  age: 3,
  tags: ["a", "b"],
  inner: { by: "amira" },
  people: [{ n: "x", a: 1 }],
};

test.each([
  { filter: {}, expected: true },
  { filter: { name: "Nightly Loader" }, expected: true },
  { filter: { name: "nightly loader" }, expected: false },
  { filter: { name: { $eq: "Nightly Loader" } }, expected: true },
  { filter: { name: { $ne: "Nightly Loader" } }, expected: false },
  { filter: { name: { $in: ["x", "Nightly Loader"] } }, expected: true },
  { filter: { name: { $nin: ["x"] } }, expected: true },
  { filter: { name: { $like: "Nightly%" } }, expected: true },
  { filter: { name: { $like: "nightly%" } }, expected: false },
  { filter: { name: { $ilike: "%LOAD%" } }, expected: true },
  { filter: { name: { $ilike: "nightly_loader" } }, expected: true },
  { filter: { age: { $ilike: "3" } }, expected: false },
  { filter: { age: { $gt: 2, $lte: 3 } }, expected: true },
  { filter: { none: { $exists: false } }, expected: true },
  { filter: { "inner.by": "amira" }, expected: true },
  { filter: { tags: "a" }, expected: true },
  { filter: { tags: { $all: ["a", "b"] } }, expected: true },
  { filter: { tags: { $size: 2 } }, expected: true },
  { filter: { people: { $elemMatch: { n: "x", a: 1 } } }, expected: true },
  { filter: { people: { $elemMatch: { n: "x", a: 2 } } }, expected: false },
  { filter: { $and: [{ age: 3 }, { name: { $not: { $eq: "x" } } }] }, expected: true },
  { filter: { $or: [{ age: 4 }, { age: 3 }] }, expected: true },
  { filter: { $nor: [{ age: 3 }] }, expected: false },
  { filter: { none: "x" }, expected: false },
])("$filter is $expected", ({ filter, expected }) => {
  expect(matches(filter, VIEW)).toBe(expected);
});

test.each([
  { filter: "{", words: "no JSON object" },
  { filter: "[]", words: "no JSON object" },
  { filter: '"x"', words: "no JSON object" },
  { filter: '{"displayName":"a "b""}', words: "no JSON object" },
  { filter: '{"a":{"$where":"process.exit()"}}', words: "unknown operator $where" },
  { filter: '{"$where":"process.exit()"}', words: "unknown operator $where" },
  { filter: '{"a":{"$regex":"(a+)+"}}', words: "unknown operator $regex" },
  { filter: '{"a":{"$in":"x"}}', words: "$in wants an array" },
  { filter: '{"a":{"$like":3}}', words: "$like wants a string" },
  { filter: '{"a":{"$eq":{}}}', words: "$eq wants" },
  { filter: '{"$and":{}}', words: "$and wants an array" },
  { filter: '{"$or":[{"a":{"$x":1}}]}', words: "unknown operator $x" },
  { filter: '{"a":{"$eq":1,"b":2}}', words: "a mixes operators and fields" },
  { filter: `${'{"$and":['.repeat(30)}{}${"]}".repeat(30)}`, words: "nested too deeply" },
])("$filter is malformed", ({ filter, words }) => {
  expect(() => rqlTester(filter)).toThrow(
    expect.objectContaining({
      status: 400,
      body: expect.objectContaining({ message: expect.stringContaining(words) }),
    }),
  );
});

describe("for every text", () => {
  const text = fc.string({ unit: "binary" });
  const escaped = (value: string) => value.replaceAll(/[\\%_]/g, "\\$&");

  test("equality is equality", () => {
    fc.assert(
      fc.property(text, text, (held, asked) => {
        expect(matches({ name: asked }, { name: held })).toBe(held === asked);
        expect(matches({ name: { $in: [asked] } }, { name: held })).toBe(held === asked);
        expect(matches({ name: { $ne: asked } }, { name: held })).toBe(held !== asked);
      }),
    );
  });

  test("$like of an escaped text finds exactly that text, and with % around it all that hold it", () => {
    fc.assert(
      fc.property(text, text, text, (before, held, after) => {
        expect(matches({ name: { $like: escaped(held) } }, { name: held })).toBe(true);
        expect(
          matches({ name: { $like: `%${escaped(held)}%` } }, { name: before + held + after }),
        ).toBe(true);
        if (before !== "")
          expect(matches({ name: { $like: escaped(held) } }, { name: before + held })).toBe(false);
      }),
    );
  });

  test("$and, $or and $nor are every, some and none", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ max: 3, min: 0 }), { minLength: 1, maxLength: 5 }),
        fc.nat(3),
        (asked, held) => {
          const filters = asked.map((age) => ({ age }));
          expect(matches({ $and: filters }, { age: held })).toBe(
            asked.every((age) => age === held),
          );
          expect(matches({ $or: filters }, { age: held })).toBe(asked.includes(held));
          expect(matches({ $nor: filters }, { age: held })).toBe(!asked.includes(held));
        },
      ),
    );
  });

  test("whatever JSON comes, it is a filter or a 400", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        try {
          expect(typeof rqlTester(json).matches(VIEW)).toBe("boolean");
        } catch (error) {
          expect(error).toMatchObject({ status: 400 });
        }
      }),
    );
  });
});
