// Who is rotated, as messages call it, and its successor while it is made.
import type { PrincipalState, Words } from "../principals/kind.js";
import type { Rotated } from "./messages.js";
import { successorName } from "./names.js";

export const rotatedOf = (
  { noun }: Words,
  { id, display_name: name }: PrincipalState,
): Rotated => ({
  noun,
  id,
  name,
});

/** The display name of a successor that has not taken over. It is the same in every run, whatever the configuration says. */
export const unfinishedNameOf = ({
  display_name: name,
  client_id: clientId,
}: PrincipalState): string => successorName(name, clientId);
