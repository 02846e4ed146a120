// What all our ephemeral resources share: synthesis and validation by their schema. Only cdktn has a class for them, so
// that nothing the entry for cdktf exports may import this.
import { type TerraformEphemeralMetaArguments, TerraformEphemeralResource } from "cdktn";
import type { Construct } from "constructs";
import type { Schema } from "../schema";
import { ephemeralExportFaults } from "./cross-stack";
import { generatorMetadata } from "./generator";
import type { Values } from "./settings";
import { synthesizeHcl, synthesizeJson } from "./synthesis";
import { validateElement } from "./validate-element";

/** What one ephemeral resource is. */
export interface EphemeralResourceDefinition {
  readonly schema: Schema;
  /** With whatever else the caller gave, so that validation reports unknown properties. */
  readonly metaArguments: TerraformEphemeralMetaArguments;
  /** What the stack declares, by property name. Called at synth only. */
  readonly declared: () => Values;
  /** The objects of which `declared` reads one attribute each, by property name. */
  readonly objects?: () => Values;
}

export abstract class AtlanEphemeralResource extends TerraformEphemeralResource {
  private readonly definition: EphemeralResourceDefinition;

  constructor(scope: Construct, id: string, definition: EphemeralResourceDefinition) {
    const { schema, metaArguments, declared, objects } = definition;
    super(scope, id, {
      ...metaArguments,
      terraformResourceType: schema.typeName,
      terraformGeneratorMetadata: generatorMetadata,
    });
    this.definition = definition;
    validateElement(this, {
      schema,
      values: () => ({ ...metaArguments, ...declared() }),
      objects,
      exportFaults: () => ephemeralExportFaults(this),
    });
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return synthesizeJson(this.definition.schema, this.definition.declared());
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return synthesizeHcl(this.definition.schema, this.definition.declared());
  }
}
