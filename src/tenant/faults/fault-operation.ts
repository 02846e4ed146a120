// Runs `before` and `after`: what another writer does at the worst moment, past all rules.
import type { AssetAttributes } from "../entities.js";
import type { World } from "../world.js";
import type { FaultOperation, PersonaLinkChange, UserListChange } from "./fault.js";

export const OPERATION_NAMES: readonly string[] = [
  "addAdminUsers",
  "removeAdminUsers",
  "addViewerUsers",
  "removeViewerUsers",
  "linkPersona",
  "unlinkPersona",
  "deleteToken",
];

/** What an operation names does not exist: the test that gave it is mistaken. */
export class FaultOperationError extends Error {
  readonly code = "TENANT_FAULT_OPERATION";
  override readonly name = "FaultOperationError";
}

type ListEdit = {
  readonly list: "adminUsers" | "viewerUsers";
  readonly edit: (names: readonly string[]) => string[];
};

function editList(world: World, guid: string, { list, edit }: ListEdit): void {
  const history = world.store.assets.get(guid);
  if (history === undefined)
    throw new FaultOperationError(`Cannot change ${list} of ${guid}: no such asset in the tenant`);
  const now = world.clock.now();
  const changed: Partial<AssetAttributes> = { [list]: edit(history.current.attributes[list]) };
  const attributes = { ...history.current.attributes, ...changed };
  history.write({ ...history.current, attributes, updateTime: now }, now);
}

const adding = (usernames: readonly string[]) => (names: readonly string[]) => [
  ...new Set([...names, ...usernames]),
];
const removing = (usernames: readonly string[]) => (names: readonly string[]) =>
  names.filter((name) => !usernames.includes(name));

function editLinks(
  world: World,
  { tokenGuid, personaQualifiedName }: PersonaLinkChange,
  isLinked: boolean,
): void {
  const token = world.store.tokens.get(tokenGuid);
  if (token === undefined)
    throw new FaultOperationError(
      `Cannot change personas of ${tokenGuid}: no such token in the tenant`,
    );
  const others = token.personaLinks.filter((link) => link.qualifiedName !== personaQualifiedName);
  const link = { qualifiedName: personaQualifiedName, linkedAt: world.clock.now() };
  world.store.tokens.set(tokenGuid, {
    ...token,
    personaLinks: isLinked ? [...others, link] : others,
  });
}

/** Deleting a token that is gone already is no error; anything else that names nothing is. Throws a FaultOperationError. */
export function runOperation(world: World, operation: FaultOperation): void {
  const edit = ({ guid }: UserListChange, change: ListEdit) => editList(world, guid, change);
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
  } else if ("linkPersona" in operation) editLinks(world, operation.linkPersona, true);
  else if ("unlinkPersona" in operation) editLinks(world, operation.unlinkPersona, false);
  else world.store.removeToken(operation.deleteToken.guid);
}
