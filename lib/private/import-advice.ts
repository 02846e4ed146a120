// What `generateConfigForImport` makes: no import, since the cdktf CLI would print code of another package, but the code to write.
import { ImportableResource, type TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { Schema } from "../schema";
import { PRINCIPAL_KINDS } from "./principal-kinds";
import { settingsOf } from "./settings";
import { stackOf } from "./stack-of";
import { purposeOf } from "./validation";
import { warnOnce } from "./warn-once";

interface Import {
  readonly schema: Schema;
  /** The construct id that it will have. */
  readonly id: string;
  /** Whatever the provider takes to find it. */
  readonly importId: string;
  readonly provider?: TerraformProvider;
}

/** The code with what the configuration has to say, each required property with words in place of its value. */
const codeFor = ({ schema, id, importId, provider }: Import): string => {
  const [prop, argument] = provider === undefined ? ["", ""] : [", provider", ", provider"];
  const required = settingsOf(schema)
    .filter(({ isRequired }) => isRequired)
    .map(
      ({ property }) =>
        `${property}: "its ${property === "displayName" ? "name" : property} in Atlan"`,
    );
  const name = PRINCIPAL_KINDS.find((kind) => kind.schema === schema)?.construct;
  return `new ${name}(this, ${JSON.stringify(id)}, { ${required.join(", ")}${prop} }).importFrom(${JSON.stringify(importId)}${argument});`;
};

export class ImportAdvice extends ImportableResource {
  constructor(scope: Construct, wanted: Import) {
    const { schema, id, importId, provider } = wanted;
    super(scope, id, {
      terraformResourceType: schema.typeName,
      importId,
      ...(provider !== undefined && { provider }),
    });
    stackOf(this, purposeOf(schema));
    warnOnce(
      this,
      `generateConfigForImport is deprecated and imports nothing: the cdktf CLI prints code that does not compile. npx cdktf-provider-atlan export writes all that a tenant has as a stack that imports it. For this ${schema.noun} alone, write instead: ${codeFor(wanted)}`,
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
