// The view of requests: what clients sent, the latest first, as it comes.
import type { LoggedRequest } from "../../tenant/state/request-log.js";
import { badge } from "../chips.js";
import { element, nameElement } from "../dom.js";
import { type Filter, filterBar } from "../filter-bar.js";
import { type Column, createTable } from "../table.js";

/** What a username is called: the display name of a token or client. */
type NameOf = (username: string) => string;

export interface RequestsView {
  readonly element: HTMLElement;
  /** @param requests in the order in which they arrived */
  show(requests: readonly LoggedRequest[], nameOf: NameOf): void;
}

/** An entry with its place in the order of arrival: requests of one moment keep it. */
type Entry = LoggedRequest & { readonly place: number; readonly who: string | null };

const ERRORS_FROM = 400;

const OUTCOME: Filter<Entry> = {
  label: "Outcome",
  options: [
    { title: "All", accepts: () => true },
    { title: "Succeeded", accepts: ({ status }) => status > 0 && status < ERRORS_FROM },
    { title: "Refused or failed", accepts: ({ status }) => status >= ERRORS_FROM },
    { title: "Without a reply", accepts: ({ status }) => status === 0 },
  ],
};

const METHOD: Filter<Entry> = {
  label: "Method",
  options: [
    { title: "All", accepts: () => true },
    { title: "Reads", accepts: ({ method }) => method === "GET" },
    { title: "Others", accepts: ({ method }) => method !== "GET" },
  ],
};

function statusElement(status: number): HTMLElement {
  if (status === 0) return badge("no reply", "expired");
  return badge(String(status), status < ERRORS_FROM ? "fine" : "soon");
}

const COLUMNS: readonly Column<Entry>[] = [
  {
    title: "Request",
    sortKey: ({ path, method }) => `${path} ${method}`,
    cell: ({ method, path, query }) =>
      element(
        "div",
        { class: "name" },
        element("code", {}, element("b", {}, method), " ", nameElement(path)),
        query === "" ? undefined : element("small", {}, element("code", {}, nameElement(query))),
      ),
  },
  {
    title: "At",
    sortKey: ({ place }) => place,
    cell: ({ at }) =>
      element("time", { datetime: at }, at.slice("2026-01-01T".length).replace("Z", "")),
  },
  {
    title: "Status",
    sortKey: ({ status }) => status,
    cell: ({ status }) => statusElement(status),
  },
  {
    title: "Who",
    sortKey: ({ who }) => who,
    cell: ({ who }) =>
      who === null ? element("span", { class: "none" }, "nobody known") : nameElement(who),
  },
  {
    title: "Took",
    sortKey: ({ durationMs }) => durationMs,
    cell: ({ durationMs }) => `${durationMs} ms`,
  },
];

export function createRequestsView(onForget: () => void): RequestsView {
  let entries: readonly Entry[] = [];
  const table = createTable({
    caption: "Requests of clients",
    columns: COLUMNS,
    noun: { one: "request", many: "requests" },
    textOf: ({ method, path, query, status, who }) => [method, path, query, status, who].join(" "),
    sorting: { column: 1, isDescending: true },
  });
  const draw = () => table.show(entries.filter(filters.accepts));
  const filters = filterBar<Entry>({
    searchLabel: "Search requests",
    filters: [METHOD, OUTCOME],
    onSearch: table.search,
    onFilter: draw,
  });
  const forget = element("button", { type: "button", onclick: onForget }, "Forget all requests");
  filters.element.append(forget);
  return {
    element: element("div", {}, filters.element, table.element),
    show: (requests, nameOf) => {
      entries = requests.map((request, place) => ({
        ...request,
        place,
        who: request.actor === null ? null : nameOf(request.actor),
      }));
      draw();
    },
  };
}
