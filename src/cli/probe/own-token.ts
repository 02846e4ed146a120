// The one token that the probe makes, changes and deletes. Its name and description say what it is, and when anybody may delete it.

import type { Http } from "../../client/index.js";
import { AtlanRequestError } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { Secret } from "../../secret.js";
import type { Ask, Observation } from "./ask.js";
import type { Exchange } from "./bracket.js";
import { type Fields, fieldsOf, formOf, textOf } from "./fields.js";

export const TOKENS = "/api/service/apikeys";

/** Longer than the longest run, and short enough for one that is killed. */
export const VALIDITY_SECONDS = 1_800;

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

/** No token may have been made, or one may have been whose secret is lost. */
export class NoTokenError extends Error {
  readonly code = "PROBE_NO_TOKEN";

  constructor(
    message: string,
    /** Whether one may be there all the same. */
    readonly mayExist: boolean,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

export function planToken(clock: Clock): TokenPlan {
  const run = clock.uuid();
  const expiresAt = new Date(clock.nowMs() + VALIDITY_SECONDS * 1_000);
  return {
    name: `cdktf-provider-atlan probe ${run}`,
    description: `temporary token of cdktf-provider-atlan probe, run ${run}, may be deleted after ${rfc3339(expiresAt)}`,
    expiresAt,
  };
}

export const rfc3339 = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, "Z");

/** @throws NoTokenError; EarlyEnd; AtlanRequestError when it was stopped before it was sent */
export async function makeToken(ask: Ask, http: Http, plan: TokenPlan): Promise<OwnToken> {
  const body = { ...bodyOf(plan), validitySeconds: VALIDITY_SECONDS };
  const observation = await ask(http, { method: "POST", path: TOKENS, body }).catch((error) => {
    if (!(error instanceof AtlanRequestError) || !error.mayHaveCommitted) throw error;
    throw new NoTokenError(error.message, true, error);
  });
  return tokenOf(observation, plan);
}

function tokenOf({ status, body, sentMs, repliedMs }: Observation, plan: TokenPlan): OwnToken {
  const { id, attributes } = fieldsOf(body);
  const { accessToken, clientId } = fieldsOf(attributes);
  if (status < 200 || status > 299) {
    const mayExist = status >= 500 || status === 408;
    throw new NoTokenError(`the tenant answered POST ${TOKENS} with ${status}`, mayExist);
  }
  if (!textOf(id) || !textOf(accessToken) || !textOf(clientId)) {
    const message = `the tenant answered POST ${TOKENS} with ${status}, but without the id, the client id or the secret of a token`;
    throw new NoTokenError(message, true);
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

export const formsOf = (attributes: Fields): { readonly [field: string]: string } =>
  Object.fromEntries(FORM_FIELDS.map((name) => [name, formOf(attributes, name)]));

export const bodyOf = ({ name, description }: Pick<TokenPlan, "name" | "description">) => ({
  displayName: name,
  description,
  personas: [],
  personaQualifiedNames: [],
});
