// How the tenant may be made slower, stricter or later than an ideal one: `GET` and `PUT /_tenant/settings`.
import { ControlError } from "./control-error.js";
import { isObject, quoted } from "./json.js";

export type TenantSettings = {
  /** Real time each reply takes, half of it before processing and half after. */
  readonly latencyMs: number;
  /** A new token's secret answers 401 for so long. */
  readonly tokenActivationMs: number;
  /** Lists, searches and type definitions answer empty to a token for so long after it was made. */
  readonly freshTokenAnswersEmptyMs: number;
  /** A right on an asset, and what a linked persona allows, count only after so long. */
  readonly grantActivationMs: number;
  /** Index search shows every asset as it was so long ago. */
  readonly searchLagMs: number;
  /** The most records a page of a `/api/service` list has, whatever `limit` asks; 0 is no limit. */
  readonly maxPageSize: number;
  /** More requests than that in a minute, counted over all callers, answer 429; 0 is no limit. */
  readonly requestsPerMinute: number;
  /** The person's bearer expires so long after the start, a reset or the moment this is set; 0 is never. */
  readonly userBearerLifetimeSeconds: number;
  /** `"granted"`: a token reads a connection or collection only if it made it, is in one of its lists or has a persona. */
  readonly tokenReads: "all" | "granted";
  /** A token that would expire past 2038-01-19 is born expired (keycloak issue 19671). */
  readonly overflow2038: boolean;
};

export const DEFAULT_SETTINGS: TenantSettings = {
  latencyMs: 0,
  tokenActivationMs: 0,
  freshTokenAnswersEmptyMs: 0,
  grantActivationMs: 0,
  searchLagMs: 0,
  maxPageSize: 0,
  requestsPerMinute: 0,
  userBearerLifetimeSeconds: 0,
  tokenReads: "all",
  overflow2038: false,
};

type Check = { readonly accepts: (value: unknown) => boolean; readonly expected: string };

const duration: Check = {
  accepts: (value) => typeof value === "number" && Number.isFinite(value) && value >= 0,
  expected: "a number, 0 or more",
};
const whole: Check = {
  accepts: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  expected: "a whole number, 0 or more",
};

const CHECKS: { readonly [Name in keyof TenantSettings]: Check } = {
  latencyMs: duration,
  tokenActivationMs: duration,
  freshTokenAnswersEmptyMs: duration,
  grantActivationMs: duration,
  searchLagMs: duration,
  maxPageSize: whole,
  requestsPerMinute: whole,
  userBearerLifetimeSeconds: duration,
  tokenReads: {
    accepts: (value) => value === "all" || value === "granted",
    expected: '"all" or "granted"',
  },
  overflow2038: { accepts: (value) => typeof value === "boolean", expected: "true or false" },
};

const isSettingName = (name: string): name is keyof TenantSettings => Object.hasOwn(CHECKS, name);

/** The given settings over the present ones: a setting left out keeps its value. Throws a ControlError. */
export function changedSettings(present: TenantSettings, body: unknown): TenantSettings {
  if (!isObject(body)) {
    throw new ControlError(
      `Cannot change settings: the body is ${quoted(body)}, expected a JSON object`,
    );
  }
  for (const [name, value] of Object.entries(body)) {
    if (!isSettingName(name)) {
      const known = Object.keys(CHECKS).join(", ");
      throw new ControlError(
        `Cannot change setting ${quoted(name)}: unknown, expected one of ${known}`,
      );
    }
    const { accepts, expected } = CHECKS[name];
    if (!accepts(value)) {
      throw new ControlError(
        `Cannot change setting ${quoted(name)}: it is ${quoted(value)}, expected ${expected}`,
      );
    }
  }
  return { ...present, ...body };
}
