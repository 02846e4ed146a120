// Why a right could not be given or taken, before it is known which resource is told so.

export interface GrantProblem {
  /** At most 60 characters. */
  readonly summary: string;
  /** What came back, what it means, what to do next. */
  readonly detail: string;
  /** A person's bearer token would help, so on destroy the way out without one is told too. */
  readonly wantsPerson?: boolean;
  /** It may be the fault of one principal among several that were written together. */
  readonly isRefusal?: boolean;
  readonly blames?: "thing" | "principals" | undefined;
}

export class GrantError extends Error implements GrantProblem {
  readonly code = "GRANT";
  readonly summary: string;
  readonly detail: string;
  readonly wantsPerson: boolean;
  readonly isRefusal: boolean;
  readonly blames: "thing" | "principals" | undefined;

  constructor(problem: GrantProblem, cause?: Error) {
    super(problem.summary, cause && { cause });
    this.name = "GrantError";
    this.summary = problem.summary;
    this.detail = problem.detail;
    this.wantsPerson = problem.wantsPerson === true;
    this.isRefusal = problem.isRefusal === true;
    this.blames = problem.blames;
  }
}
