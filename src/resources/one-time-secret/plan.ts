// What a plan says of a secret that is shown once: which form the state will hold, and that other recipients need a new secret. Pure.
import { type Diagnostic, isUnknown, UNKNOWN, type Unknown } from "../../framework/index.js";

type Recipients = readonly (string | Unknown)[] | null | Unknown;

/** Of a secret that is yet to be made: what is null for certain, and what is known after apply. */
export function plannedStorage(sealTo: Recipients): {
  readonly plain: Unknown | null;
  readonly sealed: Unknown | null;
} {
  if (isUnknown(sealTo)) return { plain: UNKNOWN, sealed: UNKNOWN };
  return sealTo === null ? { plain: UNKNOWN, sealed: null } : { plain: null, sealed: UNKNOWN };
}

/** In place of an update that cannot be made: a secret is sealed when it is shown, and never again. */
export const otherRecipients = (noun: string): Diagnostic => ({
  severity: "error",
  summary: `Cannot change seal_to of this ${noun}`,
  detail:
    `\`seal_to\` says who can read the secret. The secret of this ${noun} was stored when the tenant showed it, and it is not shown again, so other recipients need a new secret. Nothing was changed.\n\n` +
    `To get a new secret and keep the rights, set \`rotation\`: with it, this change rotates the ${noun}. Or mark the ${noun} with \`terraform taint <address>\` (or \`tofu taint <address>\`) and apply: that replaces it, and deletion of the old one cannot be undone. \`-replace\` alone is not enough, because Terraform first asks for this plan, without it. To keep the ${noun}, set \`seal_to\` back.`,
  attribute: ["seal_to"],
});
