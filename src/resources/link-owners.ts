// Who manages the personas of a token in this configuration: the token's own set, or bindings. Both at once undo each other.
import type { Diagnostic, DiagnosticSink } from "../framework/index.js";

type Owner = "token" | "binding";

/** Known is what Read, create and update have come across so far; the constructs refuse it before. */
export class LinkOwners {
  readonly #ownersOf = new Map<string, Set<Owner>>();
  readonly #warned = new Set<string>();

  /** Notes an owner, and warns once of a token that has both. */
  note(tokenIds: readonly string[], owner: Owner, diagnostics: DiagnosticSink): void {
    for (const id of tokenIds) {
      const owners = this.#ownersOf.get(id) ?? new Set();
      this.#ownersOf.set(id, owners.add(owner));
      if (owners.size < 2 || this.#warned.has(id)) continue;
      this.#warned.add(id);
      diagnostics.add(contradiction(id));
    }
  }
}

const contradiction = (id: string): Diagnostic => ({
  severity: "warning",
  summary: `API token ${id} has its personas managed twice`,
  detail:
    "Its atlan_api_token sets persona_qualified_names, which means exactly these personas, and an atlan_token_persona_binding links it to a persona as well. " +
    "Each apply of the one undoes the other. Leave persona_qualified_names out, or drop the binding and name its persona in persona_qualified_names.",
});
