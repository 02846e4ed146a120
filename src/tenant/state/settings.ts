// How the tenant may be made slower, stricter or later than an ideal one: `GET` and `PUT /_tenant/settings`.
import { type Check, flag, isWhole, LONGEST_TIMER_MS } from "../input/check.js";
import { ControlError } from "../input/control-error.js";
import { isObject, quoted } from "../input/json.js";

/** A `body` that is a string is sent as it is, anything else as JSON. */
export type UnknownUserReply = { readonly status: number; readonly body?: unknown };

export type TenantSettings = {
  /** Real time each reply takes, half of it before processing and half after. */
  readonly latencyMs: number;
  /** A new token's secret, and every access token of a new OAuth client, answer 401 for so long. */
  readonly tokenActivationMs: number;
  /** Lists, searches and type definitions answer empty to a token or OAuth client for so long after it was made. */
  readonly freshTokenAnswersEmptyMs: number;
  /** A right on an asset, and what a linked persona allows, count only after so long. */
  readonly grantActivationMs: number;
  /** Index search shows every asset as it was so long ago. */
  readonly searchLagMs: number;
  /** The most records a page of a `/api/service` list has, whatever `limit` asks; 0 is no limit. */
  readonly maxPageSize: number;
  /** Lists of tokens and of OAuth clients, and reads of a client, show every create, update and delete so much later. */
  readonly listLagMs: number;
  /** `totalRecord` of the lists of tokens and of OAuth clients counts also those that a filter leaves out. */
  readonly totalCountsAll: boolean;
  /** Names are stored without leading and trailing blanks. */
  readonly trimNames: boolean;
  /** More requests than that in a minute, counted over all callers, answer 429; 0 is no limit. */
  readonly requestsPerMinute: number;
  /** Exceeding `requestsPerMinute` gets 429 to everything for so long; 0 is until the minute is over. */
  readonly rateLimitBlockMs: number;
  /** A 429 of the rate limit tells when to come back: `Retry-After`, and Kong's own headers. */
  readonly rateLimitHeaders: boolean;
  /** Such a 429 has Kong's JSON, or the page of an nginx in front. */
  readonly rateLimitBody: "json" | "html";
  /** What adding a username that Keycloak does not know is answered with; null is the metastore's 500. */
  readonly unknownUserReply: UnknownUserReply | null;
  /** A POST without `Content-Type: application/json` answers 415. */
  readonly strictContentType: boolean;
  /** The person's bearer expires so long after the start, a reset or the moment this is set; 0 is never. */
  readonly userBearerLifetimeSeconds: number;
  /** `"granted"`: a token or OAuth client reads a connection or collection only if it made it, is in one of its lists or has a persona. */
  readonly tokenReads: "all" | "granted";
  /** How long a new access token lives, whatever its client says; 0 is what its client says. */
  readonly oauthTokenLifetimeSeconds: number;
  /** How the access token of an OAuth client is spelt; `"tokenOnly"` tells neither its type nor how long it lives. */
  readonly oauthTokenReply: "camelCase" | "snake_case" | "tokenOnly";
  /** A token that would expire past 2038-01-19 is expired from the start (keycloak issue 19671). */
  readonly overflow2038: boolean;
};

export const DEFAULT_SETTINGS: TenantSettings = {
  latencyMs: 0,
  tokenActivationMs: 0,
  freshTokenAnswersEmptyMs: 0,
  grantActivationMs: 0,
  searchLagMs: 0,
  maxPageSize: 0,
  listLagMs: 0,
  totalCountsAll: false,
  trimNames: false,
  requestsPerMinute: 0,
  rateLimitBlockMs: 0,
  rateLimitHeaders: false,
  rateLimitBody: "json",
  unknownUserReply: null,
  strictContentType: false,
  userBearerLifetimeSeconds: 0,
  tokenReads: "all",
  oauthTokenLifetimeSeconds: 0,
  oauthTokenReply: "camelCase",
  overflow2038: false,
};

const duration: Check = {
  accepts: (value) => typeof value === "number" && Number.isFinite(value) && value >= 0,
  expected: "a number, 0 or more",
};
const realTime: Check = {
  accepts: (value) => duration.accepts(value) && Number(value) <= LONGEST_TIMER_MS,
  expected: `a number from 0 to ${LONGEST_TIMER_MS}`,
};
const whole: Check = {
  accepts: (value) => isWhole(value),
  expected: "a whole number, 0 or more",
};

const oneOf = (...values: readonly string[]): Check => ({
  accepts: (value) => typeof value === "string" && values.includes(value),
  expected: values.map(quoted).join(" or "),
});

function isUnknownUserReply(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { status, body: _body, ...others } = value;
  const isError = isWhole(status, 400) && status <= 599;
  return isError && Object.keys(others).length === 0;
}

const CHECKS: { readonly [Name in keyof TenantSettings]: Check } = {
  latencyMs: realTime,
  tokenActivationMs: duration,
  freshTokenAnswersEmptyMs: duration,
  grantActivationMs: duration,
  searchLagMs: duration,
  maxPageSize: whole,
  listLagMs: duration,
  totalCountsAll: flag,
  trimNames: flag,
  requestsPerMinute: whole,
  rateLimitBlockMs: duration,
  rateLimitHeaders: flag,
  rateLimitBody: oneOf("json", "html"),
  unknownUserReply: {
    accepts: (value) => value === null || isUnknownUserReply(value),
    expected: 'null or {"status": <400 to 599>, "body": <anything>}',
  },
  strictContentType: flag,
  userBearerLifetimeSeconds: duration,
  tokenReads: oneOf("all", "granted"),
  oauthTokenLifetimeSeconds: duration,
  oauthTokenReply: oneOf("camelCase", "snake_case", "tokenOnly"),
  overflow2038: flag,
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

/** A name as the tenant keeps it. */
export const storedName = ({ trimNames }: TenantSettings, name: string): string =>
  trimNames ? name.trim() : name;
