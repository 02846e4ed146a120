// The toolkit that these constructs are built on: the import below is what the build for cdktn rewrites.
import { TerraformStack } from "cdktf";
import { type Toolkit, toolkitOf } from "./toolkits";

function find(): Toolkit {
  const found = toolkitOf(TerraformStack);
  if (found === undefined) {
    throw new Error(
      "Cannot load constructs: TerraformStack does not say whose it is, expected the one of cdktf or cdktn",
    );
  }
  return found;
}

export const ownToolkit = find();
