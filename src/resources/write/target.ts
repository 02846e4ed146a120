// What the writer has to know of a kind of object that others write too: how to read it, what is sent back, how to write it.
import type { CallOptions } from "../../client/index.js";

export interface Target<Seen, Content> {
  /** @throws GoneError when it is not there */
  read(id: string, signal: AbortSignal): Promise<Seen>;
  /** What it holds. */
  heldBy(seen: Seen): Content;
  /** What would be sent if nothing were to change: not always all that it holds. */
  contentOf(seen: Seen): Content;
  isSame(left: Content, right: Content): boolean;
  /** The content, and every entry of the other one's lists that it lacks. */
  withEntriesOf(content: Content, other: Content): Content;
  /** One request, never repeated: the next try starts from a new read. */
  write(
    wanted: { readonly seen: Seen; readonly content: Content },
    options: CallOptions,
  ): Promise<{ readonly durationMs: number }>;
  /** Whether another try, from a new read, may end better. */
  isPassing(error: unknown, id: string): boolean;
  /** Whether our own doing is only not known everywhere yet: waiting for it is no try. */
  isNotYet?(error: unknown, id: string): boolean;
  /** Whether it refuses what is asked for, which may be the fault of one change among several. */
  isRefusal(error: unknown): boolean;
  /** Nobody else knows of the object yet: no other writer to look out for. */
  isOnlyOurs?(id: string): boolean;
}

/** What one resource wants of an object. */
export interface Change<Seen, Content> {
  /** From what the object holds to what it should hold. Applied again to its own result, it changes nothing. */
  readonly merge: (current: Content, seen: Seen) => Content;
  /** Throws when this change must not be made to the object as it is. */
  readonly guard?: (seen: Seen) => void;
  readonly signal: AbortSignal;
}

/** What became of a change that was not refused. */
export interface Held<Seen> {
  /**
   * - `holds`: seen to hold.
   * - `unverified`: written, but stopped, or failed for another `reason`, before it could be seen.
   * - `lost`: written several times, and read back otherwise each time.
   */
  readonly state: "holds" | "unverified" | "lost";
  /** Why nobody has seen it. */
  readonly reason?: unknown;
  /** The object before this writer touched it. */
  readonly before: Seen;
  /** The object as it was last seen. */
  readonly after: Seen;
}
