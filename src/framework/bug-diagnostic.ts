// The diagnostic for a bug in the product.
import { attributePathText } from "./attribute-path-text.js";
import type { Problem } from "./conform-object.js";
import type { AttributePath, Diagnostic } from "./diagnostic.js";
import type { Product } from "./product.js";

export interface Bug {
  /** One sentence: what was tried and what went wrong. */
  readonly what: string;
  /** Lines for the report, without secrets. */
  readonly evidence: string;
  readonly attribute?: AttributePath;
}

export const bugDiagnostic = (
  { name, reportAt }: Product,
  { what, evidence, attribute }: Bug,
): Diagnostic => ({
  severity: "error",
  summary: `Bug in ${name}`,
  detail: `${what} This is a bug in ${name}, not in your configuration. Please report it at ${reportAt} with these lines:\n\n${evidence}`,
  ...(attribute && { attribute }),
});

/** One bug per problem, each at its attribute. */
export const problemBugs = (what: string, problems: readonly Problem[]): readonly Bug[] =>
  problems.map(({ path, problem }) => ({
    what,
    evidence: `${attributePathText(path)} ${problem}`,
    attribute: path,
  }));
