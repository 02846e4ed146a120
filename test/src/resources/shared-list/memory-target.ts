// A list in memory that others write too, as a target of the writer: other writers meddle at chosen moments.
import { BatchedWriter } from "../../../../src/resources/shared-list/batch.js";
import type { FailureClass } from "../../../../src/resources/shared-list/errors.js";
import type { Outcome } from "../../../../src/resources/shared-list/pending-change.js";
import type { Target } from "../../../../src/resources/shared-list/target.js";
import { virtualClock } from "../../../virtual-clock.js";

export type Names = readonly string[];

export interface Listed {
  readonly values: { readonly title: string };
  readonly sets: { readonly names: Names };
}

/** An answer of the tenant's, which the target classifies by its name. */
export class Answer extends Error {
  constructor(
    readonly is: FailureClass,
    readonly mayHaveCommitted = false,
  ) {
    super(is);
  }
}

export interface MemoryOptions {
  /** Runs after each write, with how many there were; it may change the list, or throw for the tenant. */
  readonly meddle?: (object: { names: Names }, writes: number) => void;
  readonly isReadLate?: boolean;
  /** @default 10 */
  readonly writeMs?: number;
  /** What a name that begins with `bad` is refused with. */
  readonly refusal?: FailureClass;
}

export const never = new AbortController().signal;

export function memory(start: Names, options: MemoryOptions = {}) {
  const { meddle = () => {}, refusal = "refused", isReadLate = false, writeMs = 10 } = options;
  const object = { names: start };
  const clock = virtualClock();
  /** What reads show instead, as long as it is set. */
  const shown: { names: Names | undefined } = { names: undefined };
  const seen = { reads: 0, writes: [] as Names[], waitBeforeSendMs: [] as number[] };
  const listed = (names: Names): Listed => ({ values: { title: "" }, sets: { names } });
  const target: Target<Listed> = {
    read: async () => {
      seen.reads += 1;
      return listed(shown.names ?? object.names);
    },
    write: async ({ wanted }, { beforeSend }) => {
      const waitMs = seen.waitBeforeSendMs.shift() ?? 0;
      if (waitMs > 0) await clock.sleep(waitMs, never);
      beforeSend?.();
      const { names } = wanted.sets;
      seen.writes.push(names);
      // As the metastore: who is unknown may stay, but not come.
      const added = names.filter((name) => !object.names.includes(name));
      if (added.some((name) => name.startsWith("bad"))) throw new Answer(refusal);
      object.names = names;
      meddle(object, seen.writes.length);
      return { written: wanted, durationMs: writeMs };
    },
    classify: (error) => (error instanceof Answer ? error.is : "final"),
    isReadLate,
  };
  const writer = new BatchedWriter(target, { clock, maxRetries: 0 });
  const patching = (patch: { add?: { names: Names }; remove?: { names: Names } }) => () => patch;
  return {
    object,
    shown,
    clock,
    seen,
    writer,
    target,
    listed,
    add: (name: string, signal = new AbortController().signal): Promise<Outcome<Listed>> =>
      writer.change("it", { resolve: patching({ add: { names: [name] } }), signal }),
    remove: (name: string, signal = new AbortController().signal): Promise<Outcome<Listed>> =>
      writer.change("it", { resolve: patching({ remove: { names: [name] } }), signal }),
  };
}

export const statesOf = (settled: readonly PromiseSettledResult<{ readonly state: string }>[]) =>
  settled.map((one) => (one.status === "fulfilled" ? one.value.state : "refused"));
