// Checks a construct's values by the schema's rules at synth. Reports all faults at once, and skips what only apply can know.
import { type TerraformMetaArguments, Token } from "cdktf";
import type { IConstruct } from "constructs";
import {
  type AttributeType,
  applyRule,
  type Finding,
  parseGoDuration,
  quote,
  type Schema,
} from "../schema";
import { propertiesOf, propertyOf, type Setting, settingsOf, type Values } from "./settings";
import { unknownProperties } from "./unknown-properties";
import { warnOnce } from "./warn-once";

const verbs = { provider: "configure", resource: "declare", data_source: "look up" } as const;

/** What a construct of the schema is for, as messages say it: `declare API token`. */
export const purposeOf = ({ kind, noun }: Schema): string => `${verbs[kind]} ${noun}`;

const isMissing = (value: unknown): boolean => value === undefined || value === null;

const isKnown = (value: unknown): boolean => !isMissing(value) && !Token.isUnresolved(value);

const singular = { string: "a string", number: "a number", bool: "a boolean" } as const;
const plural = { string: "strings", number: "numbers", bool: "booleans" } as const;

const expected = (type: AttributeType): string => {
  if (typeof type === "string") return singular[type];
  const elements = typeof type[1] === "string" ? plural[type[1]] : "collections";
  return `${type[0] === "map" ? "an object" : "an array"} of ${elements}`;
};

const found = (value: unknown): string => (value === null ? "null" : typeof value);

function hasType(value: unknown, type: AttributeType): boolean {
  if (Token.isUnresolved(value)) return true;
  if (typeof type === "string") return typeof value === (type === "bool" ? "boolean" : type);
  const [collection, element] = type;
  if (collection === "map") return typeof value === "object" && value !== null;
  return Array.isArray(value) && value.every((item) => hasType(item, element));
}

const durationFault = (text: unknown): string | undefined =>
  typeof text !== "string" || parseGoDuration(text) === undefined
    ? `must be a duration above zero such as "90s", "10m" or "1h30m", got ${quote(text)}`
    : undefined;

/** Why the value is not of the setting's type: each element that is not by its index. */
function typeFaults({ property, type, object }: Setting, value: unknown): readonly string[] {
  if (hasType(value, type)) return [];
  if (typeof type === "string" || type[0] === "map" || !Array.isArray(value)) {
    return [`${property} must be ${expected(type)}, got ${found(value)}`];
  }
  const [, element] = type;
  return value.flatMap((each, index) =>
    hasType(each, element)
      ? []
      : [
          `${property}[${index}] must be ${object?.element ?? expected(element)}, got ${found(each)}`,
        ],
  );
}

function literalFaults({ property, object }: Setting, value: unknown): readonly string[] {
  const { literal } = object ?? {};
  if (literal === undefined) return [];
  const strings = [value]
    .flat()
    .filter((it): it is string => typeof it === "string" && isKnown(it));
  return strings
    .filter((text) => !literal.pattern.test(text))
    .map((text) => `${property} must be ${literal.expected}, got ${quote(text)}; ${literal.hint}`);
}

interface SettingFinding {
  readonly severity: Finding["severity"];
  readonly message: string;
}

function findingsOf(schema: Schema, setting: Setting, value: unknown): readonly SettingFinding[] {
  const asErrors = (faults: readonly string[]): readonly SettingFinding[] =>
    faults.map((message) => ({ severity: "error", message }));
  const types = typeFaults(setting, value);
  if (types.length > 0) return asErrors(types);
  const rules = schema.attributes[setting.attribute]?.rules ?? [];
  const findings = rules
    .flatMap((rule) => applyRule(rule, value) ?? [])
    .map(({ severity, problem }) => ({ severity, message: `${setting.property} ${problem}` }));
  return findings.length > 0 ? findings : asErrors(literalFaults(setting, value));
}

function missingFaults(schema: Schema, values: Values): readonly string[] {
  return settingsOf(schema)
    .filter(({ isRequired, property }) => isRequired && isMissing(values[property]))
    .map(
      (setting) =>
        `${setting.property} is missing, expected ${setting.object?.expected ?? expected(setting.type)}`,
    );
}

function exactlyOneFaults(schema: Schema, values: Values): readonly string[] {
  return (schema.exactlyOneOf ?? []).flatMap((group) => {
    const names = group.map(propertyOf);
    const given = names.filter((name) => !isMissing(values[name]));
    if (given.length === 1) return [];
    const state = given.length === 0 ? "none is set" : `${given.join(" and ")} are set`;
    return [`${state}, expected exactly one of ${names.join(", ")}`];
  });
}

const META_ARGUMENTS: Readonly<Record<keyof TerraformMetaArguments, true>> = {
  connection: true,
  count: true,
  dependsOn: true,
  forEach: true,
  lifecycle: true,
  provider: true,
  provisioners: true,
};

const META_ARGUMENT_NAMES = Object.keys(META_ARGUMENTS);

function unknownFaults(schema: Schema, values: Values): readonly string[] {
  const alsoKnown = schema.kind === "provider" ? [] : META_ARGUMENT_NAMES;
  return unknownProperties(values, propertiesOf(schema), alsoKnown);
}

function timeoutFaults({ timeouts = {} }: Schema, values: Values): readonly string[] {
  const { timeouts: given } = values;
  if (given === undefined || given === null) return [];
  const operations = Object.keys(timeouts);
  if (typeof given !== "object") {
    return [`timeouts must be an object with ${operations.join(", ")}, got ${found(given)}`];
  }
  const unknownOperations = unknownProperties(given, operations);
  const badDurations = Object.entries(given).flatMap(([operation, duration]) => {
    const fault = isKnown(duration) ? durationFault(duration) : undefined;
    return fault === undefined ? [] : [`timeouts.${operation} ${fault}`];
  });
  return [...unknownOperations.map((fault) => `timeouts: ${fault}`), ...badDurations];
}

/**
 * Makes synth check the construct's values, read when synth asks. Values that Terraform fills in later are skipped.
 * What is only discouraged becomes a warning.
 *
 * @param values all that the caller gave, meta-arguments included
 */
export function validateBySchema(
  construct: IConstruct,
  schema: Schema,
  values: () => Values,
): void {
  const validate = (): string[] => {
    const given = values();
    const findings = settingsOf(schema)
      .filter(({ property }) => isKnown(given[property]))
      .flatMap((setting) => findingsOf(schema, setting, given[setting.property]));
    for (const { severity, message } of findings) {
      if (severity === "warning") warnOnce(construct, message);
    }
    const faults = [
      ...missingFaults(schema, given),
      ...exactlyOneFaults(schema, given),
      ...findings.filter(({ severity }) => severity === "error").map(({ message }) => message),
      ...timeoutFaults(schema, given),
      ...unknownFaults(schema, given),
    ];
    return faults.map((fault) => `Cannot ${purposeOf(schema)}: ${fault}`);
  };
  construct.node.addValidation({ validate });
}
