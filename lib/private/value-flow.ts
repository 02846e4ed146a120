// Finds the literals of a configuration that can become a value, or a part of it: wherever they stand, however they are wrapped.
import { type Expression, parseTemplate } from "./hcl-expression";

/** Text that stands in the configuration. */
export interface Literal {
  readonly text: string;
  /** The variable or local that holds it, `local.key`; absent: it stands in the value itself. */
  readonly holder?: string;
  /** Whether it is all there is. */
  readonly isWhole: boolean;
}

/** What can become a value. */
export interface Flow {
  readonly literals: readonly Literal[];
  /** The variables it may come from, by name. */
  readonly variables: readonly string[];
  /** What an object's known elements become. */
  readonly elements: ReadonlyMap<string, Flow>;
}

/** The parts of a synthesised configuration that values of a provider come from. */
export interface Configuration {
  readonly locals: Readonly<Record<string, unknown>>;
  readonly variable: Readonly<Record<string, unknown>>;
}

interface Scope {
  readonly configuration: Configuration;
  /** Whose value is looked at, when it is a local's or a variable's. */
  readonly holder?: string;
  /** The names that `for` binds. */
  readonly bound: ReadonlyMap<string, Flow>;
  /** The locals that lead here: one that names itself, Terraform refuses. */
  readonly seen: readonly string[];
}

const NOTHING: Flow = { literals: [], variables: [], elements: new Map() };

function union(flows: readonly Flow[]): Flow {
  const elements = new Map<string, Flow>();
  for (const [key, flow] of flows.flatMap((each) => [...each.elements])) {
    const known = elements.get(key);
    elements.set(key, known === undefined ? flow : union([known, flow]));
  }
  return {
    literals: flows.flatMap(({ literals }) => literals),
    variables: flows.flatMap(({ variables }) => variables),
    elements,
  };
}

/** What any element, or the value itself, becomes. */
const flat = (flow: Flow): Flow => {
  const inner = Array.from(flow.elements.values(), flat);
  return { ...union([{ ...flow, elements: new Map() }, ...inner]), elements: new Map() };
};

const asPart = (flow: Flow): Flow => ({
  ...flow,
  literals: flow.literals.map((each) => ({ ...each, isWhole: false })),
});

const textFlow = (text: string, { holder }: Scope): Flow => ({
  ...NOTHING,
  literals: [{ text, isWhole: true, ...(holder !== undefined && { holder }) }],
});

const keysOf = (flow: Flow, scope: Scope): Flow =>
  union([...flow.elements.keys()].map((key) => textFlow(key, scope)));

/** The arguments, by position, that decide which value it is without being a part of it. */
const SELECTORS: Readonly<Record<string, readonly number[]>> = {
  element: [1],
  file: [0],
  filebase64: [0],
  lookup: [1],
  regex: [0],
  regexall: [0],
  replace: [1],
  slice: [1, 2],
  split: [0],
  substr: [1, 2],
  templatefile: [0],
  trim: [1],
  trimprefix: [1],
  trimsuffix: [1],
};

/** Functions that give a boolean, a number or a time, or what a provider computes. */
const OPAQUE =
  /^(?:can|contains|startswith|endswith|fileexists|issensitive|length|index|timestamp|plantimestamp|timecmp|uuid|alltrue|anytrue|bcrypt|provider::.*)$/;

/** Functions that give their arguments, or elements of them, as they are. */
const KEEPS_ELEMENTS =
  /^(?:coalesce|coalescelist|compact|concat|defaults|distinct|element|ephemeralasnull|merge|nonsensitive|one|reverse|sensitive|setintersection|setsubtract|setunion|slice|sort|tolist|tomap|toset|try|values)$/;

/** `%s`, `%-10.2f`, `%[1]q`. */
const VERB = /%[-+ #0]*(?:\[\d+\])?\d*(?:\.\d+)?[a-zA-Z%]/g;

function withoutVerbs(format: Expression): Expression {
  return format.kind === "literal" ? { ...format, text: format.text.replace(VERB, "") } : format;
}

function callFlow({ name, args }: Extract<Expression, { kind: "call" }>, scope: Scope): Flow {
  const functionName = name.replace(/^core::/, "");
  if (OPAQUE.test(functionName)) return NOTHING;
  const isFormat = functionName === "format" || functionName === "formatlist";
  const values = args
    .filter((_, index) => !SELECTORS[functionName]?.includes(index))
    .map((arg, index) => flowOf(isFormat && index === 0 ? withoutVerbs(arg) : arg, scope));
  const [first] = values;
  if (functionName === "keys" && first !== undefined) return keysOf(first, scope);
  if (functionName === "lookup" && first !== undefined) {
    const found = accessFlow(first, args[1]);
    return union([found, ...values.slice(1)]);
  }
  const all = union(values);
  if (KEEPS_ELEMENTS.test(functionName)) return all;
  return asPart(flat(union([all, ...values.map((value) => keysOf(value, scope))])));
}

function accessFlow(of: Flow, key: Expression | undefined): Flow {
  const { elements, ...rest } = of;
  const itself = { ...rest, elements: new Map<string, Flow>() };
  if (key?.kind !== "literal") return union([itself, ...elements.values()]);
  return union([itself, elements.get(key.text) ?? NOTHING]);
}

function namedFlow(kind: string, name: string, scope: Scope): Flow {
  const { configuration, seen } = scope;
  const holder = `${kind}.${name}`;
  if (seen.includes(holder)) return NOTHING;
  const inner = { ...scope, holder, bound: new Map<string, Flow>(), seen: [...seen, holder] };
  if (kind === "local") return flowOfValue(configuration.locals[name], inner);
  const { default: preset, type } = Object(configuration.variable[name]);
  const flow = union([presetFlow(preset, inner), ...typeFlows(type, inner)]);
  return { ...flow, variables: [name] };
}

/** The text in a type is what an attribute of an object is when it is left out: `optional(string, "…")`. */
const typeFlows = (type: unknown, scope: Scope): readonly Flow[] =>
  Array.from(String(type ?? "").matchAll(/"((?:[^"\\]|\\.)*)"/g), ([, text = ""]) =>
    textFlow(text, scope),
  );

/** A variable's default is no template. */
function presetFlow(value: unknown, scope: Scope): Flow {
  if (typeof value === "string" || typeof value === "number") return textFlow(String(value), scope);
  if (typeof value !== "object" || value === null) return NOTHING;
  const elements = Object.entries(value).map(
    ([key, each]) => [key, presetFlow(each, scope)] as const,
  );
  return { ...NOTHING, elements: new Map(elements) };
}

function loopFlow(loop: Extract<Expression, { kind: "for" }>, scope: Scope): Flow {
  const over = flowOf(loop.over, scope);
  const each = accessFlow(over, undefined);
  const keys = keysOf(over, scope);
  const [first = "", second] = loop.names;
  const bound = new Map(scope.bound).set(first, second === undefined ? each : keys);
  if (second !== undefined) bound.set(second, each);
  const { key, value } = loop.each;
  const inner = { ...scope, bound };
  const values = flowOf(value, inner);
  // Which element it becomes is known when Terraform runs: it may be any.
  return key?.kind === "literal"
    ? { ...NOTHING, elements: new Map([[key.text, values]]) }
    : flat(values);
}

function objectFlow({ entries }: Extract<Expression, { kind: "object" }>, scope: Scope): Flow {
  const flows = entries.map(({ key, value }) => {
    const flow = flowOf(value, scope);
    return key?.kind === "literal" ? { ...NOTHING, elements: new Map([[key.text, flow]]) } : flow;
  });
  return union(flows);
}

function flowOf(expression: Expression, scope: Scope): Flow {
  switch (expression.kind) {
    case "literal":
      return textFlow(expression.text, scope);
    case "opaque":
      return NOTHING;
    case "union":
      return asPart(union(expression.parts.map((part) => flowOf(part, scope))));
    case "name":
      // Data, resources, modules and what Terraform itself knows are not in the configuration's text.
      return scope.bound.get(expression.name) ?? NOTHING;
    case "access": {
      const { of, key } = expression;
      const isHolder = of.kind === "name" && (of.name === "local" || of.name === "var");
      return isHolder && key?.kind === "literal"
        ? namedFlow(of.name, key.text, scope)
        : accessFlow(flowOf(of, scope), key);
    }
    case "call":
      return callFlow(expression, scope);
    case "object":
      return objectFlow(expression, scope);
    case "for":
      return loopFlow(expression, scope);
  }
}

/** What cannot be read as Terraform's language counts as a literal whole. */
function templateFlow(text: string, scope: Scope): Flow {
  try {
    return flowOf(parseTemplate(text), scope);
  } catch (error) {
    if (error instanceof SyntaxError) return textFlow(text, scope);
    throw error;
  }
}

function flowOfValue(value: unknown, scope: Scope): Flow {
  if (typeof value === "string") return templateFlow(value, scope);
  if (typeof value === "number") return textFlow(String(value), scope);
  if (typeof value !== "object" || value === null) return NOTHING;
  const flows = Object.entries(value).map(([key, each]): Flow => {
    const flow = flowOfValue(each, scope);
    const isComputed = /[$%]\{/.test(key);
    return isComputed ? flow : { ...NOTHING, elements: new Map([[key, flow]]) };
  });
  return union(flows);
}

/** What can become this value of the synthesised configuration. */
export const valueFlow = (value: unknown, configuration: Configuration): Flow =>
  flat(flowOfValue(value, { configuration, bound: new Map(), seen: [] }));
