// What a table shows of its rows: searched, sorted, one page of them.
import { describe, expect, test } from "@jest/globals";
import { arrangeRows, PAGE_ROWS } from "../../../src/page/arrange-rows.js";

interface Row {
  readonly name: string;
  readonly size: number | null;
}

const reader = {
  textOf: ({ name }: Row) => name,
  sortKeys: [({ name }: Row) => name, ({ size }: Row) => size],
};
const ROWS: readonly Row[] = [
  { name: "loader 10", size: 2 },
  { name: "Loader 9", size: null },
  { name: "export", size: 1 },
];
const namesOf = (rows: readonly Row[]) => rows.map(({ name }) => name);
const whole = { query: "", sorting: undefined, page: 0 };

describe("sorting", () => {
  test.each([
    {
      by: "text, numbers in it by their value",
      column: 0,
      isDescending: false,
      names: ["export", "Loader 9", "loader 10"],
    },
    {
      by: "text, descending",
      column: 0,
      isDescending: true,
      names: ["loader 10", "Loader 9", "export"],
    },
    {
      by: "number, what has none last",
      column: 1,
      isDescending: false,
      names: ["export", "loader 10", "Loader 9"],
    },
    {
      by: "number, descending, what has none last, too",
      column: 1,
      isDescending: true,
      names: ["loader 10", "export", "Loader 9"],
    },
  ])("by $by", ({ column, isDescending, names }) => {
    const { rows } = arrangeRows(ROWS, reader, { ...whole, sorting: { column, isDescending } });
    expect(namesOf(rows)).toEqual(names);
  });
});

test("a search finds the rows that have each of its words, in any case", () => {
  const found = arrangeRows(ROWS, reader, { ...whole, query: " LOAD  1 " });
  expect([found.matching, namesOf(found.rows)]).toEqual([1, ["loader 10"]]);
});

describe("pages", () => {
  const many = Array.from({ length: 2 * PAGE_ROWS + 1 }, (_, size) => ({ name: `n${size}`, size }));

  test.each([
    { page: 1, shown: 1, first: PAGE_ROWS, count: PAGE_ROWS },
    { page: 2, shown: 2, first: 2 * PAGE_ROWS, count: 1 },
    { page: 9, shown: 2, first: 2 * PAGE_ROWS, count: 1 },
    { page: -1, shown: 0, first: 0, count: PAGE_ROWS },
  ])("page $page", ({ page, shown, first, count }) => {
    const arranged = arrangeRows(many, reader, { ...whole, page });
    expect([arranged.page, arranged.pages, arranged.rows.length]).toEqual([shown, 3, count]);
    expect(arranged.rows[0]?.size).toBe(first);
  });

  test("no rows are one page", () => {
    expect(arrangeRows([], reader, whole)).toEqual({ rows: [], matching: 0, page: 0, pages: 1 });
  });
});
