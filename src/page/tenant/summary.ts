// The line below the heading: the tenant's time, and what makes it unlike an ideal one.
import type { Fault } from "../../tenant/faults/fault.js";
import type { TenantSettings } from "../../tenant/state/settings.js";
import { counted } from "../counted.js";
import { element } from "../dom.js";
import { utcMinute } from "../when.js";

export interface Summary {
  readonly element: HTMLElement;
  show(state: {
    readonly now: Date;
    readonly settings: TenantSettings;
    readonly faults: readonly Fault[];
  }): void;
}

/** What a setting is when it changes nothing. */
const OFF: readonly unknown[] = [0, false, null, "all", "json", "camelCase"];

export function createSummary(): Summary {
  const time = element("time");
  const settings = element("a", { href: "#settings", class: "badge soon", hidden: true });
  const faults = element("a", { href: "#faults", class: "badge expired", hidden: true });
  const say = (link: HTMLElement, count: number, text: string): void => {
    link.hidden = count === 0;
    if (link.textContent !== text) link.textContent = text;
  };
  return {
    element: element(
      "p",
      { class: "summary" },
      "Its clock says ",
      time,
      " ",
      settings,
      " ",
      faults,
    ),
    show: ({ now, settings: given, faults: pending }) => {
      const moment = now.toISOString();
      time.setAttribute("datetime", moment);
      time.textContent = utcMinute(moment);
      const changed = Object.values(given).filter((value) => !OFF.includes(value)).length;
      say(settings, changed, `${counted(changed, "setting", "settings")} on`);
      const hits = pending.reduce((sum, { times }) => sum + (times ?? 1), 0);
      say(faults, hits, `${counted(hits, "fault", "faults")} to come`);
    },
  };
}
