// What a person should read although the operation goes on.
import type { Diagnostic } from "../../framework/index.js";
import type { Grant, Look } from "./grant.js";
import { listed } from "./listed.js";

/** Terraform folds warnings by their summary: where the detail has to be acted on, the summary names the thing. */
export const adopted = (noun: string, { thing, principals }: Grant): Diagnostic => ({
  severity: "warning",
  summary: `A ${noun} on ${thing} existed already: ${principals[0]}${principals.length > 1 ? ` and ${principals.length - 1} more` : ""}`,
  detail:
    `${listed(principals)} held this right before, so nothing was written for it, and from now on this resource manages it: destroying the resource takes the right away, whoever gave it first. ` +
    "To leave it to whoever gave it, take the name out of this resource, after `terraform state rm` or with `removed { lifecycle { destroy = false } }`.",
});

export const gone = (noun: string, { thing, principals }: Grant, look: Look): Diagnostic => ({
  severity: "warning",
  summary: `The ${noun} on ${thing} is gone`,
  detail:
    look.state === "gone"
      ? `${thing} was deleted outside Terraform, and with it the right of ${listed(principals)}. The grant is dropped from the state.`
      : `None of ${listed(principals)} holds the right any more: it was taken away outside Terraform, or the tokens were deleted. The grant is dropped from the state; if the configuration still has it, this plan gives the right again.`,
});

/** One for all: many of them would be noise. */
export const hidden = (noun: string, look: Extract<Look, { state: "hidden" }>): Diagnostic => {
  const { fromApiKey, fromPerson } = look;
  const person =
    fromPerson === null
      ? "user_bearer_token is not set."
      : `The person's bearer token did not help: ${fromPerson.message}.`;
  return {
    severity: "warning",
    summary: `Some ${noun} grants were not read: not visible`,
    detail: `${fromApiKey.message}. The API key may not see this asset. ${person} The state is kept as it is, so this plan may not show what was changed outside Terraform.`,
  };
};

export const unverified = (noun: string): Diagnostic => ({
  severity: "warning",
  summary: `A ${noun} was written, but not checked`,
  detail:
    "Terraform asked the plugin to stop between the write and the look whether it holds. The state holds what was written; the next plan shows what does not hold.",
});

export const putBack = (noun: string, thing: string, names: readonly string[]): Diagnostic => ({
  severity: "warning",
  summary: `The creator stays ${noun} of ${thing}`,
  detail: `${listed(names)} created the collection, and Atlan keeps its creator among the editors whatever is written. The right is no longer managed here, and stays.`,
});
