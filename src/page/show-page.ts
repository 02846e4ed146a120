// The frame of a page: its header, and one view at a time, chosen by the part of the address after `#`, so that links, bookmarks and
// the back button work.
import { type Child, element } from "./dom.js";

export interface View {
  /** The part of the address. */
  readonly id: string;
  readonly title: string;
  readonly element: HTMLElement;
}

export interface PageParts {
  readonly title: string;
  /** Beside the title. */
  readonly header: readonly Child[];
  /** Above the views, whichever is open. */
  readonly notices?: readonly Child[];
  readonly views: readonly View[];
}

const MAIN = "main";

const sectionOf = (view: View): HTMLElement =>
  element(
    "section",
    { id: view.id, "aria-label": view.title },
    element("h2", { tabindex: "-1" }, view.title),
    view.element,
  );

/** Fills the document, which has nothing in it but what is for browsers without scripts. */
export function showPage({ title, header, notices = [], views }: PageParts): void {
  const entries = views.map((view) => ({
    view,
    link: element("a", { href: `#${view.id}` }, view.title),
    section: sectionOf(view),
  }));
  const named = () => entries.find(({ view }) => `#${view.id}` === location.hash);
  const open = (entry: (typeof entries)[number] | undefined): void => {
    for (const { link, section } of entries) {
      const isOpen = section === entry?.section;
      section.hidden = !isOpen;
      if (isOpen) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };
  document.body.prepend(
    element("a", { class: "skip", href: `#${MAIN}` }, "Skip to the content"),
    element("header", {}, element("h1", {}, title), ...header),
    element("nav", { "aria-label": "Views" }, ...entries.map(({ link }) => link)),
    element(
      "main",
      { id: MAIN, tabindex: "-1" },
      ...notices,
      ...entries.map(({ section }) => section),
    ),
  );
  open(named() ?? entries[0]);
  addEventListener("hashchange", () => {
    const entry = named();
    // What is no view is a place in the page: the one that the skip link names.
    if (entry === undefined) return;
    open(entry);
    // Whoever listens instead of looking hears which view is open now.
    entry.section.querySelector("h2")?.focus();
  });
}
