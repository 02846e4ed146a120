// What adding a user that does not exist to the admins of a connection is answered with.
import { requireAccepted } from "../connection/connection-admins.js";
import { codeOf } from "../requests/fields.js";
import type { Interpretation } from "./experiment.js";
import { type ConnectionContext, onConnection } from "./on-connection.js";

/** The metastore's own for what it did not expect. */
const USUAL = { status: 500, code: "ATLAS-500-00-001" };
const NOT_FOUND = "user not found";
/** These speak of the credential, or are a proxy's. */
const NOT_OF_THE_USER: readonly number[] = [401, 403, 502, 503, 504];

export interface UnknownUserFacts {
  readonly status: number;
  readonly code: string | null;
  /** Whether the answer says in these words that the user was not found. */
  readonly saysNotFound: boolean;
}

async function observe(context: ConnectionContext): Promise<UnknownUserFacts> {
  const { admins, clock } = context;
  const nobody = `cdktf-provider-atlan-probe-${clock.uuid()}`;
  const change = await admins.add(context, nobody);
  const { status, body, refusal } = change;
  if (NOT_OF_THE_USER.includes(status)) requireAccepted(change);
  if (refusal === null) requireAccepted(await admins.remove(context, nobody));
  const words = refusal?.tenantMessage ?? "";
  return { status, code: codeOf(body), saysNotFound: words.toLowerCase().includes(NOT_FOUND) };
}

export function interpretUnknownUser({
  status,
  code,
  saysNotFound,
}: UnknownUserFacts): Interpretation {
  const told = [
    `It answers ${code === null ? status : `${status} ${code}`}`,
    ...(saysNotFound ? ["and says that the user was not found"] : []),
  ];
  const answer = `${told.join(", ")}.`;
  if (status < 400) return { answer };
  const isUsual = status === USUAL.status && code === USUAL.code && saysNotFound;
  // Of what it says no more than callers go by, so that no name gets into a report.
  const body = {
    ...(code !== null && { errorCode: code }),
    ...(saysNotFound && { errorMessage: NOT_FOUND }),
  };
  const hasBody = Object.keys(body).length > 0;
  const reply = { status, ...(hasBody && { body }) };
  return { answer, settings: { unknownUserReply: isUsual ? null : reply } };
}

export const unknownUser = onConnection({
  id: "unknown_user",
  question: "What does adding a user that does not exist to a connection answer?",
  observe,
  interpret: interpretUnknownUser,
});
