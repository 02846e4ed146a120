// Reads a seed that came from outside: everything wrong with its shape and references is said before anything is made.
import { type Check, flag, isWhole, text } from "../input/check.js";
import { ControlError } from "../input/control-error.js";
import { isObject, isStringArray, type JsonObject, quoted } from "../input/json.js";
import { ROLES, roleNamed } from "../state/roles.js";
import { DEFAULT_USERS } from "./default-seed.js";
import type { TenantSeed } from "./seed.js";

const name: Check = {
  expected: "a string that is not blank",
  accepts: (value) => typeof value === "string" && value.trim() !== "",
};
const names: Check = { expected: "an array of strings", accepts: isStringArray };
const objects: Check = {
  expected: "an array of objects",
  accepts: (value) => Array.isArray(value) && value.every(isObject),
};
const role: Check = {
  expected: `one of ${ROLES.map((known) => known.name).join(", ")}`,
  accepts: (value) => typeof value === "string" && roleNamed(value) !== undefined,
};
const positive: Check = {
  expected: "a whole number, 1 or more",
  accepts: (value) => isWhole(value, 1),
};

const PARTS: {
  readonly [part: string]: { readonly required: string[]; readonly fields: Record<string, Check> };
} = {
  users: {
    required: ["username"],
    fields: { username: name, email: text, firstName: text, lastName: text, admin: flag },
  },
  personas: {
    required: ["name"],
    fields: {
      name,
      description: text,
      qualifiedName: name,
      users: names,
      groups: names,
      enabled: flag,
      createdBy: name,
      metadataPolicies: objects,
      dataPolicies: objects,
      glossaryPolicies: objects,
    },
  },
  connections: {
    required: ["name", "connectorName"],
    fields: {
      name,
      connectorName: name,
      qualifiedName: name,
      adminUsers: names,
      adminGroups: names,
      adminRoles: names,
      createdBy: name,
    },
  },
  collections: {
    required: ["name"],
    fields: {
      name,
      qualifiedName: name,
      adminUsers: names,
      adminGroups: names,
      adminRoles: names,
      viewerUsers: names,
      viewerGroups: names,
      createdBy: name,
    },
  },
  tokens: {
    required: ["displayName"],
    fields: {
      displayName: name,
      description: text,
      validitySeconds: positive,
      personas: names,
      count: positive,
      createdBy: name,
    },
  },
  oauthClients: {
    required: ["displayName"],
    fields: {
      displayName: name,
      description: text,
      role,
      tokenExpirySeconds: positive,
      personas: names,
      count: positive,
      createdBy: name,
    },
  },
};

const REFERENCES = ["adminUsers", "viewerUsers", "users", "createdBy"];

function entryFaults(path: string, part: string, entry: unknown): string[] {
  const { required, fields } = PARTS[part] ?? { required: [], fields: {} };
  if (!isObject(entry)) return [`${path} is ${quoted(entry)}, expected an object`];
  const missing = required
    .filter((key) => !Object.hasOwn(entry, key))
    .map((key) => `${path}.${key} is missing, expected ${fields[key]?.expected}`);
  const wrong = Object.entries(entry).flatMap(([key, value]) => {
    const kind = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (kind === undefined)
      return [`${path}.${key} is unknown, expected one of ${Object.keys(fields).join(", ")}`];
    return kind.accepts(value)
      ? []
      : [`${path}.${key} is ${quoted(value)}, expected ${kind.expected}`];
  });
  return [...missing, ...wrong];
}

function partFaults(part: string, value: unknown): string[] {
  if (!Object.hasOwn(PARTS, part)) {
    return [`${part} is unknown, expected one of ${Object.keys(PARTS).join(", ")}`];
  }
  if (!Array.isArray(value)) return [`${part} is ${quoted(value)}, expected an array`];
  if (part === "users" && value.length === 0) return ["users is empty, expected at least one user"];
  return value.flatMap((entry, index) => entryFaults(`${part}[${index}]`, part, entry));
}

function entriesOf(seed: JsonObject, part: string): JsonObject[] {
  const entries = seed[part];
  return Array.isArray(entries) ? entries.filter(isObject) : [];
}

function referenceFaults(seed: JsonObject): string[] {
  const users = (seed.users === undefined ? DEFAULT_USERS : entriesOf(seed, "users")).map(
    (user) => user.username,
  );
  const personas = entriesOf(seed, "personas").map((persona) => persona.name);
  const check = (path: string, value: unknown, [noun, known]: [string, unknown[]]) =>
    [value]
      .flat()
      .filter((name) => name !== undefined && !known.includes(name))
      .map(
        (name) =>
          `${path} names ${noun} ${quoted(name)} that is not in the seed, expected ${known.length === 0 ? "it there" : `one of ${known.join(", ")}`}`,
      );
  return Object.keys(PARTS).flatMap((part) =>
    entriesOf(seed, part).flatMap((entry, index) => [
      ...REFERENCES.flatMap((key) =>
        check(`${part}[${index}].${key}`, entry[key], ["a user", users]),
      ),
      ...check(`${part}[${index}].personas`, entry.personas, ["a persona", personas]),
    ]),
  );
}

function duplicateFaults(seed: JsonObject): string[] {
  return [
    ["users", "username"],
    ["personas", "name"],
  ].flatMap(([part = "", key = ""]) => {
    const seen = entriesOf(seed, part).map((entry) => entry[key]);
    return seen
      .filter((value, index) => seen.indexOf(value) !== index)
      .map((value) => `${part} has two of ${key} ${quoted(value)}, expected one`);
  });
}

function isSeed(value: unknown, faults: readonly string[]): value is TenantSeed {
  return isObject(value) && faults.length === 0;
}

/** Throws a ControlError that lists every fault with its path. `origin` says where the seed is from, such as a file's name. */
export function checkedSeed(value: unknown, origin = "the seed"): TenantSeed {
  const faults = isObject(value)
    ? Object.entries(value).flatMap(([part, entries]) => partFaults(part, entries))
    : [`it is ${quoted(value)}, expected an object`];
  if (isObject(value) && faults.length === 0)
    faults.push(...referenceFaults(value), ...duplicateFaults(value));
  if (!isSeed(value, faults)) throw new ControlError(`Cannot use ${origin}: ${faults.join("; ")}`);
  return value;
}
