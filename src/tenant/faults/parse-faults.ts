// Reads `POST /_tenant/faults`: a fault that could never happen is refused when it is given, not when it is missed.
import { type Check, isWhole, LONGEST_TIMER_MS } from "../input/check.js";
import { ControlError } from "../input/control-error.js";
import { isObject, isStringArray, type JsonObject, quoted } from "../input/json.js";
import type { Fault } from "./fault.js";
import { pathPatternFault } from "./path-pattern.js";

const isText = (value: unknown) => typeof value === "string";
const isOptional = (value: unknown, accepts: (value: unknown) => boolean) =>
  value === undefined || accepts(value);

/** Only what HTTP can carry: a name with a blank would break the reply it is for. */
function isHeader([name, value]: [string, unknown]): boolean {
  try {
    return typeof value === "string" && new Headers([[name, value]]).has(name);
  } catch {
    return false;
  }
}

function isReply(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { status, headers } = value;
  const areHeaders = (given: unknown) => isObject(given) && Object.entries(given).every(isHeader);
  return isWhole(status, 200) && status <= 599 && isOptional(headers, areHeaders);
}

const isUserList = ({ guid, usernames }: JsonObject) => isText(guid) && isStringArray(usernames);
const isPersonaLink = ({ tokenGuid, personaQualifiedName }: JsonObject) =>
  isText(tokenGuid) && isText(personaQualifiedName);
const hasGuid = ({ guid }: JsonObject) => isText(guid);

const OPERATIONS: { readonly [name: string]: (operand: JsonObject) => boolean } = {
  addAdminUsers: isUserList,
  removeAdminUsers: isUserList,
  addViewerUsers: isUserList,
  removeViewerUsers: isUserList,
  linkPersona: isPersonaLink,
  unlinkPersona: isPersonaLink,
  deleteToken: hasGuid,
  deleteOAuthClient: hasGuid,
  deleteAsset: hasGuid,
};

function isOperation(value: unknown): boolean {
  if (!isObject(value)) return false;
  const [[name, operand] = ["", undefined], ...others] = Object.entries(value);
  if (others.length > 0 || !Object.hasOwn(OPERATIONS, name) || !isObject(operand)) return false;
  return OPERATIONS[name]?.(operand) === true;
}

const isOperations = (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.every(isOperation);
const operationsExpected = `an array of operations, each an object with one of ${Object.keys(OPERATIONS).join(", ")}`;
const onlyTrue = { accepts: (value: unknown) => value === true, expected: "true" };

const duration: Check = {
  accepts: (value) => isWhole(value) && value <= LONGEST_TIMER_MS,
  expected: `a whole number of milliseconds from 0 to ${LONGEST_TIMER_MS}`,
};

const EFFECTS: { readonly [name: string]: Check } = {
  status: { accepts: (value) => isReply({ status: value }), expected: "a status from 200 to 599" },
  dropReply: onlyTrue,
  reset: onlyTrue,
  hang: onlyTrue,
  delayMs: duration,
  commitAfterMs: duration,
  replyAfterCommit: { accepts: isReply, expected: "an object with a status from 200 to 599" },
  before: { accepts: isOperations, expected: operationsExpected },
  after: { accepts: isOperations, expected: operationsExpected },
};

function effectFault(effect: unknown): string | undefined {
  if (!isObject(effect)) return `do is ${quoted(effect)}, expected an object`;
  const names = Object.keys(effect).filter((name) => Object.hasOwn(EFFECTS, name));
  const extra = Object.keys(effect).filter((name) => {
    const isPartOfReply = "status" in effect && (name === "headers" || name === "body");
    return !Object.hasOwn(EFFECTS, name) && !isPartOfReply;
  });
  const [name = ""] = names;
  if (names.length !== 1 || extra.length > 0) {
    return `do has ${quoted(Object.keys(effect))}, expected exactly one of ${Object.keys(EFFECTS).join(", ")}`;
  }
  if (name === "status" && !isReply(effect))
    return `do is ${quoted(effect)}, expected a status from 200 to 599 and headers as strings`;
  return EFFECTS[name]?.accepts(effect[name])
    ? undefined
    : `do.${name} is ${quoted(effect[name])}, expected ${EFFECTS[name]?.expected}`;
}

function pathFault(path: unknown): string | undefined {
  if (path === undefined) return undefined;
  const expected = typeof path === "string" ? pathPatternFault(path) : "a regular expression";
  return expected && `match.path is ${quoted(path)}, expected ${expected}`;
}

function unknownKey(object: JsonObject, known: readonly string[]): string | undefined {
  return Object.keys(object).find((key) => !known.includes(key));
}

function faultFault(fault: unknown): string | undefined {
  if (!isObject(fault)) return `it is ${quoted(fault)}, expected an object`;
  const { match, times, skip } = fault;
  const stray = unknownKey(fault, ["match", "times", "skip", "do"]);
  if (stray !== undefined) return `${quoted(stray)} is unknown, expected match, times, skip or do`;
  if (!isObject(match))
    return `match is ${quoted(match)}, expected an object with method, path, both or neither`;
  const strayMatch = unknownKey(match, ["method", "path"]);
  if (strayMatch !== undefined) return `match.${strayMatch} is unknown, expected method or path`;
  if (!isOptional(match.method, isText))
    return `match.method is ${quoted(match.method)}, expected a string`;
  const faultOfPath = pathFault(match.path);
  if (faultOfPath !== undefined) return faultOfPath;
  if (!isOptional(times, (value) => isWhole(value, 1)))
    return `times is ${quoted(times)}, expected a whole number, 1 or more`;
  if (!isOptional(skip, (value) => isWhole(value)))
    return `skip is ${quoted(skip)}, expected a whole number, 0 or more`;
  return effectFault(fault.do);
}

function isFault(value: unknown): value is Fault {
  return faultFault(value) === undefined;
}

/** Throws a ControlError that names the first fault of the list that is none. */
export function parsedFaults(body: unknown): readonly Fault[] {
  const faults = isObject(body) ? body.faults : undefined;
  if (!Array.isArray(faults)) {
    throw new ControlError(
      `Cannot add faults: the body is ${quoted(body)}, expected {"faults": [...]}`,
    );
  }
  return faults.map((fault: unknown, index) => {
    if (isFault(fault)) return fault;
    throw new ControlError(
      `Cannot add fault ${index + 1} of ${faults.length}: ${faultFault(fault)}`,
    );
  });
}
