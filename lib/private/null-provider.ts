// The optional peer that runs delivery commands: loaded only when a stack has a delivery, and declared once per stack.
import {
  type TerraformMetaArguments,
  type TerraformProvider,
  type TerraformResource,
  TerraformStack,
} from "cdktf";
import type { Construct } from "constructs";
import { isMissingModule } from "./missing-module";
import { ownToolkit } from "./own-toolkit";

/** What is taken of the package. By shape: each toolkit has a package of its own, and neither need be there for the other. */
export interface NullProviderPackage {
  readonly Resource: new (
    scope: Construct,
    id: string,
    config: TerraformMetaArguments & { readonly triggers?: Record<string, string> },
  ) => TerraformResource;
  readonly NullProvider: new (scope: Construct, id: string) => TerraformProvider;
}

const CHILD_ID = "cdktf-provider-atlan-null";

/** @throws when the package is not installed, with what to run */
export function loadNullProvider(load: NodeJS.Require = require): NullProviderPackage {
  const { name, version } = ownToolkit.nullProvider;
  try {
    return {
      Resource: load(`${name}/lib/resource`).Resource,
      NullProvider: load(`${name}/lib/provider`).NullProvider,
    };
  } catch (error) {
    if (!isMissingModule(error, name)) throw error;
    throw new Error(
      `Cannot deliver token: ${name} is not installed, expected version ${version}; run npm install ${name}@${version}`,
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
