// Gives a successor the rights on assets that its predecessor holds, and keeps them alike until it takes over.
import { AtlanRequestError, type Entity } from "../../client/index.js";
import { type Diagnostic, DiagnosticError } from "../../framework/index.js";
import { AssetError } from "../assets/asset-error.js";
import { nameOf, namesIn } from "../assets/messages.js";
import { isPutBack } from "../assets/put-back.js";
import type { AssetObject } from "../assets/write.js";
import { requestDiagnostic } from "../request-diagnostic.js";
import type { PrincipalPair } from "../rights/carried-rights.js";
import { GoneError } from "../shared-list/errors.js";
import type { Patch } from "../shared-list/patch.js";
import { rightsOn } from "./asset-rights.js";
import type { HeldAsset } from "./held-assets.js";
import type { RotationSession } from "./session.js";

export interface Carrying extends PrincipalPair {
  readonly held: readonly HeldAsset[];
  readonly signal: AbortSignal;
}

export interface NotCarried {
  readonly entity: Entity;
  readonly problem: Diagnostic;
}

/**
 * Each asset by itself: what one refuses, another may take.
 *
 * @returns what could not be carried, and why
 * @throws the signal's reason
 */
export async function carryAssets(
  session: RotationSession,
  { held, from, to, signal }: Carrying,
): Promise<readonly NotCarried[]> {
  const failed = await Promise.all(
    held.map(async ({ entity }) => {
      for (const right of rightsOn(entity)) session.carried.note(right, { from, to });
      try {
        await writeAsset(session, entity, {
          resolve: (seen) => mirrored(session, seen, { from, to }),
          signal,
        });
        return [];
      } catch (error) {
        // Whoever deleted the asset, its rights went with it.
        if (error instanceof GoneError) return [];
        if (signal.aborted) throw signal.reason;
        return [{ entity, problem: problemOf(error, entity, to) }];
      }
    }),
  );
  return failed.flat();
}

/** An asset that may still have a name, and why it could not be taken off. */
export interface NameLeft {
  readonly entity: Entity;
  readonly error: unknown;
}

/** Takes back what was carried, after a rotation that failed. @returns where the successor's name may be left */
export function takeBackAssets(
  session: RotationSession,
  { held, from, to, signal }: Carrying,
): Promise<readonly NameLeft[]> {
  const entities = held.map(({ entity }) => entity);
  for (const right of entities.flatMap(rightsOn)) session.carried.forget(right, { from, to });
  return takeNameOff(session, to, { entities, signal });
}

/** The name of somebody who is deleted. @returns where it may be left */
export async function takeNameOff(
  session: RotationSession,
  username: string,
  { entities, signal }: { readonly entities: readonly Entity[]; readonly signal: AbortSignal },
): Promise<readonly NameLeft[]> {
  const left = await Promise.all(
    entities.map(async (entity) => {
      try {
        await writeAsset(session, entity, {
          resolve: (seen) => withoutName(username, seen.entity),
          signal,
        });
        return [];
      } catch (error) {
        return error instanceof GoneError ? [] : [{ entity, error }];
      }
    }),
  );
  return left.flat();
}

function withoutName(username: string, entity: Entity): Patch<AssetObject> {
  const { typeName } = entity;
  const lists = rightsOn(entity).filter(
    ({ list }) => !isPutBack({ typeName, list }, entity, username),
  );
  return { remove: Object.fromEntries(lists.map(({ list }) => [list, [username]] as const)) };
}

/** The successor's rights as the predecessor has them now; what something else of this run gives it, it keeps. */
function mirrored(
  { rights }: RotationSession,
  { entity, sets }: AssetObject,
  { from, to }: PrincipalPair,
): Patch<AssetObject> {
  const all = rightsOn(entity);
  const held = all.filter(({ list }) => sets[list].includes(from));
  const lost = all.filter(
    (right) => !held.includes(right) && !rights.isDeclared(right, ROTATION, to),
  );
  const naming = (some: typeof all) =>
    Object.fromEntries(some.map(({ list }) => [list, [to]] as const));
  return { add: naming(held), remove: naming(lost) };
}

/** A mark that no grant has. */
const ROTATION = "rotation";

async function writeAsset(
  { assetWrites }: RotationSession,
  { guid }: Entity,
  change: Parameters<RotationSession["assetWrites"]["change"]>[1],
): Promise<void> {
  const outcome = await assetWrites.change(guid, change);
  if (outcome.state === "open") throw outcome.reason;
  if (outcome.state === "lost") throw new DiagnosticError(notKept(outcome.after.entity));
}

const SUMMARY = "Cannot carry a right to the new secret";

function problemOf(error: unknown, entity: Entity, successor: string): Diagnostic {
  if (error instanceof AssetError) {
    const { summary, detail, attribute } = error.problem;
    // The only principal that is added.
    if (attribute === "principals") return unknownSuccessor(error, successor);
    return { severity: "error", summary, detail };
  }
  if (error instanceof AtlanRequestError) {
    const aftermath = `The right is one on the ${nameOf(entity)}.`;
    return requestDiagnostic(error, { summary: SUMMARY, aftermath });
  }
  if (error instanceof DiagnosticError) {
    const [first] = error.diagnostics;
    if (first !== undefined) return first;
  }
  throw error;
}

const unknownSuccessor = ({ cause, problem }: AssetError, successor: string): Diagnostic => ({
  severity: "error",
  summary: SUMMARY,
  detail: `${cause?.message ?? problem.summary}. The tenant does not know ${successor}, the successor that this run has made. Perhaps another run rotates the same token at the same time, and has deleted it as the leftover of a killed run. Let one run at a time change a state, and apply again.`,
});

const notKept = (entity: Entity): Diagnostic => ({
  severity: "error",
  summary: SUMMARY,
  detail: `The ${nameOf(entity)} was written several times, and shows something else each time: its admins are ${namesIn(entity.adminUsers)}. Another program is probably writing it at the same time. Find it, or let it finish, and apply again.`,
});
