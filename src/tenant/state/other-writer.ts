// Runs `before` and `after`: what another writer does at the worst moment, past all rules.

import type { FaultOperation, PersonaLinkChange, UserListChange } from "../faults/fault.js";
import type { AssetHistory } from "./asset-history.js";
import type { AssetAttributes } from "./entities.js";
import type { TenantState } from "./tenant-state.js";

/** What an operation names does not exist: the test that gave it is mistaken. */
export class FaultOperationError extends Error {
  readonly code = "TENANT_FAULT_OPERATION";
  override readonly name = "FaultOperationError";
}

type ListEdit = {
  readonly list: "adminUsers" | "viewerUsers";
  readonly edit: (names: readonly string[]) => string[];
};

function requireAsset(state: TenantState, guid: string, attempt: string): AssetHistory {
  const history = state.store.assets.get(guid);
  if (history !== undefined) return history;
  throw new FaultOperationError(`Cannot ${attempt} ${guid}: no such asset in the tenant`);
}

function editList(state: TenantState, guid: string, { list, edit }: ListEdit): void {
  const history = requireAsset(state, guid, `change ${list} of`);
  const now = state.clock.now();
  const changed: Partial<AssetAttributes> = { [list]: edit(history.current.attributes[list]) };
  const attributes = { ...history.current.attributes, ...changed };
  history.write({ ...history.current, attributes, updateTime: now }, now);
}

/** Softly, as the product's own "archive" does: it can still be read by GUID. */
function deleteAsset(state: TenantState, guid: string): void {
  const history = requireAsset(state, guid, "delete asset");
  const now = state.clock.now();
  history.write({ ...history.current, status: "DELETED", updateTime: now }, now);
}

const adding = (usernames: readonly string[]) => (names: readonly string[]) => [
  ...new Set([...names, ...usernames]),
];
const removing = (usernames: readonly string[]) => (names: readonly string[]) =>
  names.filter((name) => !usernames.includes(name));

function editLinks(
  state: TenantState,
  { tokenGuid, personaQualifiedName }: PersonaLinkChange,
  isLinked: boolean,
): void {
  const token = state.store.tokens.get(tokenGuid);
  if (token === undefined)
    throw new FaultOperationError(
      `Cannot change personas of ${tokenGuid}: no such token in the tenant`,
    );
  const others = token.personaLinks.filter((link) => link.qualifiedName !== personaQualifiedName);
  const link = { qualifiedName: personaQualifiedName, linkedAt: state.clock.now() };
  const personaLinks = isLinked ? [...others, link] : others;
  state.store.tokens.put({ ...token, personaLinks }, state.clock.now());
}

/** Deleting a token or OAuth client that is gone already is no error; anything else that names nothing is. Throws a FaultOperationError. */
export function runOperation(state: TenantState, operation: FaultOperation): void {
  const edit = ({ guid }: UserListChange, change: ListEdit) => editList(state, guid, change);
  if ("addAdminUsers" in operation) {
    const { addAdminUsers: change } = operation;
    edit(change, { list: "adminUsers", edit: adding(change.usernames) });
  } else if ("removeAdminUsers" in operation) {
    const { removeAdminUsers: change } = operation;
    edit(change, { list: "adminUsers", edit: removing(change.usernames) });
  } else if ("addViewerUsers" in operation) {
    const { addViewerUsers: change } = operation;
    edit(change, { list: "viewerUsers", edit: adding(change.usernames) });
  } else if ("removeViewerUsers" in operation) {
    const { removeViewerUsers: change } = operation;
    edit(change, { list: "viewerUsers", edit: removing(change.usernames) });
  } else if ("linkPersona" in operation) editLinks(state, operation.linkPersona, true);
  else if ("unlinkPersona" in operation) editLinks(state, operation.unlinkPersona, false);
  else if ("deleteAsset" in operation) deleteAsset(state, operation.deleteAsset.guid);
  else if ("deleteToken" in operation)
    state.store.removeToken(operation.deleteToken.guid, state.clock.now());
  else state.store.removeOAuthClient(operation.deleteOAuthClient.guid, state.clock.now());
  state.onChange();
}
