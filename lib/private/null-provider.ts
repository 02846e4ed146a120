// The optional peer that runs delivery commands: loaded only when a stack has a delivery, and declared once per stack.
import { type TerraformProvider, TerraformStack } from "cdktf";

interface NullProviderPackage {
  readonly Resource: typeof import("@cdktf/provider-null/lib/resource").Resource;
  readonly NullProvider: typeof import("@cdktf/provider-null/lib/provider").NullProvider;
}

const NAME = "@cdktf/provider-null";
const CHILD_ID = "cdktf-provider-atlan-null";

// By shape: Jest loads modules in realms of their own, where `instanceof Error` is false.
const isMissing = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  error.code === "MODULE_NOT_FOUND" &&
  String(error).includes(NAME);

/** @throws when the package is not installed, with what to run */
export function loadNullProvider(load: NodeJS.Require = require): NullProviderPackage {
  try {
    return {
      Resource: load(`${NAME}/lib/resource`).Resource,
      NullProvider: load(`${NAME}/lib/provider`).NullProvider,
    };
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new Error(
      `Cannot deliver token: ${NAME} is not installed, expected version 11; run npm install ${NAME}@11`,
      { cause: error },
    );
  }
}

function hasDefaultBeside(ours: TerraformProvider): boolean {
  const stack = TerraformStack.of(ours);
  return stack
    .allProviders()
    .filter((other) => TerraformStack.of(other) === stack && other !== ours)
    .some(({ terraformResourceType, alias }) => terraformResourceType === "null" && !alias);
}

/** Makes sure that the stack has a null provider. One that the stack declares itself, now or later, takes precedence. */
export function ensureNullProvider(
  stack: TerraformStack,
  { NullProvider }: Pick<NullProviderPackage, "NullProvider">,
): void {
  class DefaultNullProvider extends NullProvider {
    override toTerraform(): object {
      return hasDefaultBeside(this) ? {} : super.toTerraform();
    }

    override toHclTerraform(): object {
      return hasDefaultBeside(this) ? {} : super.toHclTerraform();
    }
  }
  if (stack.node.tryFindChild(CHILD_ID) === undefined) new DefaultNullProvider(stack, CHILD_ID);
}
