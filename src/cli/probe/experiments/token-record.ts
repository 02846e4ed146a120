// How experiments change the probe's token, and find it in the list again.

import { fieldsOf, type JsonObject } from "../../../client/index.js";
import { bracketOf, type Exchange, type Look } from "../measure/bracket.js";
import { growing, watch } from "../measure/watch.js";
import { type Observation, UnexpectedResponseError } from "../requests/ask.js";
import { recordsOf, textOf } from "../requests/fields.js";
import { bodyOf, TOKENS } from "../token/own-token.js";
import type { ProbeContext } from "./experiment.js";

/** A record of the list, apart from where it stands in the answer. */
export interface ListedToken {
  readonly record: JsonObject;
  readonly attributes: JsonObject;
  readonly displayName: string;
  readonly description: string;
}

export interface OwnLook extends Look {
  readonly token: ListedToken | null;
  readonly observation: Observation;
}

/** The token as a list under a filter shows it now. */
export async function lookForToken(
  { ask, asKey, token: { id } }: ProbeContext,
  isRight: (listed: ListedToken | null) => boolean,
): Promise<OwnLook> {
  const query = { filter: JSON.stringify({ id }), limit: 2, offset: 0, count: true };
  const observation = await ask(asKey, { method: "GET", path: TOKENS, query });
  if (observation.status !== 200) {
    throw new UnexpectedResponseError(
      `a list filtered by the token's id answered ${observation.status}`,
    );
  }
  const record = recordsOf(observation.body).find((each) => each.id === id);
  const token = record === undefined ? null : listedFrom(record);
  const { sentMs, repliedMs } = observation;
  return { sentMs, repliedMs, isThere: isRight(token), token, observation };
}

function listedFrom(record: JsonObject): ListedToken {
  const attributes = fieldsOf(record.attributes);
  return {
    record,
    attributes,
    displayName: textOf(attributes.displayName) ?? textOf(record.displayName) ?? "",
    description: textOf(attributes.description) ?? "",
  };
}

export interface Rewrite {
  readonly write: Exchange;
  /** Of this write alone. */
  readonly description: string;
  readonly observation: Observation;
}

/** Sends a whole update with a description of its own. What is given takes the place of a field, or is added to the body. */
export async function sendRewrite(
  { ask, asKey, token, clock }: ProbeContext,
  {
    changes = {},
    contentType,
  }: { readonly changes?: JsonObject; readonly contentType?: string } = {},
): Promise<Rewrite> {
  const description = `${token.description}, write ${clock.uuid()}`;
  const body = { ...bodyOf({ name: token.name, description }), ...changes };
  const path = `${TOKENS}/${token.id}`;
  const observation = await ask(asKey, {
    method: "POST",
    path,
    body,
    ...(contentType !== undefined && { contentType }),
  });
  const { sentMs, repliedMs } = observation;
  return { write: { sentMs, repliedMs }, description, observation };
}

/** @throws UnexpectedResponseError when the update is refused */
export async function rewrite(context: ProbeContext, changes: JsonObject = {}): Promise<Rewrite> {
  const written = await sendRewrite(context, { changes });
  const { status } = written.observation;
  if (status < 200 || status > 299) {
    throw new UnexpectedResponseError(
      `the tenant answered an update of the probe's token with ${status}`,
    );
  }
  return written;
}

/** Waits until the list shows something. @throws UnexpectedResponseError when it never does */
export async function listedOnce(
  context: ProbeContext,
  since: Exchange,
  isRight: (listed: ListedToken) => boolean,
): Promise<ListedToken> {
  const { clock, signal } = context;
  const look = () => lookForToken(context, (token) => token !== null && isRight(token));
  const looks = await watch({ clock, signal, since, offsetsMs: growing(2), look });
  const found = looks.at(-1);
  if (found?.isThere !== true || found.token === null)
    throw new UnexpectedResponseError(
      "the list of tokens did not show a change within two minutes",
    );
  const bracket = bracketOf(since, looks);
  if (bracket !== null) context.listLags.push(bracket);
  return found.token;
}

/** Changes the token, and waits until the list shows it. */
export async function rewriteAndSee(
  context: ProbeContext,
  changes: JsonObject = {},
): Promise<ListedToken> {
  const { write, description } = await rewrite(context, changes);
  return listedOnce(context, write, (listed) => listed.description === description);
}
