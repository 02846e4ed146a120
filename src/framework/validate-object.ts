// The schema's own rules on a configuration: what is required, what numbers can be, and every rule of an attribute.
import { applyRule, type Rule, type Schema } from "../../lib/schema/core/index.js";
import { Secret } from "../secret.js";
import { attributePathText } from "./attribute-path-text.js";
import type { AttributePath, Diagnostic } from "./diagnostic.js";
import { type Field, isConfigurable, type ObjectShape, type Shape } from "./shape.js";
import {
  ExactNumber,
  isList,
  isObjectValue,
  isUnknown,
  type ObjectValue,
  type Value,
} from "./value.js";

const MAX_SUMMARY = 60;

export interface Validated {
  readonly schema: Schema;
  readonly shape: ObjectShape;
  /** Whether a value that breaks a rule of its attribute is refused. */
  isHeldTo(rule: Rule, value: Value): boolean;
}

/** Every broken rule, each at its attribute. Unknown values pass. */
export function validateObject(
  { schema, shape, isHeldTo }: Validated,
  config: ObjectValue,
): readonly Diagnostic[] {
  return findingsIn(shape, config, [])
    .filter(({ broken }) => broken === undefined || isHeldTo(broken.rule, broken.value))
    .map((finding) => findingDiagnostic(schema, finding));
}

interface Found {
  readonly severity: Diagnostic["severity"];
  readonly path: AttributePath;
  /** Completes "`<attribute>` of the API token …". */
  readonly problem: string;
  readonly field: Field;
  /** Absent where no rule of the attribute is broken, but the type. */
  readonly broken?: { readonly rule: Rule; readonly value: Value };
}

function findingsIn(shape: ObjectShape, config: ObjectValue, path: AttributePath) {
  return shape.fields.flatMap((field): readonly Found[] => {
    const value = config[field.name] ?? null;
    return validateField(field, value, [...path, field.name]);
  });
}

function validateField(field: Field, value: Value, path: AttributePath): readonly Found[] {
  if (!isConfigurable(field.attribute)) {
    // Terraform leaves this to the provider.
    if (value === null) return [];
    return [{ severity: "error", path, problem: "is set by the provider: leave it out", field }];
  }
  if (isUnknown(value)) return [];
  if (value === null) {
    if (field.attribute.mode !== "required") return [];
    return [{ severity: "error", path, problem: "is required, but it is null", field }];
  }
  const misfits = validateValue(field, field.shape, { value, path });
  if (misfits.length > 0) return misfits;
  return (field.attribute.rules ?? []).flatMap((rule) => {
    const finding = tryRule(rule, value);
    return finding ? [{ ...finding, path, field, broken: { rule, value } }] : [];
  });
}

function tryRule(rule: Rule, value: Value) {
  if (!(value instanceof Secret)) return applyRule(rule, value);
  const finding = applyRule(rule, value.reveal());
  // The rule's own words quote the value.
  return (
    finding && { ...finding, problem: `breaks the rule \`${rule.rule}\` (its value is sensitive)` }
  );
}

interface Place {
  readonly value: Value;
  readonly path: AttributePath;
}

/** What Terraform's types allow and ours do not: null elements, and numbers that JavaScript cannot hold. */
function validateValue(field: Field, shape: Shape, { value, path }: Place): readonly Found[] {
  if (isUnknown(value)) return [];
  if (value === null) {
    return [{ severity: "error", path, problem: "must have no null element", field }];
  }
  if (value instanceof ExactNumber) {
    const problem = `is ${value.text}, which is too precise or too large to be represented exactly`;
    return [{ severity: "error", path, problem, field }];
  }
  if (shape.kind === "object") {
    return isObjectValue(value) ? findingsIn(shape, value, path) : [];
  }
  if (!("element" in shape)) return [];
  const places = elementsOf(shape.kind, { value, path });
  return places.flatMap((place) => validateValue(field, shape.element, place));
}

/** Elements of a set have no address. */
function elementsOf(kind: "list" | "set" | "map", { value, path }: Place): readonly Place[] {
  if (isList(value)) {
    return value.map((item, index) => ({
      value: item,
      path: kind === "set" ? path : [...path, index],
    }));
  }
  if (!isObjectValue(value)) return [];
  return Object.entries(value).map(([key, item]) => ({ value: item, path: [...path, key] }));
}

function findingDiagnostic(schema: Schema, { severity, path, problem, field }: Found): Diagnostic {
  const name = attributePathText(path);
  const [word, advice] =
    severity === "error"
      ? ["Invalid", "Change it in the configuration."]
      : ["Discouraged", "It is accepted as it is; choose another value unless you need this one."];
  return {
    severity,
    summary: `${word} ${name}`.slice(0, MAX_SUMMARY),
    detail: `\`${name}\` of the ${schema.noun} ${problem}. ${advice}\n\n\`${field.name}\`: ${field.attribute.description}`,
    attribute: path,
  };
}
