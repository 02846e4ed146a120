// What the constructs need to know of a persona.

/** A persona of the tenant, wherever it comes from. */
export interface IAtlanPersona {
  /** The persona's qualified name, `default/…`: what tokens are linked by. */
  readonly qualifiedName: string;
}

/** @param persona callers without types may hand over anything; validation tells them */
export const qualifiedNameOf = (persona: IAtlanPersona | string | undefined): string | undefined =>
  typeof persona === "string" ? persona : persona?.qualifiedName;
