// Asks for the control key, where the tenant wants one.
import { element } from "../dom.js";

export interface KeyForm {
  readonly element: HTMLElement;
  /** @param problem what the tenant said of the last key; undefined where none was given yet */
  ask(problem: string | undefined): void;
  hide(): void;
}

export function createKeyForm(onKey: (key: string) => void): KeyForm {
  const key = element("input", { type: "password", autocomplete: "off", required: true });
  const fault = element("p", { role: "alert" });
  const form = element(
    "form",
    {
      class: "key",
      hidden: true,
      onsubmit: (event) => {
        event.preventDefault();
        onKey(key.value);
      },
    },
    element(
      "p",
      {},
      "This tenant is controlled with a key: the one it was started with. This page keeps it until it is closed or loaded again.",
    ),
    element("label", {}, "Control key", key),
    element("button", { type: "submit", class: "primary" }, "Open"),
    fault,
  );
  return {
    element: form,
    ask: (problem) => {
      if (form.hidden) {
        form.hidden = false;
        key.focus();
      }
      if (fault.textContent !== (problem ?? "")) fault.textContent = problem ?? "";
    },
    hide: () => {
      form.hidden = true;
      key.value = "";
    },
  };
}
