// What is said of a setting that is missing or wrong: its attribute, its environment variable, and what to do.
import { PROVIDER_ENVIRONMENT } from "../../../lib/schema/index.js";
import { BaseUrlError, BearerError } from "../../client/index.js";
import { DiagnosticError } from "../../framework/index.js";

/** What the environment may give. */
export type Sourced = keyof typeof PROVIDER_ENVIRONMENT;

const WITHOUT_ACCOUNT =
  "To try it without an account, run the same command after `npx cdktf-provider-atlan tenant --`.";

/** Where a setting may come from, as an imperative. */
export const waysToSet = (attribute: Sourced): string =>
  `Set the environment variable ${PROVIDER_ENVIRONMENT[attribute]}, or ${attribute} in the provider block.`;

export const missing = (attribute: Sourced, what: string): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: `Missing ${attribute}`,
    detail: `The provider needs ${what}. ${waysToSet(attribute)}\n\n${WITHOUT_ACCOUNT}`,
    attribute: [attribute],
  });

export function wrong(attribute: Sourced, error: unknown): DiagnosticError {
  if (!(error instanceof BaseUrlError || error instanceof BearerError)) throw error;
  return new DiagnosticError({
    severity: "error",
    summary: `Invalid ${attribute}`,
    detail: `${error.message}.\n\nIt comes from ${attribute} in the provider block or, without that, from the environment variable ${PROVIDER_ENVIRONMENT[attribute]}.`,
    attribute: [attribute],
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
