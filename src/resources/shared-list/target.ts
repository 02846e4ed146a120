// A kind of object that others write too: all that the write loop has to know of it.
import type { CallOptions } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import type { FailureClass } from "./errors.js";
import type { SharedObject } from "./patch.js";

export interface WriterOptions {
  readonly clock: Clock;
  /** Beyond the first try. */
  readonly maxRetries: number;
}

export interface Step<O extends SharedObject> {
  readonly seen: O;
  readonly wanted: O;
}

export interface Written<O extends SharedObject> {
  readonly written: O;
  readonly durationMs: number;
}

export interface Target<O extends SharedObject> {
  /**
   * The object as it is now.
   *
   * @param isRecent within a minute of our own create or write of the object
   * @throws GoneError when it is not there
   */
  read(id: string, signal: AbortSignal, isRecent: boolean): Promise<O>;
  /** One request, never repeated: the next try starts from a new read. It may carry only a part of what is wanted. */
  write(step: Step<O>, options: CallOptions): Promise<Written<O>>;
  /** @param isRecent within a minute of our own create or write of the object */
  classify(error: unknown, isRecent: boolean): FailureClass;
  /** Reads may show what was written only after up to a minute. */
  readonly isReadLate?: boolean;
}
