// Proves that a successor can do what its predecessor can: it reads every asset as the successor, and finds as much.
import { countVisibleAssets, type Http, readEntity } from "../../client/index.js";
import { backoffMs, NOT_YET_MS } from "../../deadline.js";
import { nameOf } from "../assets/messages.js";
import { unlessNotYet } from "../principals/readiness.js";
import type { HeldAsset } from "./held-assets.js";
import type { RotationSession } from "./session.js";

export interface Proving {
  readonly successor: { readonly username: string; readonly http: Http };
  /** Acts as the predecessor; null: its secret is not known here, so what it finds cannot be compared. */
  readonly predecessor: Http | null;
  readonly held: readonly HeldAsset[];
  readonly signal: AbortSignal;
}

/** What is wrong still, as a clause; undefined when it is as it should be. */
type Probe = () => Promise<string | undefined>;

/** @returns what the successor cannot be seen to do within a minute, as clauses. @throws what no waiting mends */
export async function proveRights({ clock }: RotationSession, proving: Proving): Promise<string[]> {
  const { signal } = proving;
  const untilMs = clock.elapsedMs() + NOT_YET_MS;
  let probes = probesOf(proving);
  for (let round = 1; ; round++) {
    const results = await Promise.all(
      probes.map(async (probe) => ({ probe, problem: await unlessNotYet(probe, signal) })),
    );
    const open = results.filter(({ problem }) => problem !== undefined);
    const restMs = untilMs - clock.elapsedMs();
    if (open.length === 0 || restMs <= 0) return open.flatMap(({ problem }) => problem ?? []);
    probes = open.map(({ probe }) => probe);
    await clock.sleep(Math.min(backoffMs(round), restMs), signal);
  }
}

function probesOf({ successor, predecessor, held, signal }: Proving): readonly Probe[] {
  const options = { signal, priority: "under_way" } as const;
  const { http, username } = successor;
  const onAssets = held.map(({ entity, lists }) => async () => {
    const { body } = await readEntity(http, entity.guid, options);
    const isHeld = lists.every((list) => body[list].includes(username));
    return isHeld ? undefined : `the ${nameOf(entity)} does not name it yet`;
  });
  if (predecessor === null) return onAssets;
  const bySearch = async () => {
    const [old, its] = await Promise.all([
      countVisibleAssets(predecessor, options),
      countVisibleAssets(http, options),
    ]);
    const isAsMuch = its.body >= old.body;
    return isAsMuch ? undefined : `it finds ${its.body} assets, the old one ${old.body}`;
  };
  return [...onAssets, bySearch];
}
