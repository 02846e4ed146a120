// One view at a time, chosen by the part of the address after `#`, so that links, bookmarks and the back button work.
import { byId, element } from "./dom.js";

export interface View {
  /** The part of the address. */
  readonly id: string;
  readonly title: string;
  readonly element: HTMLElement;
}

/** Puts the views into `main`, and links to them into `nav`. */
export function showViews(views: readonly View[]): void {
  const entries = views.map((view) => ({
    view,
    link: element("a", { href: `#${view.id}` }, view.title),
    section: element(
      "section",
      { id: view.id, "aria-label": view.title },
      element("h2", { tabindex: "-1" }, view.title),
      view.element,
    ),
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
  byId("nav").replaceChildren(...entries.map(({ link }) => link));
  byId("main").replaceChildren(...entries.map(({ section }) => section));
  open(named() ?? entries[0]);
  addEventListener("hashchange", () => {
    const entry = named();
    // What is no view is a place in the page, such as the one that the skip link names.
    if (entry === undefined) return;
    open(entry);
    // Whoever listens instead of looking hears which view is open now.
    entry.section.querySelector("h2")?.focus();
  });
}
