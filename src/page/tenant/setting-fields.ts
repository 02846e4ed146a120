// How each setting is shown and entered. A setting without a field does not compile.
import type { TenantSettings } from "../../tenant/state/settings.js";

type FieldKind =
  | { readonly kind: "number"; readonly unit: string }
  | { readonly kind: "flag" }
  | { readonly kind: "choice"; readonly options: readonly string[] }
  | { readonly kind: "json" };

export type SettingField = FieldKind & { readonly group: string; readonly meaning: string };

const TIME = "Time and lag";
const LISTS = "Lists and names";
const RATE = "Rate limit";
const RIGHTS = "Sign-in and rights";

const milliseconds = { kind: "number", unit: "ms" } as const;
const seconds = { kind: "number", unit: "seconds" } as const;

export const SETTING_FIELDS: { readonly [Name in keyof TenantSettings]: SettingField } = {
  latencyMs: { ...milliseconds, group: TIME, meaning: "Every reply takes so long" },
  tokenActivationMs: {
    ...milliseconds,
    group: TIME,
    meaning: "The secret of a new token, and access tokens of a new client, answer 401 for so long",
  },
  freshTokenAnswersEmptyMs: {
    ...milliseconds,
    group: TIME,
    meaning: "Lists and searches answer empty to a token or client that is younger",
  },
  grantActivationMs: {
    ...milliseconds,
    group: TIME,
    meaning: "A right is shown at once and counts only after so long",
  },
  searchLagMs: { ...milliseconds, group: TIME, meaning: "Index search lags so much behind" },
  listLagMs: {
    ...milliseconds,
    group: TIME,
    meaning: "Lists of tokens and clients lag so much behind",
  },
  maxPageSize: {
    kind: "number",
    unit: "records",
    group: LISTS,
    meaning: "The most records of one page; 0 is no limit",
  },
  totalCountsAll: {
    kind: "flag",
    group: LISTS,
    meaning: "Totals count also what a filter leaves out",
  },
  trimNames: {
    kind: "flag",
    group: LISTS,
    meaning: "Names are stored without blanks at their ends",
  },
  requestsPerMinute: {
    kind: "number",
    unit: "requests",
    group: RATE,
    meaning: "More than that in a minute answer 429; 0 is no limit",
  },
  rateLimitBlockMs: {
    ...milliseconds,
    group: RATE,
    meaning: "Whoever exceeds it gets 429 for so long; 0 is until the minute is over",
  },
  rateLimitHeaders: { kind: "flag", group: RATE, meaning: "Such replies say when to come back" },
  rateLimitBody: {
    kind: "choice",
    options: ["json", "html"],
    group: RATE,
    meaning: "What such replies contain",
  },
  userBearerLifetimeSeconds: {
    ...seconds,
    group: RIGHTS,
    meaning: "The person's bearer token expires so long from now; 0 is never",
  },
  oauthTokenLifetimeSeconds: {
    ...seconds,
    group: RIGHTS,
    meaning: "How long new access tokens live; 0 is what their client says",
  },
  oauthTokenReply: {
    kind: "choice",
    options: ["camelCase", "snake_case", "tokenOnly"],
    group: RIGHTS,
    meaning: "How an access token is spelt",
  },
  tokenReads: {
    kind: "choice",
    options: ["all", "granted"],
    group: RIGHTS,
    meaning: "What tokens and clients read: everything, or what they were granted",
  },
  unknownUserReply: {
    kind: "json",
    group: RIGHTS,
    meaning:
      'The reply to adding an unknown username, such as {"status": 422}; null is the usual 500',
  },
  strictContentType: {
    kind: "flag",
    group: RIGHTS,
    meaning: "A POST without Content-Type: application/json answers 415",
  },
  overflow2038: {
    kind: "flag",
    group: RIGHTS,
    meaning: "A token that would expire after 19 January 2038 answers 401 at once",
  },
};
