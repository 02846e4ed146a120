// A table that people sort by its headings, search, and leaf through: however many rows there are, one page of them is drawn.
import { type Arrangement, arrangeRows, PAGE_ROWS, type SortKey } from "./arrange-rows.js";
import { type Child, element } from "./dom.js";

export interface Column<Row> {
  readonly title: string;
  readonly sortKey: (row: Row) => SortKey;
  readonly cell: (row: Row) => Child;
}

/** What the rows are. */
export interface Noun {
  readonly one: string;
  readonly many: string;
}

export interface TableOptions<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** What a search looks at. */
  readonly textOf: (row: Row) => string;
  readonly noun: Noun;
  readonly sorting?: Arrangement["sorting"];
}

export interface Table<Row> {
  readonly element: HTMLElement;
  /** Shows these rows instead, on the page that is open. */
  show(rows: readonly Row[]): void;
  /** Shows the rows that have each of these words, from the first page. */
  search(query: string): void;
}

const figure = new Intl.NumberFormat("en");

interface Heading {
  readonly cell: HTMLElement;
  showSorting(isSorted: boolean, isDescending: boolean): void;
}

function headingOf(title: string, sort: () => void): Heading {
  const button = element("button", { type: "button", class: "sort", onclick: sort }, title);
  const cell = element("th", { scope: "col", role: "columnheader" }, button);
  return {
    cell,
    showSorting: (isSorted, isDescending) => {
      if (isSorted) cell.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    },
  };
}

/** The roles are said, because style sheets that lay a table out as cards take them away. */
const rowElement = <Row>(row: Row, columns: readonly Column<Row>[]): HTMLElement =>
  element(
    "tr",
    { role: "row" },
    ...columns.map(({ title, cell }, index) =>
      element(
        index === 0 ? "th" : "td",
        {
          "data-title": title,
          role: index === 0 ? "rowheader" : "cell",
          ...(index === 0 && { scope: "row" }),
        },
        cell(row),
      ),
    ),
  );

interface Pager {
  readonly element: HTMLElement;
  show(state: { readonly page: number; readonly pages: number; readonly text: string }): void;
}

function pagerOf(leaf: (pages: number) => void): Pager {
  const button = (title: string, pages: number) =>
    element("button", { type: "button", onclick: () => leaf(pages) }, title);
  const previous = button("Previous", -1);
  const next = button("Next", 1);
  const status = element("span", { role: "status" });
  return {
    element: element("div", { class: "pager" }, status, previous, next),
    show: ({ page, pages, text }) => {
      // The same text again would be read out again.
      if (status.textContent !== text) status.textContent = text;
      for (const each of [previous, next]) each.hidden = pages === 1;
      previous.disabled = page === 0;
      next.disabled = page === pages - 1;
    },
  };
}

function countText(noun: Noun, shown: { page: number; matching: number; all: number }): string {
  const { page, matching, all } = shown;
  const whole = `${figure.format(all)} ${all === 1 ? noun.one : noun.many}`;
  if (matching <= PAGE_ROWS) return matching === all ? whole : `${matching} of ${whole}`;
  const from = page * PAGE_ROWS + 1;
  const to = Math.min(matching, from + PAGE_ROWS - 1);
  const found = matching === all ? "" : `${figure.format(matching)} found among `;
  return `${figure.format(from)}–${figure.format(to)} of ${found}${whole}`;
}

export function createTable<Row>(options: TableOptions<Row>): Table<Row> {
  const { caption, columns, textOf, noun } = options;
  const reader = { textOf, sortKeys: columns.map(({ sortKey }) => sortKey) };
  let rows: readonly Row[] = [];
  let arrangement: Arrangement = { query: "", sorting: options.sorting, page: 0 };
  const body = element("tbody", { role: "rowgroup" });
  const change = (changes: Partial<Arrangement>): void => {
    arrangement = { ...arrangement, ...changes };
    draw();
  };
  const sortBy = (column: number): void => {
    const { sorting } = arrangement;
    const isDescending = sorting?.column === column && !sorting.isDescending;
    change({ sorting: { column, isDescending }, page: 0 });
  };
  const headings = columns.map(({ title }, column) => headingOf(title, () => sortBy(column)));
  const pager = pagerOf((pages) => change({ page: arrangement.page + pages }));
  function draw(): void {
    const arranged = arrangeRows(rows, reader, arrangement);
    const { page, pages, matching } = arranged;
    arrangement = { ...arrangement, page };
    body.replaceChildren(...arranged.rows.map((row) => rowElement(row, columns)));
    for (const [column, heading] of headings.entries()) {
      const { sorting } = arrangement;
      heading.showSorting(sorting?.column === column, sorting?.isDescending === true);
    }
    pager.show({ page, pages, text: countText(noun, { page, matching, all: rows.length }) });
  }
  const headingRow = element("tr", { role: "row" }, ...headings.map(({ cell }) => cell));
  const table = element(
    "table",
    { role: "table" },
    element("caption", {}, caption),
    element("thead", { role: "rowgroup" }, headingRow),
    body,
  );
  draw();
  return {
    element: element("div", { class: "table" }, table, pager.element),
    show: (given) => {
      rows = given;
      draw();
    },
    search: (query) => change({ query, page: 0 }),
  };
}
