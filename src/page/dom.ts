// Builds elements of a page. Text becomes text nodes, whatever it says: there is no way from a name to markup or script.
import { invisiblesShown } from "./visible-text.js";

type Value = string | number | boolean | undefined | ((event: Event) => void);
export type Child = Node | string | undefined;

const isHandler = (value: Value): value is (event: Event) => void => typeof value === "function";

/**
 * `element("button", { type: "button", onclick: () => {} }, "Reset")`: a function listens to the event after `on`, `true` is an
 * attribute without a value, and what is false or undefined is left out.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (isHandler(value)) made.addEventListener(name.slice("on".length), value);
    else if (value !== undefined && value !== false)
      made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A name of somebody else's: it turns the direction of nothing around it, and what cannot be seen in it is written out. */
export function nameElement(text: string): HTMLElement {
  const parts = invisiblesShown(text).map(({ text: part, isInvisible }) =>
    isInvisible ? element("span", { class: "invisible" }, part) : part,
  );
  return element("bdi", {}, ...(text.trim() === "" ? [element("i", {}, "no name")] : parts));
}
