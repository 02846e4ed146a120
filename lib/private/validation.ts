// Checks a construct's values by the schema's rules at synth. Reports all faults at once, and skips what only apply can know.
import { type TerraformMetaArguments, Token } from "cdktf";
import type { IConstruct } from "constructs";
import {
  type AttributeType,
  applyRule,
  type Finding,
  parseGoDuration,
  type Schema,
} from "../schema";
import { propertiesOf, propertyOf, settingsOf, type Values } from "./settings";
import { unknownProperties } from "./unknown-properties";
import { warnOnce } from "./warn-once";

const verbs = { provider: "configure", resource: "declare", data_source: "look up" } as const;

const isMissing = (value: unknown): boolean => value === undefined || value === null;

const isKnown = (value: unknown): boolean => !isMissing(value) && !Token.isUnresolved(value);

const singular = { string: "a string", number: "a number", bool: "a boolean" } as const;
const plural = { string: "strings", number: "numbers", bool: "booleans" } as const;

const expected = (type: AttributeType): string => {
  if (typeof type === "string") return singular[type];
  const elements = typeof type[1] === "string" ? plural[type[1]] : "collections";
  return `${type[0] === "map" ? "an object" : "an array"} of ${elements}`;
};

const found = (value: unknown): string =>
  Array.isArray(value)
    ? `an array of ${value.map((item) => typeof item).join(", ")}`
    : typeof value;

function hasType(value: unknown, type: AttributeType): boolean {
  if (Token.isUnresolved(value)) return true;
  if (typeof type === "string") return typeof value === (type === "bool" ? "boolean" : type);
  const [collection, element] = type;
  if (collection === "map") return typeof value === "object" && value !== null;
  return Array.isArray(value) && value.every((item) => hasType(item, element));
}

const durationFault = (text: unknown): string | undefined =>
  typeof text !== "string" || parseGoDuration(text) === undefined
    ? `must be a duration above zero such as "90s", "10m" or "1h30m", got ${JSON.stringify(text)}`
    : undefined;

function findingsOf(schema: Schema, property: string, value: unknown): readonly Finding[] {
  const setting = settingsOf(schema).find((candidate) => candidate.property === property);
  if (setting === undefined) return [];
  if (!hasType(value, setting.type)) {
    const problem = `must be ${expected(setting.type)}, got ${found(value)}`;
    return [{ severity: "error", problem }];
  }
  const rules = schema.attributes[setting.attribute]?.rules ?? [];
  return rules.flatMap((rule) => applyRule(rule, value) ?? []);
}

function missingFaults(schema: Schema, values: Values): readonly string[] {
  return settingsOf(schema)
    .filter(({ isRequired, property }) => isRequired && isMissing(values[property]))
    .map(
      (setting) =>
        `${setting.property} is missing, expected ${setting.expected ?? expected(setting.type)}`,
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

function unknownFaults(schema: Schema, values: Values): readonly string[] {
  const alsoKnown = schema.kind === "provider" ? [] : Object.keys(META_ARGUMENTS);
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
      .flatMap(({ property }) =>
        findingsOf(schema, property, given[property]).map(({ severity, problem }) => ({
          severity,
          message: `${property} ${problem}`,
        })),
      );
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
    return faults.map((fault) => `Cannot ${verbs[schema.kind]} ${schema.noun}: ${fault}`);
  };
  construct.node.addValidation({ validate });
}
