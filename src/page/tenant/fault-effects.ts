// What a fault may do, as the form offers it: for each effect the fields it needs, and what is sent for them.
import type { Fault, FaultEffect, FaultOperation } from "../../tenant/faults/fault.js";
import { counted } from "../counted.js";

export type FieldName = "status" | "body" | "headers" | "milliseconds" | "operations";
export type FieldValues = { readonly [Name in FieldName]: string };

export interface FaultEffectChoice {
  readonly title: string;
  readonly fields: readonly FieldName[];
  /** Throws a SyntaxError when a field that takes JSON has none. */
  readonly effect: (values: FieldValues) => FaultEffect;
}

/** JSON where it is JSON, and otherwise the text as it is: as the tenant sends it. */
function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const replyOf = ({ status, body, headers }: FieldValues) => ({
  status: Number(status),
  ...(body !== "" && { body: bodyOf(body) }),
  ...(headers !== "" && { headers: JSON.parse(headers) as Record<string, string> }),
});

const operationsOf = ({ operations }: FieldValues) => JSON.parse(operations) as FaultOperation[];

const REPLY: readonly FieldName[] = ["status", "body", "headers"];

export const FAULT_EFFECTS: readonly FaultEffectChoice[] = [
  { title: "Answer without processing it", fields: REPLY, effect: replyOf },
  {
    title: "Process it, then answer something else",
    fields: REPLY,
    effect: (values) => ({ replyAfterCommit: replyOf(values) }),
  },
  {
    title: "Process it, then break the connection",
    fields: [],
    effect: () => ({ dropReply: true }),
  },
  { title: "Break the connection at once", fields: [], effect: () => ({ reset: true }) },
  { title: "Never answer", fields: [], effect: () => ({ hang: true }) },
  {
    title: "Process and answer it later",
    fields: ["milliseconds"],
    effect: ({ milliseconds }) => ({ delayMs: Number(milliseconds) }),
  },
  {
    title: "Break the connection at once, process it later",
    fields: ["milliseconds"],
    effect: ({ milliseconds }) => ({ commitAfterMs: Number(milliseconds) }),
  },
  {
    title: "Another writer changes things right before",
    fields: ["operations"],
    effect: (values) => ({ before: operationsOf(values) }),
  },
  {
    title: "Another writer changes things right after",
    fields: ["operations"],
    effect: (values) => ({ after: operationsOf(values) }),
  },
];

/** A pending fault in words, but for its effect, which is shown as it was sent. */
export function matchText({ match, times, skip }: Fault): string {
  const what = [match.method ?? "Any method", match.path ?? "any path"].join(" ");
  const passing = (skip ?? 0) > 0 ? `, after ${skip} more` : "";
  return `${what}: ${counted(times ?? 0, "request", "requests")}${passing}`;
}
