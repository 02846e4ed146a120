// Which experiment determines which setting of the embedded tenant, and why none determines the others.
import type { TenantSettings } from "../../tenant/index.js";
import { type Bracket, roundestIn, spreadOf } from "./measure/bracket.js";
import type { Result } from "./report.js";

/** The id of an experiment, or why there is none. */
type Source = { readonly by: string } | { readonly why: string };

const NO_EXCESS = "To find out means to exceed the limit, which may block everybody else, too.";

export const SOURCES: { readonly [Name in keyof TenantSettings]: Source } = {
  latencyMs: { by: "latency" },
  tokenActivationMs: { by: "activation" },
  freshTokenAnswersEmptyMs: { by: "activation" },
  grantActivationMs: { by: "grant_activation" },
  searchLagMs: { by: "search_lag" },
  maxPageSize: { by: "list_pages" },
  listLagMs: { by: "list_shows_update" },
  totalCountsAll: { by: "list_counters" },
  trimNames: { by: "names" },
  requestsPerMinute: { by: "limits" },
  rateLimitBlockMs: { why: NO_EXCESS },
  rateLimitHeaders: { by: "limits" },
  rateLimitBody: { by: "limits" },
  unknownUserReply: { by: "unknown_user" },
  strictContentType: { by: "content_type" },
  userBearerLifetimeSeconds: { by: "bearer_life" },
  tokenReads: { by: "asset_reads" },
  oauthTokenLifetimeSeconds: { by: "access_tokens" },
  oauthTokenReply: { by: "access_tokens" },
  overflow2038: {
    why: "It takes a token that outlives 19 January 2038, and the probe's lives for half an hour.",
  },
};

export interface DeterminedSettings {
  readonly settings: Partial<TenantSettings>;
  /** By setting: why it is not known. */
  readonly undetermined: { readonly [name: string]: string };
}

export function settingsFrom(
  results: readonly Result[],
  listLags: readonly Bracket[],
): DeterminedSettings {
  const spread = spreadOf(listLags);
  const settings: Partial<TenantSettings> = Object.assign(
    {},
    ...results.map((result) => result.settings ?? {}),
    spread === null ? {} : { listLagMs: roundestIn(spread.bracket) },
  );
  const undetermined = Object.entries(SOURCES).flatMap(([name, source]) =>
    Object.hasOwn(settings, name) ? [] : [[name, reasonOf(source, results)] as const],
  );
  return { settings, undetermined: Object.fromEntries(undetermined) };
}

function reasonOf(source: Source, results: readonly Result[]): string {
  if ("why" in source) return source.why;
  if (source.by === "limits") return NO_EXCESS;
  const result = results.find(({ id }) => id === source.by);
  return result?.answer ?? "The experiment was not made.";
}
