// Diagnostics → the protocol's messages, and the diagnostic for mistakes of our own.
import { describeError } from "../framework/describe-error.js";
import type { Diagnostic } from "../framework/diagnostic.js";
import { attributePathMessage } from "./attribute-path-message.js";
import {
  Diagnostic_Severity,
  type Diagnostic as DiagnosticMessage,
} from "./generated/tfplugin6.js";
import type { ObjectType } from "./values/wire-type.js";

/** Never 0: Terraform takes that for a warning, silently (1.11.4, tried). */
const SEVERITY = {
  error: Diagnostic_Severity.ERROR,
  warning: Diagnostic_Severity.WARNING,
} as const;

const NO_ATTRIBUTES: ObjectType = { kind: "object", attributes: new Map() };

export const diagnosticMessages = (
  diagnostics: readonly Diagnostic[],
  type: ObjectType = NO_ATTRIBUTES,
): DiagnosticMessage[] =>
  diagnostics.map(({ severity, summary, detail, attribute }) => ({
    severity: SEVERITY[severity],
    summary,
    detail,
    attribute:
      attribute === undefined || attribute.length === 0
        ? undefined
        : attributePathMessage(attribute, type),
  }));

/** For what is neither the user's fault nor the tenant's. */
export const bugDiagnostic = (rpc: string, error: unknown, consequence: string): Diagnostic => ({
  severity: "error",
  summary: `Bug in cdktf-provider-atlan: ${rpc} failed`.slice(0, 60),
  detail: [
    "This is a bug in cdktf-provider-atlan, not a fault of your configuration or of the tenant.",
    `While answering ${rpc}: ${describeError(error)}`,
    consequence,
    "Run the command again with TF_LOG_PROVIDER=trace and report what it prints at https://www.npmjs.com/package/cdktf-provider-atlan.",
  ].join("\n\n"),
});
