// The view of objects of one kind: who holds what on each persona, connection or collection.
import type { HeldObject, Holding } from "./access.js";
import { chips } from "./chips.js";
import { element, nameElement } from "./dom.js";
import { filterBar } from "./filter-bar.js";
import { type Column, createTable, type Noun } from "./table.js";

export interface ObjectsViewOptions {
  readonly caption: string;
  readonly noun: Noun;
  readonly roles: readonly { readonly role: Holding["role"]; readonly title: string }[];
}

export interface ObjectsView {
  readonly element: HTMLElement;
  show(objects: readonly HeldObject[]): void;
}

const holdersOf = ({ holdings }: HeldObject, role: Holding["role"]): readonly string[] =>
  holdings.filter((holding) => holding.role === role).flatMap(({ holders }) => holders);

const nameCell = ({ name, qualifiedName, description }: HeldObject): HTMLElement =>
  element(
    "div",
    { class: "name" },
    nameElement(name),
    description === "" ? undefined : element("small", {}, nameElement(description)),
    element("small", { class: "identifier" }, nameElement(qualifiedName)),
  );

export function createObjectsView({ caption, noun, roles }: ObjectsViewOptions): ObjectsView {
  const columns: readonly Column<HeldObject>[] = [
    { title: "Name", sortKey: ({ name }) => name, cell: nameCell },
    ...roles.map(({ role, title }) => ({
      title,
      sortKey: (object: HeldObject) => holdersOf(object, role).length,
      cell: (object: HeldObject) => chips(holdersOf(object, role), title.toLowerCase()),
    })),
  ];
  const table = createTable({
    caption,
    columns,
    noun,
    textOf: ({ name, qualifiedName, description, holdings }) =>
      [name, qualifiedName, description, ...holdings.flatMap(({ holders }) => holders)].join("\n"),
    sorting: { column: 0, isDescending: false },
  });
  const filters = filterBar<HeldObject>({
    searchLabel: `Search ${noun.many} and who holds them`,
    filters: [],
    onSearch: table.search,
    onFilter: () => {},
  });
  return {
    element: element("div", {}, filters.element, table.element),
    show: table.show,
  };
}

/** What there is to hold, in the order of the navigation. */
export const OBJECT_KINDS: readonly (ObjectsViewOptions & {
  readonly kind: HeldObject["kind"];
  readonly title: string;
})[] = [
  {
    kind: "persona",
    title: "Personas",
    caption: "Personas, and who has them",
    noun: { one: "persona", many: "personas" },
    roles: [
      { role: "linked", title: "Tokens and clients" },
      { role: "member", title: "People and groups" },
    ],
  },
  {
    kind: "connection",
    title: "Connections",
    caption: "Connections, and who administers them",
    noun: { one: "connection", many: "connections" },
    roles: [{ role: "admin", title: "Admins" }],
  },
  {
    kind: "collection",
    title: "Collections",
    caption: "Collections, and who edits and views them",
    noun: { one: "collection", many: "collections" },
    roles: [
      { role: "editor", title: "Editors" },
      { role: "viewer", title: "Viewers" },
    ],
  },
];
