// What a plan of a token adds to the framework's own: expiry, the token we run as, and links that a replacement loses.
import { apiToken } from "../../../lib/schema/index.js";
import {
  type Diagnostic,
  isUnknown,
  type PlanContext,
  type Unknown,
} from "../../framework/index.js";
import { otherRecipients, plannedStorage, recipientsChange } from "../one-time-secret/plan.js";
import { type AfterExpiry, expired } from "./expiry.js";
import { type ApiTokenAttributes, lacksSecret, type TokenState } from "./mapping.js";
import { planRotation } from "./plan-rotation.js";
import { rotationProblems } from "./validate.js";

type Context = PlanContext<ApiTokenAttributes>;

/** In private data, noted by Read: the API key that the plugin uses is this very token. */
export const OWN_TOKEN = "own_token";
/** In private data, noted by Read: the token is linked to personas. */
export const LINKS_SEEN = "links_seen";
/** In private data, noted by Read: the token is gone, and is kept in the state because predecessors of it still work. */
export const GONE = "gone";
/** In private data, noted by Read: the state has no secret, and a file offers it. */
export const SECRET_OFFERED = "secret_offered";

export function planToken(context: Context): void {
  const { action, prior } = context;
  checkLifetime(context);
  if (prior === null) {
    planNew(context);
    planSuccessor(context);
    return;
  }
  const isOwn = context.privateData.get(OWN_TOKEN) === true;
  const isGone = planGone(context);
  if (action === "update" && !isGone && planRotation(context, prior, isOwn)) return;
  const isReplaced = isGone || planExpiry(context, prior) || action === "replace";
  if (!isReplaced) {
    refuseOtherRecipients(context, prior);
    planImportedSecret(context, prior);
  }
  if (!isReplaced && action !== "delete") return;
  if (isOwn) {
    context.diagnostics.add(ownToken(prior, isReplaced ? "replace" : "delete"));
  }
  const hasOthersLinks = context.privateData.get(LINKS_SEEN) === true;
  if (isReplaced && hasOthersLinks && prior.persona_qualified_names === null) {
    context.diagnostics.add(linksAreLost(prior));
  }
}

/** A lifetime that is left out is only known here: a default, or what an imported token has. */
function checkLifetime({ config, planned, diagnostics }: Context): void {
  if (planned === null || config?.validity_seconds !== null) return;
  for (const problem of rotationProblems(planned)) {
    if (problem.severity === "error") diagnostics.add(problem);
  }
}

function planNew(context: Context): void {
  const { set } = context;
  planStorage(context);
  set("ready_for_rotation", false);
  set("retirement_due", false);
  set("retiring", []);
}

/** Of a fresh secret the state will hold one form. */
function planStorage({ planned, set }: Context): void {
  const { plain, sealed } = plannedStorage(planned?.seal_to ?? null);
  set("access_token", plain);
  set("sealed_access_token", sealed);
}

function planImportedSecret(context: Context, prior: TokenState): void {
  if (context.planned === null || !lacksSecret(prior)) return;
  if (context.privateData.get(SECRET_OFFERED) === true) planStorage(context);
}

function refuseOtherRecipients({ planned, diagnostics }: Context, prior: TokenState): void {
  if (planned === null || lacksSecret(prior)) return;
  if (recipientsChange(prior.seal_to, planned.seal_to) === "changed") {
    diagnostics.add(otherRecipients(apiToken.noun));
  }
}

/** Of a replacement that nothing in the configuration asks for, such as `-replace`, only this half of its plan is told. */
function planSuccessor({ planned, replaced, diagnostics }: Context): void {
  if (replaced === null || replaced.isReported) return;
  if (replaced.privateData.get(OWN_TOKEN) === true) diagnostics.add(ownToken(null, "replace"));
  const hasOthersLinks = replaced.privateData.get(LINKS_SEEN) === true;
  if (hasOthersLinks && planned?.persona_qualified_names === null) {
    diagnostics.add(linksAreLost(null));
  }
}

/** @returns whether the plan becomes a replacement. */
function planGone({ planned, privateData, replaceBecauseOf }: Context): boolean {
  return planned !== null && privateData.get(GONE) === true && replaceBecauseOf("id");
}

/** @returns whether the plan becomes a replacement. */
function planExpiry(context: Context, prior: TokenState): boolean {
  const { planned, diagnostics } = context;
  if (planned === null || !prior.expired) return false;
  const next = afterExpiry(context, planned.replace_when_expired);
  diagnostics.add(expired(prior, next));
  return next === "replaced";
}

function afterExpiry(context: Context, mayReplace: boolean | Unknown): AfterExpiry {
  // Unknown is no reason to replace.
  if (isUnknown(mayReplace)) return "undecided";
  if (!mayReplace) return "kept";
  return context.replaceBecauseOf("expired") ? "replaced" : "refused";
}

const nameOf = ({ display_name }: TokenState): string => JSON.stringify(display_name);

/** @param prior null where Terraform does not tell it: the plan of the new object of a replacement. */
export const ownToken = (prior: TokenState | null, verb: "replace" | "delete"): Diagnostic => ({
  severity: "error",
  summary: `Refused to ${verb} the token in use`,
  detail:
    `${prior ? `The token ${nameOf(prior)} (${prior.id})` : "This token"} is the API key that this provider signs in with. ${verb === "delete" ? "Deleting" : "Replacing"} it would lock the provider out half-way.\n\n` +
    "Give the provider another API key, or take the token out of the state without deleting it (`removed { lifecycle { destroy = false } }`, or `terraform state rm`).",
});

const linksAreLost = (prior: TokenState | null): Diagnostic => ({
  severity: "warning",
  summary: `API token ${prior ? `${prior.id} ` : ""}loses links made elsewhere`,
  detail:
    `${prior ? `The token ${nameOf(prior)}` : "This token"} is replaced, and persona_qualified_names is not set: personas that were linked by hand or by other code are not linked to the new token. ` +
    "The same is true of connections and collections that name the old one.",
});
