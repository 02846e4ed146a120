// The view of principals: a timeline of when they expire, filters, and a table of what each may do.
import type { Principal } from "./access.js";
import { badge, chips, expiryElement, momentElement } from "./chips.js";
import { element, nameElement } from "./dom.js";
import { bucketOf, type ExpiryState, expiryBuckets, expiryState, SOON_DAYS } from "./expiry.js";
import { type Filter, filterBar } from "./filter-bar.js";
import { type Column, createTable } from "./table.js";
import { createTimeline } from "./timeline.js";

export interface PrincipalsView {
  readonly element: HTMLElement;
  show(principals: readonly Principal[], now: number): void;
}

const KIND: Filter<Principal> = {
  label: "Kind",
  options: [
    { title: "Tokens and clients", accepts: () => true },
    { title: "API tokens", accepts: ({ kind }) => kind === "API token" },
    { title: "OAuth clients", accepts: ({ kind }) => kind === "OAuth client" },
  ],
};

const isWithoutRights = ({ personas, connections, edits, views }: Principal): boolean =>
  [personas, connections, edits, views].every((held) => held.length === 0);

const RIGHTS: Filter<Principal> = {
  label: "Rights",
  options: [
    { title: "Any rights", accepts: () => true },
    { title: "Administers a connection", accepts: ({ connections }) => connections.length > 0 },
    { title: "Edits a collection", accepts: ({ edits }) => edits.length > 0 },
    { title: "Has a persona", accepts: ({ personas }) => personas.length > 0 },
    { title: "None of these", accepts: isWithoutRights },
  ],
};

const MANAGED: Filter<Principal> = {
  label: "Terraform",
  options: [
    { title: "In the state or not", accepts: () => true },
    { title: "In the state", accepts: ({ managedBy }) => managedBy !== null },
    { title: "Not in the state", accepts: ({ managedBy }) => managedBy === null },
  ],
};

/** Where it stands in Terraform, if a state was looked at. */
function managedElement(managedBy: Principal["managedBy"]): HTMLElement | undefined {
  if (managedBy === undefined) return undefined;
  if (managedBy === null) return badge("not in the state", "unmanaged");
  return element("small", { class: "identifier" }, nameElement(managedBy));
}

const nameCell = (principal: Principal): HTMLElement => {
  const { name, kind, description, username, remarks, managedBy } = principal;
  return element(
    "div",
    { class: "name" },
    nameElement(name),
    kind === "API token" ? undefined : badge(kind, "kind"),
    ...remarks.map((remark) => badge(remark, "kind")),
    description === "" ? undefined : element("small", {}, nameElement(description)),
    element("small", { class: "identifier" }, nameElement(username)),
    managedElement(managedBy),
  );
};

const nameOrUnknown = (name: string | null): HTMLElement =>
  name === null ? element("span", { class: "none" }, "unknown") : nameElement(name);

const textOf = (principal: Principal): string => {
  const { name, description, username, owner, remarks, managedBy } = principal;
  const { personas, connections, edits, views } = principal;
  const names = [name, description, username, owner ?? "", managedBy ?? "", ...remarks];
  return [...names, ...personas, ...connections, ...edits, ...views].join("\n");
};

/** What has no date comes after all that have. */
const momentKey = (moment: string | null): number | null => {
  const milliseconds = Date.parse(moment ?? "");
  return Number.isNaN(milliseconds) ? null : milliseconds;
};

const columnsAt = (now: () => number): readonly Column<Principal>[] => [
  { title: "Name", sortKey: ({ name }) => name, cell: nameCell },
  {
    title: "Expires",
    sortKey: ({ expiresAt }) => momentKey(expiresAt),
    cell: ({ expiresAt }) => expiryElement(expiresAt, now()),
  },
  {
    title: "Created",
    sortKey: ({ createdAt }) => momentKey(createdAt),
    cell: ({ createdAt }) =>
      createdAt === null ? nameOrUnknown(null) : momentElement(createdAt, now()),
  },
  { title: "Owner", sortKey: ({ owner }) => owner, cell: ({ owner }) => nameOrUnknown(owner) },
  {
    title: "Personas",
    sortKey: ({ personas }) => personas.length,
    cell: ({ personas }) => chips(personas, "personas"),
  },
  {
    title: "Administers connections",
    sortKey: ({ connections }) => connections.length,
    cell: ({ connections }) => chips(connections, "connections"),
  },
  {
    title: "Edits collections",
    sortKey: ({ edits }) => edits.length,
    cell: ({ edits }) => chips(edits, "collections"),
  },
  {
    title: "Views collections",
    sortKey: ({ views }) => views.length,
    cell: ({ views }) => chips(views, "collections"),
  },
];

const EXPIRY_TITLES: readonly (readonly [ExpiryState, string])[] = [
  ["expired", "Expired"],
  ["soon", `Within ${SOON_DAYS} days`],
  ["later", "Later"],
  ["never", "Never"],
  ["unknown", "Unknown"],
];

const expiryFilter = (now: () => number): Filter<Principal> => ({
  label: "Expiry",
  options: [
    { title: "Any", accepts: () => true },
    ...EXPIRY_TITLES.map(([state, title]) => ({
      title,
      accepts: (principal: Principal) => expiryState(principal, now()) === state,
    })),
  ],
});

export interface PrincipalsViewOptions {
  /** Whether it is known which of them a Terraform state has. */
  readonly knowsState: boolean;
}

export function createPrincipalsView({ knowsState }: PrincipalsViewOptions): PrincipalsView {
  let principals: readonly Principal[] = [];
  let now = 0;
  const table = createTable({
    caption: "API tokens and OAuth clients, and what each may do",
    columns: columnsAt(() => now),
    textOf,
    noun: { one: "token or client", many: "tokens and clients" },
    sorting: { column: 1, isDescending: false },
  });
  const filters = filterBar<Principal>({
    searchLabel: "Search names, owners and rights",
    filters: [KIND, expiryFilter(() => now), RIGHTS, ...(knowsState ? [MANAGED] : [])],
    onSearch: table.search,
    onFilter: () => draw(),
  });
  const timeline = createTimeline(() => draw());
  function draw(): void {
    const accepted = principals.filter(filters.accepts);
    timeline.show(expiryBuckets(accepted, now));
    const pressed = timeline.pressed();
    table.show(
      pressed === undefined
        ? accepted
        : accepted.filter((principal) => bucketOf(principal, now) === pressed),
    );
  }
  return {
    element: element("div", {}, timeline.element, filters.element, table.element),
    show: (given, at) => {
      principals = given;
      now = at;
      draw();
    },
  };
}
