// What was written, several times, and read back otherwise each time.
import { type Diagnostic, DiagnosticError } from "../../framework/index.js";

export class DoesNotHoldError<Seen = unknown> extends DiagnosticError {
  /** The object before this writer touched it. */
  readonly before: Seen;
  /** The object as it was last seen. */
  readonly after: Seen;

  constructor(diagnostic: Diagnostic, { before, after }: { before: Seen; after: Seen }) {
    super(diagnostic);
    this.before = before;
    this.after = after;
  }
}
