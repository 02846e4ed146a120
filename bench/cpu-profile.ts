// Reads V8's CPU profiles: where the time of the longest one went, by function and by source file. Pure.

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: CallFrame;
}

export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  /** Microseconds. */
  readonly timeDeltas: readonly number[];
}

export interface SelfTime {
  readonly place: string;
  readonly selfMs: number;
}

const nameOf = ({ functionName, url, lineNumber }: CallFrame): string => {
  const name = functionName === "" ? "(anonymous)" : functionName;
  return url === "" ? name : `${name}  ${url.split("/").at(-1)}:${lineNumber + 1}`;
};

/** Most first; what V8 calls `(idle)` is waiting, not work. */
export function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): readonly SelfTime[] {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const totals = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const place = places.get(id) ?? "(unknown)";
    totals.set(place, (totals.get(place) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  }
  return [...totals]
    .map(([place, selfMs]) => ({ place, selfMs }))
    .toSorted((one, other) => other.selfMs - one.selfMs);
}

export const sampleCount = ({ samples }: CpuProfile): number => samples.length;
