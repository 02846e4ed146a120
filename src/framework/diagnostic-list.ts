// What one RPC has to say, in the order it was found.

import type { DiagnosticSink } from "./definition.js";
import type { Diagnostic } from "./diagnostic.js";

export class DiagnosticList implements DiagnosticSink {
  readonly #diagnostics: Diagnostic[] = [];

  add(...diagnostics: readonly Diagnostic[]): void {
    this.#diagnostics.push(...diagnostics);
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
