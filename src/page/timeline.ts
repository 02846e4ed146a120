// The timeline of expiries: a bar for each month, which shows those that expire in it while it is pressed.
import { element } from "./dom.js";
import type { ExpiryBucket } from "./expiry.js";

export interface Timeline {
  readonly element: HTMLElement;
  /** A bar that is pressed stays so as long as it is there. */
  show(buckets: readonly ExpiryBucket[]): void;
  /** The bucket whose bar is pressed; undefined for none. */
  pressed(): string | undefined;
}

interface Bar {
  readonly bucket: ExpiryBucket;
  readonly button: HTMLButtonElement;
}

function barOf(bucket: ExpiryBucket, onPress: (id: string) => void): Bar {
  const { id, title, shortTitle, count } = bucket;
  const button = element(
    "button",
    { type: "button", class: "bar", "data-bucket": id, title, onclick: () => onPress(id) },
    // Last on the screen, first for whoever listens.
    element("span", { class: "foot" }, shortTitle),
    element("span", { class: "spoken" }, ": "),
    element("span", { class: "count" }, String(count)),
    element("span", { class: "fill" }),
  );
  return { bucket, button };
}

export function createTimeline(onPress: () => void): Timeline {
  let bars: readonly Bar[] = [];
  let pressed: string | undefined;
  const list = element("ol", { class: "timeline", "aria-label": "When they expire" });
  const mark = (): void => {
    for (const { bucket, button } of bars) {
      const isPressed = bucket.id === pressed;
      button.setAttribute("aria-pressed", String(isPressed));
      // One that is pressed can be pressed again, even if nothing of it is left.
      button.disabled = bucket.count === 0 && !isPressed;
    }
  };
  const toggle = (id: string): void => {
    pressed = pressed === id ? undefined : id;
    mark();
    onPress();
  };
  const show = (buckets: readonly ExpiryBucket[]): void => {
    // Drawn again, a bar would lose the focus that it has.
    if (JSON.stringify(buckets) === JSON.stringify(bars.map(({ bucket }) => bucket))) return;
    if (buckets.every(({ id }) => id !== pressed)) pressed = undefined;
    const most = Math.max(1, ...buckets.map(({ count }) => count));
    bars = buckets.map((bucket) => barOf(bucket, toggle));
    for (const { bucket, button } of bars)
      button.style.setProperty("--share", String(bucket.count / most));
    list.replaceChildren(...bars.map(({ button }) => element("li", {}, button)));
    mark();
  };
  return { element: list, show, pressed: () => pressed };
}
