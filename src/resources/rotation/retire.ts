// The end of a predecessor: it is deleted, and then its name is taken off the assets that go on naming it, as far as anybody may.
import { AtlanRequestError, type Entity } from "../../client/index.js";
import type { DiagnosticSink } from "../../framework/index.js";
import type { ActingToken } from "../assets/credentials.js";
import { rightsOn } from "./asset-rights.js";
import { takeNameOff } from "./carry.js";
import { findHeldAssets } from "./held-assets.js";
import { type Predecessor, stillNamed } from "./messages.js";
import type { RotationSession } from "./session.js";

export interface Retirement {
  /** Deletes it for good, as its kind is deleted. That it is gone already is no failure. */
  readonly remove: () => Promise<void>;
  /** Its successor, which may write what it was given; null where its secret is not known here. */
  readonly successor: ActingToken | null;
  readonly diagnostics: DiagnosticSink;
  readonly signal: AbortSignal;
}

/** @throws what `remove` throws. What comes after it is told as a warning: it is deleted all the same */
export async function retire(
  session: RotationSession,
  predecessor: Predecessor,
  retirement: Retirement,
): Promise<void> {
  const { diagnostics, signal } = retirement;
  const { username } = predecessor;
  await retirement.remove();
  session.acting.forget(username);
  try {
    const entities = await assetsNaming(session, username, retirement);
    const left = await takeNameOff(session, username, { entities, signal });
    if (left.length > 0) diagnostics.add(stillNamed(predecessor, left, null));
  } catch (error) {
    if (!(signal.aborted || error instanceof AtlanRequestError)) throw error;
    diagnostics.add(stillNamed(predecessor, [], error));
  }
}

/** As the provider sees them, and as the successor does. */
async function assetsNaming(
  session: RotationSession,
  username: string,
  { successor, signal }: Retirement,
): Promise<readonly Entity[]> {
  // The successor first: where it is seen to be an admin, it may be asked for the other's name, too.
  const its = successor && (await findHeldAssets(session, successor, signal));
  const seen = await findHeldAssets(session, { username, http: null }, signal);
  const found = [...(its?.assets ?? []), ...seen.assets].map(({ entity }) => entity);
  const naming = found.filter((entity) =>
    rightsOn(entity).some(({ list }) => entity[list].includes(username)),
  );
  return [...new Map(naming.map((entity) => [entity.guid, entity])).values()];
}
