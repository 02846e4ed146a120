// What `generateConfigForImport` makes: no import, since the cdktf CLI would print code of another package, but the code to write.
import { ImportableResource, type TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { apiToken } from "../schema";
import { stackOf } from "./stack-of";
import { purposeOf } from "./validation";
import { warnOnce } from "./warn-once";

interface Import {
  /** The construct id that the token will have. */
  readonly id: string;
  /** Whatever the provider takes to find the token. */
  readonly importId: string;
  readonly provider?: TerraformProvider;
}

const codeFor = ({ id, importId, provider }: Import): string => {
  const [prop, argument] = provider === undefined ? ["", ""] : [", provider", ", provider"];
  const props = `{ displayName: "its name in Atlan"${prop} }`;
  return `new AtlanApiToken(this, ${JSON.stringify(id)}, ${props}).importFrom(${JSON.stringify(importId)}${argument});`;
};

export class ImportAdvice extends ImportableResource {
  constructor(scope: Construct, wanted: Import) {
    const { id, importId, provider } = wanted;
    super(scope, id, {
      terraformResourceType: apiToken.typeName,
      importId,
      ...(provider !== undefined && { provider }),
    });
    stackOf(this, purposeOf(apiToken));
    warnOnce(
      this,
      `generateConfigForImport is deprecated and imports nothing: the cdktf CLI prints code that does not compile. Write instead: ${codeFor(wanted)}`,
    );
  }

  override toTerraform(): object {
    return {};
  }

  override toHclTerraform(): object {
    return {};
  }

  override toMetadata(): object {
    return {};
  }
}
