// Which attribute a tenant's refusal is about, from its words: `/api/service` has no field for it.
import { AtlanRequestError } from "../../client/index.js";
import type { FailureReport } from "../request-diagnostic.js";
import type { PrincipalKind } from "./kind.js";

type Pointer = Pick<FailureReport, "attribute" | "hint">;

const PERSONAS: Pointer = {
  attribute: ["persona_qualified_names"],
  hint: "A persona is named by its qualified name, such as default/Qm3xTnV8kLp0aYcZr7WdEs, not by the name people see. The data source atlan_persona finds it by that name.",
};

const BY_WORD: readonly (readonly [RegExp, string])[] = [
  [/validity|lifespan/i, "validity_seconds"],
  [/display ?name/i, "display_name"],
  [/description/i, "description"],
];

/** Empty when nothing in the refusal points at an attribute. */
export function attributeOf(
  { schema }: Pick<PrincipalKind, "schema">,
  error: unknown,
  personas: readonly string[],
): Pointer {
  if (!(error instanceof AtlanRequestError)) return {};
  const message = error.tenantMessage ?? "";
  const isAboutPersonas =
    /persona/i.test(message) || personas.some((name) => message.includes(name));
  if (isAboutPersonas) return PERSONAS;
  const named = BY_WORD.filter(([, attribute]) => attribute in schema.attributes);
  const attribute = named.find(([word]) => word.test(message))?.[1];
  return attribute === undefined ? {} : { attribute: [attribute] };
}
