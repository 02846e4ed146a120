// The one token that the probe makes, changes and deletes. Its name and description say what it is, and when anybody may delete it.

import { AtlanRequestError, fieldsOf, type Http, type JsonObject } from "../../../client/index.js";
import type { Clock } from "../../../clock.js";
import { toRfc3339 } from "../../../rfc3339.js";
import { Secret } from "../../../secret.js";
import type { Exchange } from "../measure/bracket.js";
import type { Ask, Observation } from "../requests/ask.js";
import { formOf, textOf } from "../requests/fields.js";

export const TOKENS = "/api/service/apikeys";

/** Longer than the longest run, and short enough for one that is killed. */
export const VALIDITY_SECONDS = 1_800;

/** A create may take long: the vendor's Java SDK gives it three times what others get. */
const CREATE_TIMEOUT_MS = 180_000;

/** What is known before there is a token. */
export interface TokenPlan {
  /** Unique to the run. */
  readonly name: string;
  readonly description: string;
  readonly expiresAt: Date;
}

export interface OwnToken extends TokenPlan {
  readonly id: string;
  readonly clientId: string;
  readonly username: string;
  readonly secret: Secret;
  readonly made: Exchange;
  /** What kind of value each field of the reply held that made it. */
  readonly replyForms: { readonly [field: string]: string };
}

/** A token may have been made, but without what is needed to use it. */
export class NoTokenError extends Error {
  readonly code = "PROBE_NO_TOKEN";
}

/** @param connection the qualified name of the one that it may change: whoever finds the token after a crash looks there, too */
export function planToken(clock: Clock, connection: string | null): TokenPlan {
  const run = clock.uuid();
  const expiresAt = new Date(clock.nowMs() + VALIDITY_SECONDS * 1_000);
  const right =
    connection === null ? "" : `, may be an admin of the connection ${connection} meanwhile`;
  return {
    name: `cdktf-provider-atlan probe ${run}`,
    description: `temporary token of cdktf-provider-atlan probe, run ${run}, may be deleted after ${toRfc3339(expiresAt)}${right}`,
    expiresAt,
  };
}

/** @throws AtlanRequestError; NoTokenError; EarlyEndError */
export async function makeToken(ask: Ask, http: Http, plan: TokenPlan): Promise<OwnToken> {
  const body = { ...bodyOf(plan), validitySeconds: VALIDITY_SECONDS };
  const timeoutMs = CREATE_TIMEOUT_MS;
  const observation = await ask(http, { method: "POST", path: TOKENS, body, timeoutMs });
  if (observation.refusal !== null) throw observation.refusal;
  return tokenOf(observation, plan);
}

/** Whether a create that failed so may have made a token all the same. */
export const mayHaveMade = (failure: unknown): boolean =>
  failure instanceof NoTokenError ||
  (failure instanceof AtlanRequestError && failure.mayHaveCommitted);

function tokenOf({ status, body, sentMs, repliedMs }: Observation, plan: TokenPlan): OwnToken {
  const { id, attributes } = fieldsOf(body);
  const { accessToken, clientId } = fieldsOf(attributes);
  if (!textOf(id) || !textOf(accessToken) || !textOf(clientId)) {
    throw new NoTokenError(
      `Cannot make a token: the tenant answered POST ${TOKENS} with ${status}, but without a token's id, clientId and accessToken. Check that ATLAN_BASE_URL is an Atlan tenant, and that no proxy answers for it`,
    );
  }
  return {
    ...plan,
    id: String(id),
    clientId: String(clientId),
    username: `service-account-${clientId}`,
    secret: new Secret(String(accessToken)),
    made: { sentMs, repliedMs },
    replyForms: formsOf(fieldsOf(attributes)),
  };
}

/** Of the fields whose form is not known. */
const FORM_FIELDS = [
  "personaQualifiedName",
  "access.token.lifespan",
  "createdAt",
  "workspacePermissions",
  "purposes",
  "accessToken",
] as const;

export const formsOf = (attributes: JsonObject): { readonly [field: string]: string } =>
  Object.fromEntries(FORM_FIELDS.map((name) => [name, formOf(attributes, name)]));

export const bodyOf = ({ name, description }: Pick<TokenPlan, "name" | "description">) => ({
  displayName: name,
  description,
  personas: [],
  personaQualifiedNames: [],
});
