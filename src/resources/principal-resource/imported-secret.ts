// The secret of a principal that was imported: taken from the file that gives it, once the tenant has accepted it as its own.
import { AtlanRequestError, currentUser, lifeOf } from "../../client/index.js";
import {
  DiagnosticError,
  type ObjectValue,
  type Secret,
  type UpdateContext,
} from "../../framework/index.js";
import { toRfc3339 } from "../../rfc3339.js";
import { IMPORT_SECRETS_FILE } from "../one-time-secret/import-secrets.js";
import { storageFor } from "../one-time-secret/storage.js";
import type { PrincipalAttributes, PrincipalState, Words } from "../principals/kind.js";
import type { PrincipalSession } from "../principals/session.js";
import { reporting } from "../request-diagnostic.js";

type Context = UpdateContext<PrincipalSession, PrincipalAttributes>;

/**
 * Null where the plan has not promised it.
 *
 * @throws DiagnosticError when the file does not have it, or it is not its own
 */
export async function importedSecret(context: Context): Promise<ObjectValue | null> {
  const { client: session, planned, prior } = context;
  const { kind } = session;
  if (!kind.isSecretPlanned(planned)) return null;
  const store = await storageFor(planned.seal_to);
  const secret = await session.importSecrets.find(prior.client_id);
  if (secret === null) throw unusable(kind.words, prior, NOT_GIVEN);
  await checkOwner(context, secret);
  return kind.secretState(await store(secret));
}

async function checkOwner({ client: session, prior, signal }: Context, secret: Secret) {
  const { kind, client } = session;
  const { words } = kind;
  const owner = await reporting({ summary: summaryOf(words) }, signal, async () => {
    try {
      const { body } = await currentUser(kind.api.as(client, prior.client_id, secret), { signal });
      return body.username;
    } catch (error) {
      if (!(error instanceof AtlanRequestError) || error.kind !== "unauthorized") throw error;
      throw unusable(words, prior, refusedBecause(secret, session.clock.nowMs()));
    }
  });
  if (owner !== prior.username) throw unusable(words, prior, `it is the secret of ${owner}`);
}

function refusedBecause(secret: Secret, nowMs: number): string {
  const life = lifeOf(secret);
  const hasEnded = life !== null && life.expiresAt.getTime() <= nowMs;
  return hasEnded
    ? `the tenant refuses it (401): it expired at ${toRfc3339(life.expiresAt)}`
    : "the tenant refuses it (401): it was revoked, or it is mistyped or of another tenant";
}

const summaryOf = ({ noun }: Words): string => `Cannot import the secret of ${noun}`;
const NOT_GIVEN = `${IMPORT_SECRETS_FILE} had it when this was planned, and does not name a file that has it now`;

const unusable = (
  words: Words,
  { client_id, display_name }: PrincipalState,
  why: string,
): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: summaryOf(words),
    detail:
      `The secret that ${IMPORT_SECRETS_FILE} gives for ${client_id} (${JSON.stringify(display_name)}) cannot be stored: ${why}. Nothing was changed.\n\n` +
      `Correct the file and apply again. Without the secret, take ${client_id} out of the file or unset ${IMPORT_SECRETS_FILE}: ${words.secret} then stays null.`,
    attribute: [words.secret],
  });
