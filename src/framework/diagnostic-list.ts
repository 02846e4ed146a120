// Collects the diagnostics of one RPC, in order.
import { printable } from "../../lib/schema/index.js";
import type { DiagnosticSink } from "./definition.js";
import type { Diagnostic } from "./diagnostic.js";

export class DiagnosticList implements DiagnosticSink {
  readonly #diagnostics: Diagnostic[] = [];

  /** Terraform prints a diagnostic as it is, and most quote something of the tenant's: a name, a creator, an answer. */
  add(...diagnostics: readonly Diagnostic[]): void {
    for (const { summary, detail, ...rest } of diagnostics) {
      this.#diagnostics.push({ ...rest, summary: printable(summary), detail: printable(detail) });
    }
  }

  get isEmpty(): boolean {
    return this.#diagnostics.length === 0;
  }

  get hasError(): boolean {
    return this.#diagnostics.some(({ severity }) => severity === "error");
  }

  toArray(): readonly Diagnostic[] {
    return [...this.#diagnostics];
  }
}
