// Checks a construct's values by the schema's rules at synth. Reports all faults at once, and skips what only apply can know.
import { type TerraformMetaArguments, Token } from "cdktf";
import type { IConstruct } from "constructs";
import {
  type Attribute,
  type AttributeType,
  applyRule,
  type Finding,
  parseGoDuration,
  quote,
  type Schema,
} from "../schema";
import { propertiesOf, type Setting, settingsOf, type Values } from "./settings";
import { isWrittenObject } from "./synthesis";
import { unknownProperties } from "./unknown-properties";
import { warnOnce } from "./warn-once";

const verbs = {
  provider: "configure",
  resource: "declare",
  data_source: "look up",
  ephemeral_resource: "open",
} as const;

/** What a construct of the schema is for, as messages say it: `declare API token`. */
export const purposeOf = ({ kind, noun }: Schema): string => `${verbs[kind]} ${noun}`;

/** Stands for an element that only apply knows. */
const LATER = {};

const isMissing = (value: unknown): boolean => value === undefined || value === null;

const isKnown = (value: unknown): boolean => !isMissing(value) && !Token.isUnresolved(value);

const singular = { string: "a string", number: "a number", bool: "a boolean" } as const;
const plural = { string: "strings", number: "numbers", bool: "booleans" } as const;

const expectedType = (type: AttributeType): string => {
  if (typeof type === "string") return singular[type];
  const elements = typeof type[1] === "string" ? plural[type[1]] : "collections";
  return `${type[0] === "map" ? "an object" : "an array"} of ${elements}`;
};

const expected = (definition: Attribute): string => {
  if ("type" in definition) return expectedType(definition.type);
  return definition.nesting === "single" ? "an object" : "an array of objects";
};

const found = (value: unknown): string => {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : typeof value;
};

function hasType(value: unknown, type: AttributeType): boolean {
  if (Token.isUnresolved(value)) return true;
  if (typeof type === "string") return typeof value === (type === "bool" ? "boolean" : type);
  const [collection, element] = type;
  if (collection === "map") return typeof value === "object" && value !== null;
  return Array.isArray(value) && value.every((item) => hasType(item, element));
}

const isObject = (value: unknown): boolean => Token.isUnresolved(value) || isWrittenObject(value);

const durationFault = (text: unknown): string | undefined =>
  typeof text !== "string" || parseGoDuration(text) === undefined
    ? `must be a duration above zero such as "90s", "10m" or "1h30m", got ${quote(text)}`
    : undefined;

/** A value, with the setting that it is for and its path: `rotation.overlapSeconds`. */
interface Place {
  readonly setting: Setting;
  readonly path: string;
  readonly value: unknown;
}

/** As the code spells it, and as the plan and the reference do where that differs: `validitySeconds (validity_seconds)`. */
const named = ({ property, attribute }: Setting, path: string): string =>
  property === attribute ? path : `${path} (${attribute})`;

/** Why the value is not of the setting's type: each element that is not by its index. */
function typeFaults({ setting, path, value }: Place): readonly string[] {
  const { definition, object } = setting;
  const isSingle =
    "type" in definition
      ? typeof definition.type === "string" || definition.type[0] === "map"
      : definition.nesting === "single";
  const fits = (each: unknown, type: AttributeType | undefined): boolean =>
    type === undefined ? isObject(each) : hasType(each, type);
  const type = "type" in definition ? definition.type : undefined;
  if (isSingle || !Array.isArray(value)) {
    const isRight = isSingle ? fits(value, type) : Token.isUnresolved(value);
    return isRight
      ? []
      : [`${named(setting, path)} must be ${expected(definition)}, got ${found(value)}`];
  }
  const element = Array.isArray(type) ? type[1] : undefined;
  const wanted = object?.element ?? (element === undefined ? "an object" : expectedType(element));
  return value.flatMap((each, index) =>
    fits(each, element)
      ? []
      : [`${named(setting, `${path}[${index}]`)} must be ${wanted}, got ${found(each)}`],
  );
}

function literalFaults({ setting, path, value }: Place): readonly string[] {
  const { literal } = setting.object ?? {};
  if (literal === undefined) return [];
  const strings = [value]
    .flat()
    .filter((it): it is string => typeof it === "string" && isKnown(it));
  return strings
    .filter((text) => !literal.pattern.test(text))
    .map(
      (text) =>
        `${named(setting, path)} must be ${literal.expected}, got ${quote(text)}; ${literal.hint}`,
    );
}

interface SettingFinding {
  readonly severity: Finding["severity"];
  readonly message: string;
}

const asErrors = (faults: readonly string[]): readonly SettingFinding[] =>
  faults.map((message) => ({ severity: "error", message }));

function findingsOf(place: Place): readonly SettingFinding[] {
  const types = typeFaults(place);
  if (types.length > 0) return asErrors(types);
  const { setting, path, value } = place;
  const findings = (setting.definition.rules ?? [])
    .flatMap((rule) => applyRule(rule, withoutTokens(value)) ?? [])
    .map(({ severity, problem }) => ({ severity, message: `${named(setting, path)} ${problem}` }));
  const own =
    findings.length > 0 ? findings : [...findingsOfNew(place), ...asErrors(literalFaults(place))];
  return [...own, ...objectFindings(place)];
}

/** An element that Terraform fills in later is text of cdktf's own, which no rule may take for the element. */
const withoutTokens = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((each) => (Token.isUnresolved(each) ? LATER : each)) : value;

/** Warnings: synth does not know whether there is one already. */
function findingsOfNew({ setting, path, value }: Place): readonly SettingFinding[] {
  return (setting.definition.rulesAtCreate ?? [])
    .flatMap((rule) => applyRule(rule, value) ?? [])
    .map(({ problem }) => ({
      severity: "warning",
      message: `${named(setting, path)} ${problem}: apply refuses to create it; only one that exists already, and is imported, may have this value`,
    }));
}

/** What is wrong inside the objects that the caller wrote. */
function objectFindings({ setting, path, value }: Place): readonly SettingFinding[] {
  const { definition } = setting;
  if ("type" in definition) return [];
  const settings = settingsOf(definition);
  const names = settings.map(({ property }) => property);
  const objects = Array.isArray(value)
    ? value.map((each, index) => [`${path}[${index}]`, each] as const)
    : [[path, value] as const];
  return objects.flatMap(([at, object]) => {
    if (!isWrittenObject(object)) return [];
    const unknown = unknownProperties(object, names).map((fault) => `${at}: ${fault}`);
    const faults = [...missingFaults(settings, object, `${at}.`), ...unknown];
    return [...asErrors(faults), ...settingFindings(settings, object, `${at}.`)];
  });
}

const settingFindings = (
  settings: readonly Setting[],
  values: Values,
  prefix = "",
): readonly SettingFinding[] =>
  settings
    .map((setting) => ({
      setting,
      path: `${prefix}${setting.property}`,
      value: values[setting.property],
    }))
    .filter(({ value }) => isKnown(value))
    .flatMap(findingsOf);

const missingFaults = (
  settings: readonly Setting[],
  values: Values,
  prefix = "",
): readonly string[] =>
  settings
    .filter(({ isRequired, property }) => isRequired && isMissing(values[property]))
    .map((setting) => {
      const { property, object, definition } = setting;
      const name = named(setting, `${prefix}${property}`);
      return `${name} is missing, expected ${object?.expected ?? expected(definition)}`;
    });

function exactlyOneFaults(schema: Schema, values: Values): readonly string[] {
  return (schema.exactlyOneOf ?? []).flatMap((group) => {
    const settings = settingsOf(schema);
    const names = group.flatMap(
      (name) => settings.find(({ attribute }) => attribute === name)?.property ?? [],
    );
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

/** What runs once an object is made: cdktn leaves it out of an ephemeral block. */
const AFTER_CREATION: readonly string[] = ["connection", "provisioners"];

function metaArgumentsOf({ kind }: Schema): readonly string[] {
  if (kind === "provider") return [];
  const all = Object.keys(META_ARGUMENTS);
  return kind === "ephemeral_resource" ? all.filter((it) => !AFTER_CREATION.includes(it)) : all;
}

const unknownFaults = (schema: Schema, values: Values): readonly string[] =>
  unknownProperties(values, propertiesOf(schema), metaArgumentsOf(schema));

function timeoutFaults({ timeouts = {} }: Schema, values: Values): readonly string[] {
  const { timeouts: given } = values;
  if (given === undefined || given === null) return [];
  const operations = Object.keys(timeouts);
  if (!isWrittenObject(given)) {
    const got = Token.isUnresolved(given)
      ? "an expression, which Terraform does not take for a block"
      : found(given);
    return [`timeouts must be an object with ${operations.join(", ")}, got ${got}`];
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
    const settings = settingsOf(schema);
    const findings = settingFindings(settings, given);
    for (const { severity, message } of findings) {
      if (severity === "warning") warnOnce(construct, message);
    }
    const faults = [
      ...missingFaults(settings, given),
      ...exactlyOneFaults(schema, given),
      ...findings.filter(({ severity }) => severity === "error").map(({ message }) => message),
      ...timeoutFaults(schema, given),
      ...unknownFaults(schema, given),
    ];
    return faults.map((fault) => `Cannot ${purposeOf(schema)}: ${fault}`);
  };
  construct.node.addValidation({ validate });
}
