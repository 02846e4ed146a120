// What is said where the principal that the provider signs in as would be deleted or replaced.
import type { Diagnostic } from "../../framework/index.js";
import type { PrincipalState, Words } from "../principals/kind.js";

/** @param prior null where Terraform does not tell it: the plan of the new object of a replacement. */
export const inUse = (
  { short, credential, usesIt }: Words,
  prior: PrincipalState | null,
  verb: "replace" | "delete",
): Diagnostic => ({
  severity: "error",
  summary: `Refused to ${verb} the ${short} in use`,
  detail:
    `${prior ? `The ${short} ${JSON.stringify(prior.display_name)} (${prior.id})` : `This ${short}`} is the ${credential} that this provider ${usesIt}. ${verb === "delete" ? "Deleting" : "Replacing"} it would lock the provider out half-way.\n\n` +
    `Give the provider another ${credential}, or take the ${short} out of the state without deleting it (\`removed { lifecycle { destroy = false } }\`, or \`terraform state rm\`).`,
});
