// Whether objects have been read since the provider was configured. Terraform reads what it plans for, but with
// -refresh=false, and reads nothing while it applies: so this tells whether a plan may still replace an object.
export class Reads {
  #areAny = false;

  /** With ConfigureProvider: a host that keeps one process for several runs configures it for each. */
  forget(): void {
    this.#areAny = false;
  }

  note(): void {
    this.#areAny = true;
  }

  get areAny(): boolean {
    return this.#areAny;
  }
}
