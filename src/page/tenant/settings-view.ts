// The form of the settings. What somebody is typing is kept while programs change settings, too.
import type { TenantSettings } from "../../tenant/state/settings.js";
import { element } from "../dom.js";
import { SETTING_FIELDS, type SettingField } from "./setting-fields.js";

type SettingName = keyof TenantSettings;

export interface SettingsView {
  readonly element: HTMLElement;
  show(settings: TenantSettings): void;
}

/** One field of the form: its value as text, and the text that the tenant's value has. */
interface Entry {
  readonly name: SettingName;
  readonly row: HTMLElement;
  readonly read: () => string;
  readonly write: (text: string) => void;
  shown: string;
}

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

/** @throws SyntaxError when a field that takes JSON has none */
function valueFrom(field: SettingField, text: string): unknown {
  if (field.kind === "choice") return text;
  if (field.kind === "number") return Number(text);
  return JSON.parse(text === "" ? "null" : text);
}

function controlOf(field: SettingField, attributes: Record<string, string>) {
  if (field.kind === "flag") {
    const box = element("input", { ...attributes, type: "checkbox" });
    return {
      control: box,
      read: () => String(box.checked),
      write: (text: string) => {
        box.checked = text === "true";
      },
    };
  }
  const control =
    field.kind === "choice"
      ? element("select", attributes, ...field.options.map((each) => element("option", {}, each)))
      : element("input", {
          ...attributes,
          autocomplete: "off",
          ...(field.kind === "number"
            ? { type: "number", min: 0, step: "any", required: true }
            : { type: "text", spellcheck: "false" }),
        });
  return {
    control,
    read: () => control.value,
    write: (text: string) => {
      control.value = text;
    },
  };
}

function entryOf(name: SettingName): Entry {
  const field = SETTING_FIELDS[name];
  const id = `setting-${name}`;
  const meaningId = `${id}-meaning`;
  const { control, read, write } = controlOf(field, { id, "aria-describedby": meaningId });
  const row = element(
    "div",
    { class: `setting ${field.kind}` },
    element("label", { for: id }, element("code", {}, name)),
    element(
      "span",
      { class: "value" },
      control,
      field.kind === "number" ? ` ${field.unit}` : undefined,
    ),
    element("small", { id: meaningId }, field.meaning),
  );
  return { name, row, read, write, shown: "" };
}

const isChanged = ({ read, shown }: Entry): boolean => read() !== shown;

function changesOf(entries: readonly Entry[]): Record<string, unknown> {
  return Object.fromEntries(
    entries
      .filter(isChanged)
      .map(({ name, read }) => [name, valueFrom(SETTING_FIELDS[name], read())]),
  );
}

const isSettingName = (name: string): name is SettingName => Object.hasOwn(SETTING_FIELDS, name);

/** @param onChange sends the settings that differ; the page tells of what it throws */
export function createSettingsView(
  onChange: (readChanges: () => Record<string, unknown>) => void,
): SettingsView {
  const entries = Object.keys(SETTING_FIELDS).filter(isSettingName).map(entryOf);
  const apply = element("button", { type: "submit", class: "primary" }, "Apply");
  const discard = element("button", { type: "button", onclick: () => discardChanges() }, "Discard");
  const mark = (): void => {
    for (const entry of entries) entry.row.classList.toggle("changed", isChanged(entry));
    for (const button of [apply, discard]) button.disabled = !entries.some(isChanged);
  };
  function discardChanges(): void {
    for (const { write, shown } of entries) write(shown);
    mark();
  }
  const titles = new Set(entries.map(({ name }) => SETTING_FIELDS[name].group));
  const fieldsets = [...titles].map((title) => {
    const members = entries.filter(({ name }) => SETTING_FIELDS[name].group === title);
    const legend = element("legend", {}, title);
    return element("fieldset", {}, legend, ...members.map(({ row }) => row));
  });
  const form = element(
    "form",
    {
      class: "settings",
      oninput: mark,
      onsubmit: (event) => {
        event.preventDefault();
        onChange(() => changesOf(entries));
      },
    },
    element("div", { class: "fieldsets" }, ...fieldsets),
    element("div", { class: "actions" }, apply, discard),
  );
  return {
    element: form,
    show: (settings) => {
      for (const entry of entries) {
        const text = textOf(settings[entry.name]);
        const keeps = isChanged(entry) && entry.shown !== "";
        entry.shown = text;
        if (!keeps) entry.write(text);
      }
      mark();
    },
  };
}
