// What the credentials that the probe was started with say of their own lives.
import { accessTokenCall, fieldsOf, lifeOf } from "../../../client/index.js";
import { numberOf } from "../requests/fields.js";
import { experiment, type Interpretation, type ProbeContext } from "./experiment.js";

export interface BearerLife {
  readonly isSet: boolean;
  /** Null: it does not say. */
  readonly seconds: number | null;
}

export const bearerLife = experiment({
  id: "bearer_life",
  question: "How long does a person's bearer token live?",
  observe: ({ bearer }: ProbeContext): BearerLife => {
    const { issuedAt = null, expiresAt = null } = (bearer && lifeOf(bearer)) ?? {};
    const isKnown = issuedAt !== null && expiresAt !== null;
    const seconds = isKnown ? Math.round((expiresAt.getTime() - issuedAt.getTime()) / 1_000) : null;
    return { isSet: bearer !== null, seconds };
  },
  interpret: interpretBearerLife,
});

export function interpretBearerLife({ isSet, seconds }: BearerLife): Interpretation {
  if (!isSet) return { answer: "None is set: the probe reads it from ATLAN_USER_BEARER_TOKEN." };
  if (seconds === null) return { answer: "The one that is set does not say." };
  return {
    answer: `The one that is set says ${seconds} s.`,
    settings: { userBearerLifetimeSeconds: seconds },
  };
}

export interface AccessTokenReply {
  readonly fields: readonly string[];
  readonly expiresIn: number | null;
}

export const accessTokens = experiment({
  id: "access_tokens",
  question: "In which form does an OAuth client get an access token?",
  observe: observeAccessToken,
  interpret: interpretAccessToken,
});

async function observeAccessToken(
  context: ProbeContext,
): Promise<AccessTokenReply | { readonly fields: null }> {
  const { ask, asKey, signIn } = context;
  if (!("oauthClient" in signIn)) return { fields: null };
  const { body } = await ask(asKey, accessTokenCall(signIn.oauthClient));
  const reply = fieldsOf(body);
  return { fields: Object.keys(reply), expiresIn: numberOf(reply.expiresIn ?? reply.expires_in) };
}

export function interpretAccessToken(
  facts: AccessTokenReply | { readonly fields: null },
): Interpretation {
  if (facts.fields === null) return { answer: "The probe was started with an API key." };
  const { fields, expiresIn } = facts;
  const oauthTokenReply = replyOf(fields, expiresIn);
  const answer = `It has the fields ${fields.join(", ")}${expiresIn === null ? "" : `, and lives ${expiresIn} s`}.`;
  if (oauthTokenReply === null) return { answer };
  const life = expiresIn === null ? {} : { oauthTokenLifetimeSeconds: expiresIn };
  return { answer, settings: { oauthTokenReply, ...life } };
}

function replyOf(fields: readonly string[], expiresIn: number | null) {
  if (fields.includes("access_token")) return "snake_case";
  if (!fields.includes("accessToken")) return null;
  return expiresIn === null ? "tokenOnly" : "camelCase";
}
