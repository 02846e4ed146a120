// A search field and menus above a table.
import { element } from "./dom.js";

export interface Filter<Row> {
  readonly label: string;
  /** The first is chosen at the start, and accepts everything. */
  readonly options: readonly {
    readonly title: string;
    readonly accepts: (row: Row) => boolean;
  }[];
}

export interface FilterBarOptions<Row> {
  readonly searchLabel: string;
  readonly filters: readonly Filter<Row>[];
  readonly onSearch: (query: string) => void;
  readonly onFilter: () => void;
}

export interface FilterBar<Row> {
  readonly element: HTMLElement;
  /** Whether every menu lets the row through. */
  readonly accepts: (row: Row) => boolean;
}

export function filterBar<Row>(options: FilterBarOptions<Row>): FilterBar<Row> {
  const { searchLabel, filters, onSearch, onFilter } = options;
  const search = element("input", {
    type: "search",
    autocomplete: "off",
    spellcheck: "false",
    oninput: () => onSearch(search.value),
  });
  const menus = filters.map((filter) => {
    const titles = filter.options.map(({ title }) => element("option", {}, title));
    const select = element("select", { onchange: onFilter }, ...titles);
    return { filter, select };
  });
  return {
    element: element(
      "form",
      { role: "search", class: "filters", onsubmit: (event) => event.preventDefault() },
      element("label", { class: "search" }, searchLabel, search),
      ...menus.map(({ filter, select }) => element("label", {}, filter.label, select)),
    ),
    accepts: (row) =>
      menus.every(
        ({ filter, select }) => filter.options[select.selectedIndex]?.accepts(row) ?? true,
      ),
  };
}
