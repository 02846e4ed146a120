// Diagnostics → the protocol's messages.
import type { Diagnostic } from "../../framework/index.js";
import {
  Diagnostic_Severity,
  type Diagnostic as DiagnosticMessage,
} from "../generated/tfplugin6.js";
import type { ObjectType } from "../values/wire-type.js";
import { attributePathMessage } from "./attribute-path-message.js";

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
