// What a plan of a principal adds to the framework's own: the one we run as, rotation, and links that a replacement loses.
import type { Diagnostic, PlanContext } from "../../framework/index.js";
import { otherRecipients, plannedStorage } from "../one-time-secret/plan.js";
import type {
  PrincipalAttributes,
  PrincipalKind,
  PrincipalState,
  Words,
} from "../principals/kind.js";
import { setChange } from "../principals/value-change.js";
import { GONE, LINKS_SEEN, OWN, SECRET_OFFERED } from "../rotation/notes.js";
import { inUse } from "../rotation/own.js";
import { planRotation } from "../rotation/plan-rotation.js";
import { notePersonas } from "./planned-personas.js";

type Context = PlanContext<PrincipalAttributes>;

export function planPrincipal(kind: PrincipalKind, context: Context): void {
  const { action, prior } = context;
  kind.checkPlan?.(context);
  if (prior === null) {
    planNew(kind, context);
    planSuccessor(kind, context);
    notePersonas(context);
    return;
  }
  const isOwn = context.privateData.get(OWN) === true;
  const isGone = planGone(context);
  if (action === "update" && !isGone && planRotation(kind, context, { prior, isOwn })) return;
  const isReplaced =
    isGone || kind.planReplacement?.(context, prior) === true || action === "replace";
  if (!isReplaced) {
    refuseOtherRecipients(kind, context, prior);
    planImportedSecret(kind, context, prior);
  }
  if (!isReplaced && action !== "delete") return;
  if (isOwn) {
    context.diagnostics.add(inUse(kind.words, prior, isReplaced ? "replace" : "delete"));
  }
  const hasOthersLinks = context.privateData.get(LINKS_SEEN) === true;
  if (isReplaced && hasOthersLinks && prior.persona_qualified_names === null) {
    context.diagnostics.add(linksAreLost(kind.words, prior));
  }
}

function planNew(kind: PrincipalKind, context: Context): void {
  const { set } = context;
  planStorage(kind, context);
  set("ready_for_rotation", false);
  set("retirement_due", false);
  set("retiring", []);
}

/** Of a fresh secret the state will hold one form. */
function planStorage(kind: PrincipalKind, context: Context): void {
  kind.planSecret(context, plannedStorage(context.planned?.seal_to ?? null));
}

function planImportedSecret(kind: PrincipalKind, context: Context, prior: PrincipalState): void {
  if (context.planned === null || !kind.lacksSecret(prior)) return;
  if (context.privateData.get(SECRET_OFFERED) === true) planStorage(kind, context);
}

function refuseOtherRecipients(
  kind: PrincipalKind,
  { planned, diagnostics }: Context,
  prior: PrincipalState,
): void {
  if (planned === null || kind.lacksSecret(prior)) return;
  if (setChange(prior.seal_to, planned.seal_to) === "changed") {
    diagnostics.add(otherRecipients(kind.words.noun));
  }
}

/** Of a replacement that nothing in the configuration asks for, such as `-replace`, only this half of its plan is told. */
function planSuccessor(
  { words }: PrincipalKind,
  { planned, replaced, diagnostics }: Context,
): void {
  if (replaced === null || replaced.isReported) return;
  if (replaced.privateData.get(OWN) === true) diagnostics.add(inUse(words, null, "replace"));
  const hasOthersLinks = replaced.privateData.get(LINKS_SEEN) === true;
  if (hasOthersLinks && planned?.persona_qualified_names === null) {
    diagnostics.add(linksAreLost(words, null));
  }
}

/** @returns whether the plan becomes a replacement. */
function planGone({ planned, privateData, replaceBecauseOf }: Context): boolean {
  return planned !== null && privateData.get(GONE) === true && replaceBecauseOf("id");
}

const linksAreLost = ({ noun, short }: Words, prior: PrincipalState | null): Diagnostic => ({
  severity: "warning",
  summary: `${noun} ${prior ? `${prior.id} ` : ""}loses links made elsewhere`,
  detail:
    `${prior ? `The ${short} ${JSON.stringify(prior.display_name)}` : `This ${short}`} is replaced, and persona_qualified_names is not set: personas that were linked by hand or by other code are not linked to the new ${short}. ` +
    "The same is true of connections and collections that name the old one.",
});
