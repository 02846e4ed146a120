// Why an asset could not be read or changed, before it is known which resource is told so.
import type { AtlanRequestError } from "../../client/index.js";

export interface AssetProblem {
  /** At most 60 characters. */
  readonly summary: string;
  /** What came back, what it means, what to do next. */
  readonly detail: string;
  /** A bearer token would help, so on destroy the way out without one is told too. */
  readonly wantsBearer?: boolean;
  /** It may be the fault of one principal among several that were written together. */
  readonly isRefusal?: boolean;
  /** The attribute of the grant that the problem is about. */
  readonly attribute?: "object" | "principals";
  /** The write may have been done all the same. */
  readonly mayHaveCommitted?: boolean;
}

export class AssetError extends Error {
  readonly code = "ASSET";
  readonly problem: AssetProblem;
  override readonly cause: AtlanRequestError | undefined;

  constructor(problem: AssetProblem, cause?: AtlanRequestError) {
    super(problem.summary, cause && { cause });
    this.name = "AssetError";
    this.problem = problem;
    this.cause = cause;
  }

  get mayHaveCommitted(): boolean {
    return this.problem.mayHaveCommitted ?? this.cause?.mayHaveCommitted ?? false;
  }
}
