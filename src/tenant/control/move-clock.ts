// Reads `PUT /_tenant/clock`: either how far to move, or where to.

import { ControlError } from "../input/control-error.js";
import { isObject, quoted } from "../input/json.js";
import type { TenantClock } from "../state/clock.js";

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const FURTHEST_EPOCH_MS = Date.UTC(9999, 11, 31);

/** Time may go back, too. Throws a ControlError. */
export function moveClock(clock: TenantClock, body: unknown): void {
  const fault = () =>
    new ControlError(
      `Cannot move the clock: the body is ${quoted(body)}, expected {"advanceSeconds": <number>} or {"now": "<RFC 3339>"}`,
    );
  if (!isObject(body) || Object.keys(body).length !== 1) throw fault();
  const { advanceSeconds, now } = body;
  const isTime = typeof now === "string" && RFC_3339.test(now);
  const targetMs = isTime ? Date.parse(now) : clock.now() + Number(advanceSeconds) * 1000;
  const isReachable = targetMs >= 0 && targetMs <= FURTHEST_EPOCH_MS;
  if (!isReachable || (!isTime && typeof advanceSeconds !== "number")) throw fault();
  if (isTime) clock.moveTo(targetMs);
  else clock.advance(Number(advanceSeconds));
}
