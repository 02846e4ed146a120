// What a delivery and a retirement can do their work for: a single principal that their own stack manages.
import { TerraformStack } from "cdktf";
import { isRepeated } from "./instances";
import { isManagedPrincipal, kindOf } from "./principal-kinds";

interface Reasons {
  /** What only managed principals have, as a clause. */
  readonly only: string;
  /** What would come of one of another stack, as a clause. */
  readonly elsewhere: string;
}

/** @param given callers without types may pass anything */
export function ownPrincipalFaults(
  given: unknown,
  stack: TerraformStack,
  { only, elsewhere }: Reasons,
): readonly string[] {
  if (!isManagedPrincipal(given)) {
    return [
      `token is not an AtlanApiToken or AtlanOauthClient of this app, expected one: only those have ${only}`,
    ];
  }
  const { word } = kindOf(given);
  const faults: string[] = [];
  if (TerraformStack.of(given) !== stack) {
    faults.push(
      `"${given.node.path}" is in another stack, so that ${elsewhere}, expected a ${word} of this stack`,
    );
  }
  if (isRepeated(given)) {
    faults.push(`the ${word} has count or forEach, expected a single ${word}`);
  }
  return faults;
}
