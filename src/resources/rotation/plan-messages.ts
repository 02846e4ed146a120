// What a plan says of a rotation. Constant summaries: Terraform folds warnings by them into one.
import type { Diagnostic } from "../../framework/index.js";
import type { Words } from "../principals/kind.js";
import type { Trigger } from "./plan.js";

/** Whose secret it is. */
export interface Named extends Pick<Words, "short" | "credential" | "usesIt"> {
  /** In a sentence: `The API token "loader" (<GUID>)`. */
  readonly name: string;
}

const BECAUSE: Readonly<Record<Trigger, string>> = {
  ready_for_rotation:
    "it has reached the time that rotate_every_seconds or rotate_before_expiry_seconds sets",
  rotate_when_changed: "rotate_when_changed changes",
  revoke_when_changed: "revoke_when_changed changes",
  expired: "it has expired",
  validity_seconds: "validity_seconds changes, and a lifetime is fixed when a secret is made",
  role: "role changes, and a role is fixed when a client is made",
  persona_qualified_names:
    "persona_qualified_names changes, and the personas of a client are fixed when it is made",
  seal_to: "seal_to changes, and a secret is sealed when it is made",
};

export const rotates = ({ name }: Pick<Named, "name">, trigger: Trigger): Diagnostic => ({
  severity: "warning",
  summary: "Secrets are rotated",
  detail: `${name} is rotated, because ${BECAUSE[trigger]}. ${
    trigger === "revoke_when_changed"
      ? "Apply deletes it first, and then makes a successor with a new secret. Whoever uses the old secret is refused until they have the new one."
      : "Apply makes a successor with the same rights and a new secret, which takes its place. The predecessor goes on working for overlap_seconds at least; an apply after that deletes it."
  }`,
  attribute: ["rotation"],
});

/** @param ids of the predecessors, which Terraform shows as a change of a list, if at all */
export const retires = (noun: string, ids: readonly string[]): Diagnostic => ({
  severity: "warning",
  summary: "Predecessors of rotated secrets are deleted",
  detail: `The overlap of the ${noun} ${ids.join(" and ")} has ended, so apply deletes it: whoever still uses the old secret is refused from then on. Deletion cannot be undone. To keep it longer, raise overlap_seconds first.`,
});

/** Before 1.16 Terraform tells the plan in the apply phase nothing of the first one, and the two cannot be told apart there. */
export const waits = ({ name }: Pick<Named, "name">, awaited: readonly Trigger[]): Diagnostic => ({
  severity: "warning",
  summary: "Rotations wait for values that are not known",
  detail: `${awaited.join(" and ")} of ${lowerFirst(name)} ${awaited.length === 1 ? "is" : "are"} not known before apply, so this run does not rotate it. If a value then differs from the one in the state, the next apply rotates. Before Terraform 1.16, and with OpenTofu, this apply ends with the error "Provider produced inconsistent final plan" then, and does not change it. To avoid that, use values that are known in the plan.`,
  attribute: ["rotation"],
});

export const rotatesNext = ({ name }: Pick<Named, "name">): Diagnostic => ({
  severity: "warning",
  summary: "The next apply rotates secrets",
  detail: `rotate_when_changed of ${lowerFirst(name)} was not known when this run was planned, and it differs from the value in the state. Apply again to rotate.`,
  attribute: ["rotation"],
});

export const knownTooLate = (
  { name, short }: Pick<Named, "name" | "short">,
  trigger: Trigger,
): Diagnostic => ({
  severity: "error",
  summary: "Cannot rotate in this run",
  detail: `${trigger} of ${lowerFirst(name)} was not known when this run was planned, and it differs from the value in the state. A rotation must be in the plan. The ${short} was not changed.\n\nApply again.`,
  attribute: [trigger === "revoke_when_changed" ? "rotation" : trigger],
});

export const ownRotates = ({ name, credential, usesIt }: Named): Diagnostic => ({
  severity: "warning",
  summary: `The ${credential} in use will be rotated`,
  detail: `${name} is the ${credential} that this provider ${usesIt}. It goes on working during the overlap, and no run that ${usesIt} it deletes it. Give the provider the new secret ${credential === "API key" ? "before the old one expires" : "before the overlap ends"}; a run that signs in with another ${credential} deletes the old one when it is due.`,
  attribute: ["rotation"],
});

export const ownRevoked = ({ name, short, credential, usesIt }: Named): Diagnostic => ({
  severity: "error",
  summary: `Refused to revoke the ${short} in use`,
  detail: `revoke_when_changed changes, but ${lowerFirst(name)} is the ${credential} that this provider ${usesIt}. Deleting it first would lock the provider out before there is a successor. Nothing was changed.\n\nGive the provider another ${credential} and apply again, or rotate with an overlap instead: change rotate_when_changed, give the provider the new secret, and set overlap_seconds = 0.`,
  attribute: ["rotation", "revoke_when_changed"],
});

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
