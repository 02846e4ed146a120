// What all our resources share: synthesis and validation by their schema.
import { type TerraformMetaArguments, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { Schema } from "../schema";
import { wholeExportFaults } from "./cross-stack";
import { generatorMetadata } from "./generator";
import type { Values } from "./settings";
import { synthesizeHcl, synthesizeJson } from "./synthesis";
import { validateElement } from "./validate-element";

/** What one resource is. */
export interface ResourceDefinition {
  readonly schema: Schema;
  /** With whatever else the caller gave, so that validation reports unknown properties. */
  readonly metaArguments: TerraformMetaArguments;
  /**
   * What the stack declares, by property name. Called at synth only: another construct's attribute must not be touched
   * before its logical id is final.
   */
  readonly declared: () => Values;
  /** The objects of which `declared` reads one attribute each, by property name. */
  readonly objects?: () => Values;
}

export abstract class AtlanResource extends TerraformResource {
  /** The tenant it belongs to: the origin of the provider's `baseUrl` when it was made or imported. */
  declare readonly tenant: string;

  private readonly definition: ResourceDefinition;

  constructor(scope: Construct, id: string, definition: ResourceDefinition) {
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
      exportFaults: () => wholeExportFaults(this),
    });
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return synthesizeJson(this.definition.schema, this.definition.declared());
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return synthesizeHcl(this.definition.schema, this.definition.declared());
  }
}
