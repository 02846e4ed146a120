// Looks for secrets where none may be.

export interface Text {
  readonly name: string;
  readonly text: string;
}

/** Where a secret was found; never the secret. */
export interface Leak {
  readonly in: string;
  readonly near: string;
}

const NEAR = 60;

/** As it is, and as a credential is often carried. */
const formsOf = (secret: string): readonly string[] => [
  secret,
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  encodeURIComponent(secret),
];

export function leaksIn(texts: readonly Text[], secrets: readonly string[]): readonly Leak[] {
  const forms = [...new Set(secrets.flatMap(formsOf))];
  return texts.flatMap(({ name, text }) =>
    forms.flatMap((form) => {
      const at = text.indexOf(form);
      if (at < 0) return [];
      const near = text.slice(Math.max(0, at - NEAR), at).replace(/\s+/g, " ");
      return [{ in: name, near: `…${near}<secret>` }];
    }),
  );
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What `marks` says is sensitive, taken out of `value`: true marks the whole of it. */
function masked(value: Json, marks: Json | undefined): Json {
  if (marks === true) return null;
  if (Array.isArray(value)) {
    const list = Array.isArray(marks) ? marks : [];
    return value.map((one, index) => masked(one, list[index]));
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(
    ([name, one]) => [name, masked(one, isObject(marks) ? marks[name] : undefined)] as const,
  );
  return Object.fromEntries(entries);
}

/** A value's name, and the name beside it that says what of it is sensitive. */
const MARKED = [
  ["values", "sensitive_values"],
  ["before", "before_sensitive"],
  ["after", "after_sensitive"],
  ["value", "sensitive"],
] as const;

/** A plan as `terraform show -json` prints it, without what it marks as sensitive. */
export function withoutSensitive(plan: Json): Json {
  if (Array.isArray(plan)) return plan.map(withoutSensitive);
  if (!isObject(plan)) return plan;
  const unmarked: Record<string, Json> = { ...plan };
  for (const [name, marks] of MARKED) {
    const value = unmarked[name];
    if (value !== undefined && marks in plan) unmarked[name] = masked(value, plan[marks]);
  }
  return Object.fromEntries(
    Object.entries(unmarked).map(([name, value]) => [name, withoutSensitive(value)]),
  );
}
