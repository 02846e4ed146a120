// The token of a rotation, as messages call it, and its successor while it is made.
import { apiToken } from "../../../lib/schema/index.js";
import type { Rotated } from "../rotation/messages.js";
import { successorName } from "../rotation/names.js";
import type { TokenState } from "./mapping.js";

export const rotatedOf = ({ id, display_name: name }: TokenState): Rotated => ({
  noun: apiToken.noun,
  id,
  name,
});

/** The display name of a successor that has not taken over. It is the same in every run, whatever the configuration says. */
export const unfinishedNameOf = ({ display_name: name, client_id: clientId }: TokenState): string =>
  successorName(name, clientId);
