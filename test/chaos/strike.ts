// Makes a round's troubles happen: faults before the apply starts, signals and clock jumps at their moment during it.

import { setTimeout as sleep } from "node:timers/promises";
import { treeOf } from "../../scripts/process-tree.js";
import type { Fault, FaultOperation } from "../../src/tenant/index.js";
import type { RunningCommand } from "../../src/testing/index.js";
import type { TestControl } from "../tenant-control.js";
import type { Landmarks } from "./landmarks.js";
import { type Right, right } from "./rights.js";
import {
  isFault,
  isSignal,
  type Meddling,
  type Moment,
  REQUESTS,
  type SignalKind,
  type Trouble,
} from "./trouble.js";

const POLL_MS = 10;
const SECOND_SIGNAL_MS = 300;

/** What meddling needs to know of the round. */
export interface Aims {
  readonly landmarks: Landmarks;
  /** Of the first graph. */
  readonly declared: readonly Right[];
  /** Ids of tokens of the first graph. Of a client that is gone nothing proves that it is, where the state has no other one. */
  readonly tokens: readonly string[];
}

/** A fault, and what it gives to others when it strikes. */
export interface AimedFault {
  readonly trouble: Trouble;
  readonly fault: Fault;
  readonly gives: readonly Right[];
}

/** The operation that takes a right away past all rules. */
function taking(held: Right): FaultOperation {
  const [kind = "", object = "", principal = ""] = held.split(" ");
  const change = { guid: object, usernames: [principal] };
  if (kind === "viewer-of-collection") return { removeViewerUsers: change };
  if (kind !== "linked-to-persona") return { removeAdminUsers: change };
  return { unlinkPersona: { tokenGuid: principal, personaQualifiedName: object } };
}

interface Aimed {
  readonly fault: Fault;
  readonly gives?: readonly Right[];
}

/** Nothing when the round has nothing that it could hit. */
function aimMeddling(meddling: Meddling, aims: Aims): Aimed | undefined {
  const { landmarks } = aims;
  if ("adds" in meddling) {
    const guid = landmarks.asset(meddling.type, meddling.to);
    const given =
      meddling.type === "connection" ? "atlan_connection_admin" : "atlan_collection_editor";
    const operation = { addAdminUsers: { guid, usernames: [meddling.adds] } };
    return {
      fault: { match: { method: "GET", path: `entity/guid/${guid}` }, do: { before: [operation] } },
      gives: [right(given, guid, meddling.adds)],
    };
  }
  if ("links" in meddling) {
    const { id } = landmarks.token(meddling.links);
    const persona = landmarks.persona(meddling.persona);
    const operation = { linkPersona: { tokenGuid: id, personaQualifiedName: persona } };
    return {
      fault: { match: { method: "POST", path: `apikeys/${id}` }, do: { after: [operation] } },
      gives: [right("atlan_token_persona_binding", persona, id)],
    };
  }
  const match = REQUESTS[meddling.request];
  const { skip, nth } = meddling;
  if ("takes" in meddling) {
    const held = aims.declared[nth % aims.declared.length];
    if (held === undefined) return undefined;
    return { fault: { match, skip, do: { before: [taking(held)] } } };
  }
  const guid = aims.tokens[nth % aims.tokens.length];
  return guid === undefined
    ? undefined
    : { fault: { match, skip, do: { before: [{ deleteToken: { guid } }] } } };
}

/** The troubles that the tenant makes by itself. */
export function aimFaults(troubles: readonly Trouble[], aims: Aims): readonly AimedFault[] {
  return troubles.flatMap((trouble): readonly AimedFault[] => {
    if (isFault(trouble)) {
      const { request, skip, times, effect } = trouble;
      return [{ trouble, fault: { match: REQUESTS[request], skip, times, do: effect }, gives: [] }];
    }
    if (trouble.kind !== "another writer") return [];
    const aimed = aimMeddling(trouble.meddling, aims);
    return aimed === undefined ? [] : [{ trouble, gives: [], ...aimed }];
  });
}

/** Those of which at least one time is used up. */
export function struckFaults(
  aimed: readonly AimedFault[],
  pending: readonly Fault[],
): readonly AimedFault[] {
  const left = pending.map(({ match, do: effect, times }) =>
    JSON.stringify([match, effect, times]),
  );
  return aimed.filter(({ fault: { match, do: effect, times = 1 } }) => {
    const untouched = left.indexOf(JSON.stringify([match, effect, times]));
    if (untouched >= 0) left.splice(untouched, 1);
    return untouched < 0;
  });
}

function kill(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended by itself between the look and the signal.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

const SIGNALS: Readonly<
  Record<SignalKind, (pid: number, children: readonly number[]) => Promise<void> | void>
> = {
  "plugin killed": (_pid, children) => {
    for (const child of children) kill(child, "SIGKILL");
  },
  "engine killed": (pid) => kill(pid, "SIGKILL"),
  "both killed": (pid) => kill(-pid, "SIGKILL"),
  interrupted: (pid) => kill(-pid, "SIGINT"),
  "interrupted twice": async (pid) => {
    kill(-pid, "SIGINT");
    await sleep(SECOND_SIGNAL_MS);
    kill(-pid, "SIGINT");
  },
};

async function isReached({ request, count }: Moment, control: TestControl): Promise<boolean> {
  const { method, path } = REQUESTS[request];
  const sent = [...(await control.requests()), ...(await control.signIns())];
  return (
    sent.filter((one) => one.method === method && new RegExp(path).test(one.path)).length >= count
  );
}

export interface Struck {
  readonly trouble: Trouble;
  /** What the engine had started. */
  readonly children: readonly number[];
}

/** Waits for the moment and strikes; nothing when the run ends first. */
export async function strikeAtMoment(
  trouble: Trouble,
  engine: RunningCommand,
  control: TestControl,
): Promise<Struck | undefined> {
  if (!("moment" in trouble)) return undefined;
  let hasEnded = false;
  const noticed = engine.ended.then(() => {
    hasEnded = true;
  });
  while (!(hasEnded || (await isReached(trouble.moment, control)))) await sleep(POLL_MS);
  await Promise.race([sleep(trouble.moment.afterMs), noticed]);
  if (hasEnded) return undefined;
  const children = treeOf(engine.pid).filter((pid) => pid !== engine.pid);
  if (isSignal(trouble)) await SIGNALS[trouble.kind](engine.pid, children);
  else await control.advance(trouble.seconds);
  return { trouble, children };
}
