// A declared right wins within a run: what some instance of this process stands for, no other instance takes away.

import { withLowerCaseGuid } from "../lookup/same-text.js";
import { keyOf, type Right, rightIn } from "./right.js";

/** What becomes of a right of one instance: known by a mark in its private data, so that it is not its own rival. */
interface Declaration {
  /** Another instance was to take the right, and left it to this one. */
  isInherited: boolean;
}

export class DeclaredRights {
  /** By right and principal, then by the instance's mark. */
  readonly #declared = new Map<string, Map<string, Declaration>>();

  /** From the moment on that a create or update begins. */
  declare(right: Right, mark: string, principals: readonly string[]): void {
    for (const principal of principals) {
      const key = keyOf(right, principal);
      const declarations = this.#declared.get(key) ?? new Map<string, Declaration>();
      if (!declarations.has(mark)) declarations.set(mark, { isInherited: false });
      this.#declared.set(key, declarations);
    }
  }

  /** What an instance lets go of, or declared and could not make true. */
  withdraw(right: Right, mark: string, principals: readonly string[]): void {
    for (const principal of principals) this.#declared.get(keyOf(right, principal))?.delete(mark);
  }

  /** The objects on which some instance stands for a right of these types. */
  objectsOf(types: readonly Pick<Right, "type">[], principal: string): readonly string[] {
    const wanted = types.map(({ type }) => type);
    return [...this.#declared]
      .filter(([, declarations]) => declarations.size > 0)
      .map(([key]) => rightIn(key))
      .filter(
        ({ type, holder }) => wanted.includes(type) && holder === withLowerCaseGuid(principal),
      )
      .map(({ object }) => object);
  }

  /** Whether an instance other than this one stands for the right. */
  isDeclared(right: Right, mark: string, principal: string): boolean {
    return this.#others(right, mark, principal).length > 0;
  }

  /** Leaves a right to the other instances that stand for it: false when none does any more. */
  leave(right: Right, mark: string, principal: string): boolean {
    const others = this.#others(right, mark, principal);
    for (const declaration of others) declaration.isInherited = true;
    return others.length > 0;
  }

  /** Those of the principals whose right another instance left to this one. */
  inherited(right: Right, mark: string, principals: readonly string[]): readonly string[] {
    return principals.filter(
      (principal) => this.#declared.get(keyOf(right, principal))?.get(mark)?.isInherited === true,
    );
  }

  #others(right: Right, mark: string, principal: string): readonly Declaration[] {
    const declarations = this.#declared.get(keyOf(right, principal)) ?? new Map();
    return [...declarations].filter(([other]) => other !== mark).map(([, it]) => it);
  }
}
