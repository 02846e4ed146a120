// Which attribute a tenant's refusal is about, from its words: `/api/service` has no field for it.
import { AtlanRequestError } from "../../client/index.js";
import type { FailureReport } from "../request-diagnostic.js";

type Pointer = Pick<FailureReport, "attribute" | "hint">;

const PERSONAS: Pointer = {
  attribute: ["persona_qualified_names"],
  hint: "A persona is named by its qualified name, such as default/Qm3xTnV8kLp0aYcZr7WdEs, not by the name people see. The data source atlan_persona finds it by that name.",
};

const BY_WORD: readonly (readonly [RegExp, Pointer])[] = [
  [/persona/i, PERSONAS],
  [/validity|lifespan/i, { attribute: ["validity_seconds"] }],
  [/display ?name/i, { attribute: ["display_name"] }],
  [/description/i, { attribute: ["description"] }],
];

/** Empty when nothing in the refusal points at an attribute. */
export function attributeOf(error: unknown, personas: readonly string[]): Pointer {
  if (!(error instanceof AtlanRequestError)) return {};
  const message = error.tenantMessage ?? "";
  if (personas.some((name) => message.includes(name))) return PERSONAS;
  return BY_WORD.find(([word]) => word.test(message))?.[1] ?? {};
}
