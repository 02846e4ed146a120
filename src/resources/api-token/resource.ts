// What happens to an API token at plan and apply: map, call, map back.
import { apiToken } from "../../../lib/schema/index.js";
import { AtlanRequestError, deleteApiToken } from "../../client/index.js";
import { withGrace } from "../../deadline.js";
import {
  type DeleteContext,
  DiagnosticError,
  type DiagnosticSink,
  defineResource,
  type ImportContext,
  type ReadContext,
  type ResourceDefinition,
  type UpdateContext,
} from "../../framework/index.js";
import { attempting, rethrow } from "../request-diagnostic.js";
import type { Session } from "../session.js";
import { blame } from "./blame.js";
import { createToken } from "./create.js";
import { findToken } from "./lookup.js";
import {
  type ApiTokenAttributes,
  desiredPatch,
  importedState,
  readState,
  type TokenState,
  updatedState,
} from "./mapping.js";
import { noTenantTime } from "./no-tenant-time.js";
import { OWN_TOKEN, ownToken, planToken } from "./plan.js";
import { parseImportId } from "./token-selector.js";

type A = ApiTokenAttributes;

/** A deletion under way is awaited for so long when Terraform stops: whether it happened could not be told for minutes. */
const GRACE_MS = 5_000;

async function read(context: ReadContext<Session, A>): Promise<TokenState | null> {
  const { client: session, prior, privateData, signal, diagnostics } = context;
  return await attempting({ summary: "Cannot read API token" }, signal, async () => {
    const selector = { by: "id", value: prior.id } as const;
    const sighting = await session.tokens.find(selector, signal);
    const missing = { selector, createdAt: prior.created_at };
    const token = sighting.token ?? (await session.absence.confirmForRead(missing, signal));
    if (token === null) {
      diagnostics.add(gone(prior));
      return null;
    }
    const { username } = await session.principal(signal);
    privateData.set(OWN_TOKEN, username === token.username);
    noteLinks(session, prior, diagnostics);
    if (sighting.tenantNow === null) diagnostics.add(noTenantTime);
    return readState(prior, token, sighting.tenantNow);
  });
}

async function update(context: UpdateContext<Session, A>): Promise<TokenState> {
  const { client: session, planned, prior, signal } = context;
  try {
    await session.tokenWrites.update(prior.id, {
      resolve: (seen) => desiredPatch(planned, seen),
      signal,
    });
    const state = updatedState(planned, prior);
    noteLinks(session, state, context.diagnostics);
    return state;
  } catch (error) {
    const why = blame(error, planned.persona_qualified_names ?? []);
    rethrow(error, { summary: "Cannot update API token", ...why }, signal);
  }
}

function noteLinks(session: Session, state: TokenState, diagnostics: DiagnosticSink): void {
  if (state.persona_qualified_names === null) return;
  session.linkOwners.note([state.id], "token", diagnostics);
}

async function deleteToken(context: DeleteContext<Session, A>): Promise<void> {
  const { client: session, prior, signal } = context;
  await attempting({ summary: "Cannot delete API token" }, signal, async () => {
    const { username } = await session.principal(signal);
    if (username === prior.username) throw new DiagnosticError(ownToken(prior, "delete"));
    try {
      await deleteApiToken(session.client.apiKey, prior.id, {
        signal: withGrace(signal, GRACE_MS, session.clock),
        beforeSend: () => signal.throwIfAborted(),
      });
    } catch (error) {
      if (!(error instanceof AtlanRequestError)) throw error;
      if (!(await isGoneAfter(context, error))) throw error;
    }
    session.absence.noteDeleted({ id: prior.id, clientId: prior.client_id });
  });
}

/** What settles an answer that is no success. A 404 after an unclear first try is that first try's success. */
async function isGoneAfter(
  { client: session, prior, signal }: DeleteContext<Session, A>,
  error: AtlanRequestError,
): Promise<boolean> {
  const isDeletedHere = error.kind === "not_found" && error.tries > 1;
  const selector = { by: "id", value: prior.id } as const;
  const missing = { selector, createdAt: prior.created_at, isDeletedHere };
  return (await session.absence.confirm(missing, signal)) === null;
}

async function importState(context: ImportContext<Session>): Promise<TokenState> {
  const { client: session, id, signal } = context;
  const selector = parseImportId(id);
  if (selector === undefined) throw new DiagnosticError(badImportId(id));
  return await attempting({ summary: "Cannot import API token" }, signal, async () => {
    const { token, tenantNow } = await findToken(session, selector, { signal });
    return importedState(token, tenantNow);
  });
}

const gone = ({ id, display_name }: TokenState) =>
  ({
    severity: "warning",
    summary: `API token ${id} is gone`,
    detail: `The token ${JSON.stringify(display_name)} was deleted outside Terraform. It is dropped from the state; if the configuration still has it, this plan creates a new one, with a new secret.`,
  }) as const;

const badImportId = (id: string) =>
  ({
    severity: "error",
    summary: "Import id not understood",
    detail:
      `${JSON.stringify(id)} is none of the forms an API token can be imported by:\n` +
      "  - its GUID\n  - its client ID, `apikey-…`\n  - its username, `service-account-apikey-…`\n  - `name:<display name>`",
  }) as const;

const definition: ResourceDefinition<Session, A> = {
  schema: apiToken,
  plan: planToken,
  create: createToken,
  read,
  update,
  delete: deleteToken,
  importState,
};

export const apiTokenResource = defineResource(definition);
