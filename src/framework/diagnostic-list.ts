// Collects the diagnostics of one RPC, in order.
import { printable } from "../../lib/schema/core/index.js";
import { type Bug, bugDiagnostic } from "./bug-diagnostic.js";
import type { DiagnosticSink } from "./definition.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Product } from "./product.js";

export class DiagnosticList implements DiagnosticSink {
  readonly #diagnostics: Diagnostic[] = [];

  constructor(readonly product: Product) {}

  /** Terraform prints a diagnostic as it is, and most quote something of the tenant's: a name, a creator, an answer. */
  add(...diagnostics: readonly Diagnostic[]): void {
    for (const { summary, detail, ...rest } of diagnostics) {
      this.#diagnostics.push({ ...rest, summary: printable(summary), detail: printable(detail) });
    }
  }

  addBugs(...bugs: readonly Bug[]): void {
    this.add(...bugs.map((bug) => bugDiagnostic(this.product, bug)));
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
