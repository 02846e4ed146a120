// What a plan of a token says of its lifetime: that it cannot be so, or that it is over.
import { apiToken } from "../../../lib/schema/index.js";
import { isUnknown, type PlanContext, type Unknown } from "../../framework/index.js";
import { rotationProblems } from "../rotation/check-settings.js";
import { type AfterExpiry, expired } from "./expiry.js";
import type { ApiTokenAttributes, TokenState } from "./mapping.js";

type Context = PlanContext<ApiTokenAttributes>;

/** A lifetime that is left out is only known here: a default, or what an imported token has. */
export function checkLifetime({ config, planned, diagnostics }: Context): void {
  if (planned === null || config?.validity_seconds !== null) return;
  for (const problem of rotationProblems(apiToken, planned)) {
    if (problem.severity === "error") diagnostics.add(problem);
  }
}

/** @returns whether the plan becomes a replacement */
export function planExpiry(context: Context, prior: TokenState): boolean {
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
