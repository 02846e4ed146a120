// The timeline of expiries: a bar for each month, which shows those that expire in it when it is pressed.
import { element } from "./dom.js";
import type { ExpiryBucket } from "./expiry.js";

export interface Timeline {
  readonly element: HTMLElement;
  show(buckets: readonly ExpiryBucket[]): void;
  /** Which bar counts as pressed; undefined for none. */
  press(id: string | undefined): void;
}

function barOf({ id, title, shortTitle, count }: ExpiryBucket, onPress: (id: string) => void) {
  return element(
    "button",
    {
      type: "button",
      class: "bar",
      "data-bucket": id,
      title,
      "aria-pressed": "false",
      disabled: count === 0,
      onclick: () => onPress(id),
    },
    // Last on the screen, first for whoever listens.
    element("span", { class: "foot" }, shortTitle),
    element("span", { class: "spoken" }, ": "),
    element("span", { class: "count" }, String(count)),
    element("span", { class: "fill" }),
  );
}

/** @param onChange gets the bar that is pressed now; undefined when it was pressed again */
export function createTimeline(onChange: (bucket: ExpiryBucket | undefined) => void): Timeline {
  let buckets: readonly ExpiryBucket[] = [];
  let pressed: string | undefined;
  const list = element("ol", { class: "timeline", "aria-label": "When they expire" });
  const markPressed = (): void => {
    for (const bar of list.querySelectorAll<HTMLElement>("[data-bucket]"))
      bar.setAttribute("aria-pressed", String(bar.dataset.bucket === pressed));
  };
  const press = (id: string | undefined): void => {
    pressed = id;
    markPressed();
  };
  const toggle = (id: string): void => {
    press(pressed === id ? undefined : id);
    onChange(buckets.find((bucket) => bucket.id === pressed));
  };
  const show = (given: readonly ExpiryBucket[]): void => {
    // Drawn again, a bar would lose the focus that it has.
    if (JSON.stringify(given) === JSON.stringify(buckets)) return;
    buckets = given;
    const most = Math.max(1, ...buckets.map(({ count }) => count));
    list.replaceChildren(
      ...buckets.map((bucket) => {
        const bar = barOf(bucket, toggle);
        bar.style.setProperty("--share", String(bucket.count / most));
        return element("li", {}, bar);
      }),
    );
    markPressed();
  };
  return { element: list, show, press };
}
