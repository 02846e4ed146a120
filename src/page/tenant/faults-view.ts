// The view of faults: those still to come, and a form that adds one.
import type { Fault } from "../../tenant/faults/fault.js";
import { element, nameElement } from "../dom.js";
import { FAULT_EFFECTS, type FieldName, type FieldValues, matchText } from "./fault-effects.js";

export interface FaultsView {
  readonly element: HTMLElement;
  show(pending: readonly Fault[]): void;
}

export interface FaultsViewOptions {
  /** `readFault` throws when a field has no JSON where it needs some. */
  readonly onAdd: (readFault: () => Fault) => void;
  readonly onClear: () => void;
}

const METHODS = ["", "GET", "POST", "PUT", "DELETE"];

const PATHS = [
  "/apikeys$",
  "/apikeys/",
  "/oauth-clients$",
  "/oauth-clients/token$",
  "/personas$",
  "/entity/bulk$",
  "/entity/guid/",
  "/indexsearch$",
];

const EXAMPLE_OPERATIONS = '[{"deleteToken": {"guid": "…"}}]';

const labelled = (text: string, control: HTMLElement): HTMLElement =>
  element("label", {}, text, control);

const fieldset = (title: string, fields: readonly HTMLElement[]): HTMLElement =>
  element(
    "fieldset",
    {},
    element("legend", {}, title),
    element("div", { class: "fields" }, ...fields),
  );

const numberInput = (value: number, min: number): HTMLInputElement =>
  element("input", { type: "number", value, min, step: 1, required: true });

function effectInputs() {
  const text = (attributes: Record<string, string | boolean>) =>
    element("input", { type: "text", autocomplete: "off", spellcheck: "false", ...attributes });
  const inputs = {
    status: numberInput(503, 200),
    body: text({ placeholder: "text or JSON; empty for none" }),
    headers: text({ placeholder: '{"Retry-After": "2"}' }),
    milliseconds: numberInput(500, 0),
    operations: text({ placeholder: EXAMPLE_OPERATIONS }),
  };
  const labels: { readonly [Name in FieldName]: HTMLElement } = {
    status: labelled("Status", inputs.status),
    body: labelled("Body", inputs.body),
    headers: labelled("Headers, as JSON", inputs.headers),
    milliseconds: labelled("Milliseconds", inputs.milliseconds),
    operations: labelled("Operations, as JSON", inputs.operations),
  };
  const values = (): FieldValues => ({
    status: inputs.status.value,
    body: inputs.body.value,
    headers: inputs.headers.value,
    milliseconds: inputs.milliseconds.value,
    operations: inputs.operations.value,
  });
  const showOnly = (fields: readonly FieldName[]): void => {
    for (const [name, label] of Object.entries(labels)) {
      const isShown = fields.some((field) => field === name);
      label.hidden = !isShown;
      // A hidden field that is required would keep the form from being sent.
      for (const input of label.querySelectorAll("input")) input.disabled = !isShown;
    }
  };
  return { labels: Object.values(labels), values, showOnly };
}

function createFaultForm(onAdd: FaultsViewOptions["onAdd"]): HTMLElement {
  const method = element(
    "select",
    {},
    ...METHODS.map((each) => element("option", { value: each }, each === "" ? "any" : each)),
  );
  const path = element("input", {
    type: "text",
    list: "fault-paths",
    placeholder: "regular expression, or any",
    autocomplete: "off",
    spellcheck: "false",
  });
  const paths = PATHS.map((value) => element("option", { value }));
  const times = numberInput(1, 1);
  const skip = numberInput(0, 0);
  const { labels, values, showOnly } = effectInputs();
  const chosen = () => FAULT_EFFECTS[effect.selectedIndex] ?? FAULT_EFFECTS[0];
  const effect = element(
    "select",
    { onchange: () => showOnly(chosen()?.fields ?? []) },
    ...FAULT_EFFECTS.map(({ title }) => element("option", {}, title)),
  );
  const readFault = (): Fault => ({
    match: {
      ...(method.value !== "" && { method: method.value }),
      ...(path.value !== "" && { path: path.value }),
    },
    times: Number(times.value),
    skip: Number(skip.value),
    do: chosen()?.effect(values()) ?? { reset: true },
  });
  showOnly(chosen()?.fields ?? []);
  return element(
    "form",
    {
      class: "fault",
      "aria-label": "Add a fault",
      onsubmit: (event) => {
        event.preventDefault();
        onAdd(readFault);
      },
    },
    fieldset("Which requests it hits", [
      labelled("Method", method),
      labelled("Path", path),
      labelled("How many", times),
      labelled("How many to let pass first", skip),
    ]),
    fieldset("What happens to them", [labelled("Effect", effect), ...labels]),
    element("datalist", { id: "fault-paths" }, ...paths),
    element("button", { type: "submit", class: "primary" }, "Add the fault"),
  );
}

export function createFaultsView({ onAdd, onClear }: FaultsViewOptions): FaultsView {
  const list = element("ol", { class: "faults", "aria-label": "Faults still to come" });
  const empty = element("p", { class: "none" }, "No fault is to come.");
  const clear = element("button", { type: "button", onclick: onClear }, "Clear all faults");
  return {
    element: element(
      "div",
      {},
      element("div", { class: "pending" }, empty, list, clear),
      createFaultForm(onAdd),
    ),
    show: (pending) => {
      empty.hidden = pending.length > 0;
      clear.hidden = pending.length === 0;
      list.replaceChildren(
        ...pending.map((fault) =>
          element(
            "li",
            {},
            nameElement(matchText(fault)),
            element("code", {}, nameElement(JSON.stringify(fault.do))),
          ),
        ),
      );
    },
  };
}
