// The diagnostic for a bug in this package.
import { attributePathText } from "./attribute-path-text.js";
import type { Problem } from "./conform-object.js";
import type { AttributePath, Diagnostic } from "./diagnostic.js";

const REPORT_AT = "https://www.npmjs.com/package/cdktf-provider-atlan";

/**
 * @param what one sentence: what was tried and what went wrong
 * @param evidence lines for the report, without secrets
 */
export function bugDiagnostic(
  what: string,
  evidence: string,
  attribute?: AttributePath,
): Diagnostic {
  return {
    severity: "error",
    summary: "Bug in cdktf-provider-atlan",
    detail: `${what} This is a bug in cdktf-provider-atlan, not in your configuration. Please report it at ${REPORT_AT} with these lines:\n\n${evidence}`,
    ...(attribute && { attribute }),
  };
}

/** One diagnostic per problem, each at its attribute. */
export function problemDiagnostics(
  what: string,
  problems: readonly Problem[],
): readonly Diagnostic[] {
  return problems.map(({ path, problem }) =>
    bugDiagnostic(what, `${attributePathText(path)} ${problem}`, path),
  );
}
