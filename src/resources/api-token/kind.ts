// An API token as a kind of principal: personas change in place, its lifetime is fixed when it is made, and it ends.
import { apiToken, MAX_VALIDITY_SECONDS, NEVER_EXPIRES } from "../../../lib/schema/index.js";
import {
  type ApiToken,
  createApiToken,
  deleteApiToken,
  listApiTokens,
  updateApiToken,
} from "../../client/index.js";
import { isUnknown } from "../../framework/index.js";
import { type Draft, forgetKind, type PrincipalKind } from "../principals/kind.js";
import { checkRotation } from "../rotation/check-settings.js";
import { warnBeforeExpiry } from "./expiry.js";
import { validityOf } from "./lifetime.js";
import { type ApiTokenAttributes, lifeState, personasOf } from "./mapping.js";
import { checkLifetime, planExpiry } from "./plan.js";

export interface TokenDraft extends Draft {
  readonly validitySeconds: number;
}

/** Without personas, which the last update links. */
export const tokenDraft = (planned: {
  readonly display_name: string;
  readonly validity_seconds: number;
}): TokenDraft => ({
  displayName: planned.display_name,
  personas: [],
  validitySeconds: planned.validity_seconds,
});

const kind: PrincipalKind<ApiTokenAttributes, ApiToken, TokenDraft> = {
  schema: apiToken,
  words: {
    noun: apiToken.noun,
    short: "token",
    prefix: "apikey",
    credential: "API key",
    usesIt: "signs in with",
    own: "the API key's own token",
    deletion: "DELETE /api/service/apikeys/<id>",
    secret: "access_token",
  },
  api: {
    list: listApiTokens,
    create: async (http, { personas, ...draft }, options) => {
      const token = { ...draft, personaQualifiedNames: personas };
      const { body, ...reply } = await createApiToken(http, token, options);
      const { accessToken, ...record } = body;
      return { ...reply, body: { record, secret: accessToken } };
    },
    update: (http, { id, displayName, description, personas }, options) =>
      updateApiToken(
        http,
        { id, displayName, description, personaQualifiedNames: personas },
        options,
      ),
    delete: (http, { id }, options) => deleteApiToken(http, id, options),
    as: (client, _clientId, secret) => client.as(secret),
  },
  fixed: ["validity_seconds"],
  personasOf,
  personasAreFixed: false,
  draftOf: async (planned) => tokenDraft(planned),
  waitsUntilReady: ({ wait_until_ready }) => wait_until_ready,
  whyNotReady: ({ validitySeconds }) => (validitySeconds === NEVER_EXPIRES ? OVERFLOWS : null),

  validate: (config, diagnostics) => checkRotation(apiToken, config, diagnostics),
  checkPlan: checkLifetime,
  planReplacement: planExpiry,
  planSuccession: ({ config, set }) => {
    // Also where an imported one had kept another.
    const validitySeconds = config?.validity_seconds ?? null;
    if (validitySeconds !== null) set("validity_seconds", validitySeconds);
  },
  rotatingChanges: ({ prior, planned: { validity_seconds, replace_when_expired } }) => {
    const isExpired = prior.expired && replace_when_expired === true;
    const isOther = validity_seconds !== prior.validity_seconds;
    const changed = isOther ? "changed" : "same";
    return {
      expired: isExpired ? "changed" : "same",
      validity_seconds: isUnknown(validity_seconds) ? "unknown" : changed,
    };
  },
  planSecret: ({ set }, { plain, sealed }) => {
    set("access_token", plain);
    set("sealed_access_token", sealed);
  },

  usableSecret: ({ access_token, expired }) => (expired ? null : access_token),
  lacksSecret: ({ access_token, sealed_access_token }) =>
    access_token === null && sealed_access_token === null,
  isSecretPlanned: ({ access_token, sealed_access_token }) =>
    isUnknown(access_token) || isUnknown(sealed_access_token),
  secretState: ({ plain, sealed }) => ({ access_token: plain, sealed_access_token: sealed }),
  ownState: lifeState,
  plannedState: ({ wait_until_ready, replace_when_expired }) => ({
    wait_until_ready,
    replace_when_expired,
  }),
  // The lifetime is fixed when it is made.
  seenState: () => ({}),
  importedState: async ({ lifespanSeconds }) => ({
    validity_seconds: validityOf(lifespanSeconds),
    wait_until_ready: true,
    replace_when_expired: true,
  }),
  warn: warnBeforeExpiry,
};

const OVERFLOWS = {
  cause: `validity_seconds is ${NEVER_EXPIRES}, which overflows in Keycloak past the year 2038, so such a token may have expired from the start. Set ${MAX_VALIDITY_SECONDS} (five years) or less.`,
  attribute: "validity_seconds",
};

export const apiTokenKind = forgetKind(kind);
