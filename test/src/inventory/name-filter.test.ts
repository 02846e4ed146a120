// Patterns for display names.
import { expect, it } from "@jest/globals";
import { nameFilter } from "../../../src/inventory/name-filter.js";

it.each([
  ["etl-*", "etl-nightly", true],
  ["etl-*", "my etl-nightly", false],
  ["*nightly*", "etl\nnightly\nx", true],
  ["loader ?", "loader 1", true],
  ["loader ?", "loader 🚀", true],
  ["loader ?", "loader 12", false],
  ["a.b", "axb", false],
  ["[ab]{2}|c\\d$", "[ab]{2}|c\\d$", true],
  ["Loader", "loader", false],
  ["é", "e\u0301", true],
])("%j matches %j: %s", (pattern, name, matches) => {
  expect(nameFilter(pattern)(name)).toBe(matches);
});
