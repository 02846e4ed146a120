// A declared right wins within a run: what some create or update of this process stands for, no other operation of it takes away.

interface Right {
  /** What tells rights on one thing apart: a type name. */
  readonly type: string;
  readonly thing: string;
}

export class DeclaredRights {
  readonly #declared = new Map<string, number>();

  /** From the moment on that an operation begins, and for as long as the process lives. */
  declare(right: Right, principals: readonly string[]): void {
    for (const principal of principals) {
      const key = keyOf(right, principal);
      this.#declared.set(key, (this.#declared.get(key) ?? 0) + 1);
    }
  }

  /** What an operation declared and could not make true is nobody's to stand for. */
  withdraw(right: Right, principals: readonly string[]): void {
    for (const principal of principals) {
      const key = keyOf(right, principal);
      this.#declared.set(key, (this.#declared.get(key) ?? 0) - 1);
    }
  }

  has(right: Right, principal: string): boolean {
    return (this.#declared.get(keyOf(right, principal)) ?? 0) > 0;
  }
}

const keyOf = ({ type, thing }: Right, principal: string): string =>
  JSON.stringify([type, thing, principal]);
