// What happens to an API token at plan and apply: map, call, map back.
import { apiToken } from "../../../lib/schema/index.js";
import {
  type Diagnostic,
  DiagnosticError,
  type DiagnosticSink,
  defineResource,
  type ImportContext,
  isUnknown,
  type PrivateData,
  type ReadContext,
  type ResourceDefinition,
  type UpdateContext,
} from "../../framework/index.js";
import { reporting, rethrow } from "../request-diagnostic.js";
import { attributeOf } from "./attribute-of.js";
import { createToken } from "./create.js";
import { deleteToken } from "./delete.js";
import { warnBeforeExpiry } from "./expiry.js";
import { importedSecret } from "./imported-secret.js";
import { findToken } from "./lookup.js";
import {
  type ApiTokenAttributes,
  desiredPatch,
  importedState,
  lacksSecret,
  openState,
  readState,
  type TokenPlan,
  type TokenState,
  updatedState,
  withRetiring,
} from "./mapping.js";
import { noTenantTime } from "./no-tenant-time.js";
import { GONE, LINKS_SEEN, OWN_TOKEN, planToken, SECRET_OFFERED } from "./plan.js";
import { changedByRotation } from "./plan-rotation.js";
import { livingOf, retireUnplanned, warnOfOverdue } from "./predecessors.js";
import { withRotation } from "./read-rotation.js";
import { isLeaked, revokeToken } from "./revoke.js";
import { rotateToken } from "./rotate.js";
import { goneBefore, namedSuccessorOf, successorOf, takenOver } from "./succession.js";
import { byId, parseImportId } from "./token-selector.js";
import type { TokenSession } from "./token-session.js";
import { validateToken } from "./validate.js";

type A = ApiTokenAttributes;

async function read(context: ReadContext<TokenSession, A>): Promise<TokenState | null> {
  const { client: session, prior, privateData, signal, diagnostics } = context;
  session.tokensInState.add(prior.id);
  return await reporting({ summary: "Cannot read API token" }, signal, async () => {
    const expected = { selector: byId(prior.id), createdAt: prior.created_at };
    const { token, tenantNow } = await session.absence.read(expected, signal);
    if (tenantNow === null) diagnostics.add(noTenantTime);
    const retiring = await livingOf(session, prior.retiring, signal);
    if (token === null) return await readGone(context, withRetiring(prior, retiring));
    const successor = await successorOf(session, token, { prior, signal });
    if (successor !== null) {
      throw new DiagnosticError(takenOver(prior, successor, { isGone: false }));
    }
    note(privateData, GONE, false);
    warnOfOverdue(prior, retiring, diagnostics);
    const ownUsername = await session.ownUsername(signal);
    note(privateData, OWN_TOKEN, ownUsername === token.username);
    const areLinksManaged = prior.persona_qualified_names !== null;
    note(privateData, LINKS_SEEN, !areLinksManaged && token.personas.length > 0);
    note(privateData, SECRET_OFFERED, await isSecretOffered(session, prior));
    noteLinks(session, prior, diagnostics);
    const seen = withRetiring(readState(prior, token, tenantNow), retiring);
    const state = withRotation(seen, privateData, { tenantNow, ownUsername });
    warnBeforeExpiry(state, {
      tenantNow,
      withinSeconds: session.warnBeforeExpirySeconds,
      diagnostics,
    });
    return state;
  });
}

const isSecretOffered = async (session: TokenSession, state: TokenState): Promise<boolean> =>
  lacksSecret(state) && (await session.importSecrets.find(state.client_id)) !== null;

/** Its predecessors are only known by this state, so as long as one of them works it is kept. */
async function readGone(
  { client: session, privateData, signal, diagnostics }: ReadContext<TokenSession, A>,
  prior: TokenState,
): Promise<TokenState | null> {
  const successor = await namedSuccessorOf(session, prior, signal);
  if (successor !== null) throw new DiagnosticError(takenOver(prior, successor, { isGone: true }));
  const isKept = prior.retiring.length > 0;
  if (isKept) note(privateData, GONE, true);
  diagnostics.add(isKept ? goneBefore(prior) : gone(prior));
  return isKept ? prior : null;
}

/** Private data that changes is drift, so it is left alone while it says the same. */
function note(privateData: PrivateData, key: string, isSo: boolean): void {
  if ((privateData.get(key) === true) !== isSo) privateData.set(key, isSo);
}

/** The plan of a rotation leaves it to the apply who the token is. */
const isRotation = ({ id }: TokenPlan): boolean => isUnknown(id);

async function update(context: UpdateContext<TokenSession, A>): Promise<TokenState> {
  const { client: session, planned, prior, privateData, signal } = context;
  if (isRotation(planned)) {
    return await (isLeaked(context) ? revokeToken : rotateToken)(context);
  }
  const secret = await importedSecret(context);
  try {
    const outcome = await session.tokenWrites.update(prior.id, {
      resolve: (seen) => desiredPatch(planned, seen),
      signal,
    });
    if (outcome.state === "open") {
      context.keep({ ...openState(planned, prior), ...secret });
      context.diagnostics.add(notChecked(prior));
      throw outcome.reason;
    }
    const state = { ...updatedState(planned, prior), ...secret };
    note(privateData, SECRET_OFFERED, false);
    noteLinks(session, state, context.diagnostics);
    return await retireUnplanned(context, state);
  } catch (error) {
    const pointer = attributeOf(error, planned.persona_qualified_names ?? []);
    rethrow(error, { summary: "Cannot update API token", ...pointer }, signal);
  }
}

function noteLinks(session: TokenSession, state: TokenState, diagnostics: DiagnosticSink): void {
  if (state.persona_qualified_names === null) return;
  session.linkOwners.note([state.id], "token", diagnostics);
}

async function importState(context: ImportContext<TokenSession>): Promise<TokenState> {
  const { client: session, id, privateData, signal } = context;
  const selector = parseImportId(id);
  if (selector === undefined) throw new DiagnosticError(badImportId(id));
  return await reporting({ summary: "Cannot import API token" }, signal, async () => {
    const { token, tenantNow } = await findToken(session, selector, { signal });
    note(privateData, OWN_TOKEN, (await session.ownUsername(signal)) === token.username);
    return importedState(token, tenantNow);
  });
}

const gone = ({ id, display_name }: TokenState): Diagnostic => ({
  severity: "warning",
  summary: `API token ${id} is gone`,
  detail: `The token ${JSON.stringify(display_name)} was deleted outside Terraform. It is dropped from the state; if the configuration still has it, this plan creates a new one, with a new secret.`,
});

const notChecked = ({ id }: TokenState): Diagnostic => ({
  severity: "warning",
  summary: `Update of API token ${id} was not checked`,
  detail:
    "The update was sent, or may have been, and the list of tokens was not read afterwards. The state has the new values, and also the personas that were to be removed. The next plan compares them with the tenant.",
});

const badImportId = (id: string): Diagnostic => ({
  severity: "error",
  summary: "Import id not understood",
  detail:
    `${JSON.stringify(id)} is not the import id of an API token, expected one of:\n` +
    "  - its GUID\n  - its client ID, `apikey-…`\n  - its username, `service-account-apikey-…`\n  - `name:<display name>`",
});

const definition: ResourceDefinition<TokenSession, A> = {
  schema: apiToken,
  validate: validateToken,
  changesInPlace: changedByRotation,
  plan: planToken,
  create: createToken,
  read,
  update,
  createsOnUpdate: isRotation,
  delete: deleteToken,
  importState,
};

export const apiTokenResource = defineResource(definition);
