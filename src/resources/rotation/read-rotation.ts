// What Read says of a rotation: whether it is time, and which predecessors are due.
import type { PrivateData } from "../../framework/index.js";
import type { PrincipalState } from "../principals/kind.js";
import { OWN_PREDECESSOR } from "./notes.js";
import { lifeOf, withRetiring } from "./state.js";
import { countedFrom, isReady, type Retiring, retiringNow, rotateAt } from "./triggers.js";

/** In private data: from when `rotate_every_seconds` counts, where that is not the creation. It changes together with `rotate_at`. */
const COUNTED_FROM = "rotation_counted_from";

interface Seen {
  readonly tenantNow: Date | null;
  /** Who the run signs in as. */
  readonly ownUsername: string;
}

/** @param state with the predecessors that are still there */
export function withRotation(
  state: PrincipalState,
  privateData: PrivateData,
  { tenantNow, ownUsername }: Seen,
): PrincipalState {
  const known = privateData.get(COUNTED_FROM);
  const noted = typeof known === "string" ? known : null;
  const from = countedFrom({ ...state, ...lifeOf(state) }, { noted, tenantNow });
  if (from !== noted) privateData.set(COUNTED_FROM, from);
  const rotate_at = rotateAt(state.rotation, lifeOf(state), from);
  const retiring = retiringNow(state, { tenantNow, ownUsername });
  noteOwn(privateData, retiring, ownUsername);
  const ready_for_rotation = isReady(state, rotate_at, tenantNow);
  return withRetiring({ ...state, ready_for_rotation, rotate_at }, retiring);
}

function noteOwn(privateData: PrivateData, retiring: readonly Retiring[], own: string): void {
  const id = retiring.find(({ username }) => username === own)?.id ?? null;
  if ((privateData.get(OWN_PREDECESSOR) ?? null) !== id) privateData.set(OWN_PREDECESSOR, id);
}
