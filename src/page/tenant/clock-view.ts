// The view of the clock: the tenant's time, steps to move it by, and the way back to the seed.
import { element } from "../dom.js";

export interface ClockView {
  readonly element: HTMLElement;
  show(now: Date): void;
}

export interface ClockViewOptions {
  readonly onAdvance: (seconds: number) => void;
  readonly onSet: (now: Date) => void;
  readonly onReset: () => void;
}

const DAY_SECONDS = 24 * 60 * 60;
const STEPS: readonly (readonly [title: string, seconds: number])[] = [
  ["1 minute", 60],
  ["1 hour", 60 * 60],
  ["1 day", DAY_SECONDS],
  ["30 days", 30 * DAY_SECONDS],
  ["1 year", 365 * DAY_SECONDS],
];

/** What a field for date and time takes: without zone, to the minute. */
const fieldText = (moment: string): string => moment.slice(0, "2026-01-31T08:00".length);

function resetControl(onReset: () => void): HTMLElement {
  const dialog = element("dialog", { "aria-label": "Reset the tenant" });
  const close = () => dialog.close();
  const confirm = () => {
    close();
    onReset();
  };
  dialog.append(
    element(
      "p",
      {},
      "Everything goes back to the seed: what clients made is deleted, and secrets that they were given stop working. Settings, clock, faults and the log of requests are reset, too.",
    ),
    element(
      "div",
      { class: "actions" },
      element("button", { type: "button", class: "danger", onclick: confirm }, "Reset"),
      element("button", { type: "button", onclick: close }, "Cancel"),
    ),
  );
  const open = () => dialog.showModal();
  return element(
    "div",
    { class: "reset" },
    element("button", { type: "button", class: "danger", onclick: open }, "Reset the tenant…"),
    dialog,
  );
}

export function createClockView({ onAdvance, onSet, onReset }: ClockViewOptions): ClockView {
  const time = element("time", { class: "clock" });
  const target = element("input", { type: "datetime-local", required: true, step: 60 });
  const form = element(
    "form",
    {
      class: "filters",
      onsubmit: (event) => {
        event.preventDefault();
        onSet(new Date(`${target.value}Z`));
      },
    },
    element("label", {}, "Set it to, in UTC", target),
    element("button", { type: "submit" }, "Set"),
  );
  const steps = STEPS.map(([title, seconds]) =>
    element("button", { type: "button", onclick: () => onAdvance(seconds) }, `+ ${title}`),
  );
  return {
    element: element(
      "div",
      {},
      time,
      element("div", { class: "actions", role: "group", "aria-label": "Advance" }, ...steps),
      form,
      resetControl(onReset),
    ),
    show: (now) => {
      const moment = now.toISOString();
      time.setAttribute("datetime", moment);
      time.textContent = `${moment.replace("T", " ").slice(0, "2026-01-31 08:00:00".length)} UTC`;
      if (target.value === "") target.value = fieldText(moment);
    },
  };
}
