// The changes that a plan hook makes to the framework's plan: only where Terraform lets a provider decide.
import { attributePathText } from "./attribute-path-text.js";
import { contradictions } from "./check-plan.js";
import type { AttributePath } from "./diagnostic.js";
import type { Change } from "./plan-values.js";
import { isComputed, type ObjectShape } from "./shape.js";
import { type ObjectValue, UNKNOWN, type Value } from "./value.js";

/** A hook's mistake: the configuration decides this attribute, or it does not exist. */
export class PlanEditError extends Error {
  readonly code = "PLAN_EDIT";

  constructor(attribute: string, problem: string) {
    super(`Cannot plan ${attribute}: ${problem}`);
    this.name = "PlanEditError";
  }
}

export class PlanEdits {
  readonly #planned: Record<string, Value>;
  readonly #replacing: string[] = [];

  constructor(
    readonly shape: ObjectShape,
    readonly change: Change,
    planned: ObjectValue,
  ) {
    this.#planned = { ...planned };
  }

  get planned(): ObjectValue {
    return this.#planned;
  }

  get requiresReplace(): readonly AttributePath[] {
    return this.#replacing.map((attribute) => [attribute]);
  }

  set(attribute: string, value: Value): void {
    const field = this.shape.byName.get(attribute);
    if (!field) throw new PlanEditError(attribute, "it is not an attribute of the schema");
    const isConfigured = (this.change.config[attribute] ?? null) !== null;
    if (!isComputed(field.attribute) && !isConfigured) {
      throw new PlanEditError(attribute, "only the configuration decides it");
    }
    // Of a configured object the tenant may decide parts, and what it had decided may stay.
    const [contradiction] = isConfigured ? contradictions(field, this.change, value) : [];
    if (contradiction) {
      throw new PlanEditError(attributePathText(contradiction.path), "the configuration sets it");
    }
    this.#planned[attribute] = value;
  }

  replaceBecauseOf(attribute: string): void {
    this.set(attribute, UNKNOWN);
    if (!this.#replacing.includes(attribute)) this.#replacing.push(attribute);
  }
}
