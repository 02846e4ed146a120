// A point in time as the protocol has it.
import type { Timestamp } from "../generated/google/protobuf/timestamp.js";

const MS_PER_SECOND = 1000;
const NANOS_PER_MS = 1_000_000;

/** @param atMs milliseconds since 1970; null for never. */
export function timestampMessage(atMs: number | null): Timestamp | undefined {
  if (atMs === null) return undefined;
  const seconds = Math.floor(atMs / MS_PER_SECOND);
  const nanos = Math.round((atMs - seconds * MS_PER_SECOND) * NANOS_PER_MS);
  return { seconds: BigInt(seconds), nanos };
}
