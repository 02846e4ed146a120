// What a person reads when something is wrong: a summary, a detail, and the attribute that is at fault.

/** From the top of the object: attribute names and map keys as strings, list indexes as numbers. */
export type AttributePath = readonly (string | number)[];

export interface Diagnostic {
  readonly severity: "error" | "warning";
  /** At most 60 characters, except where the object's id has to be in it (Terraform folds warnings by summary). */
  readonly summary: string;
  /** What was tried, what came back, what it means, what to do next. Never a secret, never a header. */
  readonly detail: string;
  readonly attribute?: AttributePath;
}

/** Thrown by a hook to end its operation with these diagnostics. */
export class DiagnosticError extends Error {
  readonly code = "DIAGNOSTIC";
  readonly diagnostics: readonly Diagnostic[];

  constructor(...diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => diagnostic.summary).join("; "));
    this.name = "DiagnosticError";
    this.diagnostics = diagnostics;
  }
}
