// What a plan knows of roles, and tells of one: Create and Read note those of the workspace, since a plan makes no request.
import { isDeepStrictEqual } from "node:util";
import { AtlanRequestError } from "../../client/index.js";
import type { DiagnosticSink, PrivateData } from "../../framework/index.js";
import { type KnownRoles, type RoleWords, roleAmong } from "./known-roles.js";

/** Of private data; what has to be an array of {@link RoleWords} is only there where they could be listed. */
const ROLES = "roles";
/** Of what the delete of a replaced one is told: the role of the new one. */
const ROLE = "role";

/** A list that cannot be read is no reason to fail a Read: what needs a role asks for the list again, and says why it failed. */
export async function noteRoles(
  privateData: PrivateData,
  roles: KnownRoles,
  signal: AbortSignal,
): Promise<void> {
  const listed = await roles.all(signal).catch((error: unknown) => {
    if (signal.aborted || !(error instanceof AtlanRequestError)) throw error;
    return [];
  });
  const words = listed.map(({ name, label }): RoleWords => ({ name, label }));
  // Private data that changes is drift, so it is left alone while it says the same.
  if (!isDeepStrictEqual(privateData.get(ROLES), words)) privateData.set(ROLES, words);
}

/** The name of the role that is called so: what it is called where no roles have been noted, or none is called so. */
export function nameOfPlanned(role: string, privateData: Pick<PrivateData, "get">): string {
  const found = amongNoted(role, privateData);
  return found !== null && "role" in found ? found.role.name : role.trim();
}

/** An error where roles have been noted, and none or several of them are called so. */
export function checkPlannedRole(
  role: string,
  privateData: Pick<PrivateData, "get">,
  diagnostics: DiagnosticSink,
): void {
  const found = amongNoted(role, privateData);
  if (found !== null && "refusal" in found) diagnostics.add(found.refusal);
}

/** For the delete of the one in whose place a new one comes with this role. */
export const tellPlannedRole = (role: string, successorData: Pick<PrivateData, "set">): void =>
  successorData.set(ROLE, role);

/** Looks for the role that the delete was told. @throws DiagnosticError where there is none, or several are called so */
export async function requirePlannedRole(
  successorData: Pick<PrivateData, "get">,
  roles: KnownRoles,
  signal: AbortSignal,
): Promise<void> {
  const role = successorData.get(ROLE);
  if (typeof role === "string") await roles.find(role, signal);
}

/** Null: no roles have been noted. */
function amongNoted(role: string, privateData: Pick<PrivateData, "get">) {
  const noted = privateData.get(ROLES);
  const isNoted = Array.isArray(noted) && noted.length > 0;
  return isNoted ? roleAmong(noted as readonly RoleWords[], role) : null;
}
