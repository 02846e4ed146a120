// All experiments, in the order in which they are made: those that depend on how fresh the token is come first.

import { activation } from "./activation.js";
import { secondDeletion, secretAfterDeletion } from "./after-deletion.js";
import { assetReads } from "./asset-reads.js";
import { contentType } from "./content-type.js";
import { accessTokens, bearerLife } from "./credentials.js";
import type { AfterDeletion, Experiment, ProbeContext } from "./experiment.js";
import { grantActivation } from "./grant-activation.js";
import { latency, limits } from "./limits.js";
import { listCounters } from "./list-counters.js";
import { listFilters } from "./list-filters.js";
import { listShowsCreate, listShowsDeletion, listShowsUpdate } from "./list-lag.js";
import { listPages } from "./list-pages.js";
import { names } from "./names.js";
import { partialUpdates } from "./partial-updates.js";
import { refusals } from "./refusals.js";
import { replies } from "./replies.js";
import { searchLag } from "./search-lag.js";
import { unknownUser } from "./unknown-user.js";

export const WITH_TOKEN: readonly Experiment[] = [
  activation,
  listShowsCreate,
  listShowsUpdate,
  names,
  listFilters,
  listCounters,
  listPages,
  replies,
  partialUpdates,
  contentType,
  refusals,
  assetReads,
  bearerLife,
  accessTokens,
  // The first right that the token gets: what it sees without one is known by then.
  grantActivation,
  searchLag,
  unknownUser,
];

export const WITHOUT_TOKEN: readonly Experiment<AfterDeletion>[] = [
  listShowsDeletion,
  secretAfterDeletion,
  secondDeletion,
];

/** Of the answers to all others: no request is sent for them. */
export const FROM_ANSWERS: readonly Experiment<Pick<ProbeContext, "log">>[] = [latency, limits];
