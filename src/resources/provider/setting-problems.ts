// What is said of a setting that is missing or wrong: its attribute, its environment variable, and what to do.
import { PROVIDER_ENVIRONMENT } from "../../../lib/schema/index.js";
import { BaseUrlError, BearerError } from "../../client/index.js";
import { type Diagnostic, DiagnosticError } from "../../framework/index.js";

/** What the environment may give. */
export type Sourced = keyof typeof PROVIDER_ENVIRONMENT;

interface SettingDiagnostic extends Diagnostic {
  /** The same as a sentence for a command, which has the environment and no provider block. */
  readonly commandText: string;
}

export const isSettingDiagnostic = (diagnostic: Diagnostic): diagnostic is SettingDiagnostic =>
  "commandText" in diagnostic;

function settingError(problem: Omit<SettingDiagnostic, "severity">): DiagnosticError {
  const diagnostic: SettingDiagnostic = { severity: "error", ...problem };
  return new DiagnosticError(diagnostic);
}

const WITHOUT_ACCOUNT =
  "To try it without an account, run the same command after `npx cdktf-provider-atlan tenant --`.";

/** Where a setting may come from, as an imperative. */
const waysToSet = (attribute: Sourced): string =>
  `Set the environment variable ${PROVIDER_ENVIRONMENT[attribute]}, or ${attribute} in the provider block.`;

export const missing = (attribute: Sourced, what: string): DiagnosticError =>
  settingError({
    summary: `Missing ${attribute}`,
    detail: `The provider needs ${what}. ${waysToSet(attribute)}\n\n${WITHOUT_ACCOUNT}`,
    attribute: [attribute],
    commandText: `${PROVIDER_ENVIRONMENT[attribute]} is not set, expected ${what}.`,
  });

/** One half of the pair of an OAuth client. */
export const halfPair = (present: Sourced, absent: Sourced): DiagnosticError => {
  const both = "Signing in as an OAuth client takes both.";
  return settingError({
    summary: `Missing ${absent}`,
    detail: `${present} is set and ${absent} is not. ${both} ${waysToSet(absent)}`,
    attribute: [absent],
    commandText: `${PROVIDER_ENVIRONMENT[present]} is set and ${PROVIDER_ENVIRONMENT[absent]} is not. ${both}`,
  });
};

export function wrong(attribute: Sourced, error: unknown): DiagnosticError {
  if (!(error instanceof BaseUrlError || error instanceof BearerError)) throw error;
  const variable = PROVIDER_ENVIRONMENT[attribute];
  return settingError({
    summary: `Invalid ${attribute}`,
    detail: `${error.message}.\n\nIt comes from ${attribute} in the provider block or, without that, from the environment variable ${variable}.`,
    attribute: [attribute],
    commandText: `${error.message}. It comes from ${variable}.`,
  });
}

export const notEnabled = (attribute: Sourced): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: `Invalid ${attribute}`,
    detail: `${attribute} is what an ephemeral atlan_api_token has for its access_token while it is not enabled, so that no request can be sent.\n\nA provider block is used in plans and in destroy, too, where terraform.applying is false: set enabled = true on that token.`,
    attribute: [attribute],
  });

export function wrongAddress(error: unknown): DiagnosticError {
  if (!(error instanceof BaseUrlError)) throw error;
  return new DiagnosticError({
    severity: "error",
    summary: "Invalid accept_from_tenants",
    detail: `${error.message}.`,
    attribute: ["accept_from_tenants"],
  });
}
