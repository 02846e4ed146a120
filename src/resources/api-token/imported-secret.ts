// The secret of a token that was imported: taken from the file that gives it, once the tenant has accepted it as this token's.
import { AtlanRequestError, currentUser, lifeOf } from "../../client/index.js";
import {
  DiagnosticError,
  isUnknown,
  type Secret,
  type UpdateContext,
} from "../../framework/index.js";
import { IMPORT_SECRETS_FILE } from "../one-time-secret/import-secrets.js";
import { storageFor } from "../one-time-secret/storage.js";
import { reporting } from "../request-diagnostic.js";
import { toRfc3339 } from "../rfc3339.js";
import type { ApiTokenAttributes, TokenState } from "./mapping.js";
import type { TokenSession } from "./token-session.js";

type Context = UpdateContext<TokenSession, ApiTokenAttributes>;
type SecretAttributes = Pick<TokenState, "access_token" | "sealed_access_token">;

/**
 * Null where the plan has not promised it.
 *
 * @throws DiagnosticError when the file does not have it, or it is not this token's
 */
export async function importedSecret(context: Context): Promise<SecretAttributes | null> {
  const { client: session, planned, prior } = context;
  if (!(isUnknown(planned.access_token) || isUnknown(planned.sealed_access_token))) return null;
  const store = await storageFor(planned.seal_to);
  const secret = await session.importSecrets.find(prior.client_id);
  if (secret === null) throw unusable(prior, NOT_GIVEN);
  await checkOwner(context, secret);
  const { plain, sealed } = await store(secret);
  return { access_token: plain, sealed_access_token: sealed };
}

async function checkOwner({ client: session, prior, signal }: Context, secret: Secret) {
  const owner = await reporting({ summary: SUMMARY }, signal, async () => {
    try {
      const { body } = await currentUser(session.client.as(secret), { signal });
      return body.username;
    } catch (error) {
      if (!(error instanceof AtlanRequestError) || error.kind !== "unauthorized") throw error;
      throw unusable(prior, refusedBecause(secret, session.clock.nowMs()));
    }
  });
  if (owner !== prior.username) throw unusable(prior, `it is the secret of ${owner}`);
}

function refusedBecause(secret: Secret, nowMs: number): string {
  const life = lifeOf(secret);
  const hasEnded = life !== null && life.expiresAt.getTime() <= nowMs;
  return hasEnded
    ? `the tenant refuses it (401): it expired at ${toRfc3339(life.expiresAt)}`
    : "the tenant refuses it (401): it was revoked, or it is mistyped or of another tenant";
}

const SUMMARY = "Cannot import the secret of API token";
const NOT_GIVEN = `${IMPORT_SECRETS_FILE} had it when this was planned, and does not name a file that has it now`;

const unusable = ({ client_id, display_name }: TokenState, why: string): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: SUMMARY,
    detail:
      `The secret that ${IMPORT_SECRETS_FILE} gives for ${client_id} (${JSON.stringify(display_name)}) cannot be stored: ${why}. Nothing was changed.\n\n` +
      `Correct the file and apply again. Without the secret, take ${client_id} out of the file or unset ${IMPORT_SECRETS_FILE}: access_token then stays null.`,
    attribute: ["access_token"],
  });
