// The principals that this run makes: known by their claim while they are being made, by their GUID from then on.
import type { PrincipalRecord } from "./kind.js";

export class OwnCreates {
  readonly #claims = new Set<string>();
  readonly #ids = new Set<string>();

  /** Before the first POST. The claim of a create that fails stays: its error has told of it. */
  begin(claim: string): void {
    this.#claims.add(claim);
  }

  /** Another one with the same claim is a duplicate from here on. */
  made(claim: string, { id }: Pick<PrincipalRecord, "id">): void {
    this.#claims.delete(claim);
    this.#ids.add(id);
  }

  has({ id, description }: Pick<PrincipalRecord, "id" | "description">): boolean {
    return this.#ids.has(id) || this.#claims.has(description);
  }
}
