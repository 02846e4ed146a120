// How constructs take a persona: as an object, or by its qualified name.
import type { PropertyLiteral } from "./core";

export const PERSONA = "a persona, such as a DataAtlanPersona, or its qualified name";

export const QUALIFIED_NAME = {
  pattern: /^[^\s/]+\/\S+$/,
  expected: "a qualified name, such as default/4f7dkLmPq2",
  hint: "a persona's name is looked up with DataAtlanPersona.fromName",
} as const satisfies PropertyLiteral;
