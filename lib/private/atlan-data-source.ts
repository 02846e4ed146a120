// What all our data sources share: synthesis and validation by their schema.
import { TerraformDataSource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import type { Schema } from "../schema";
import { wholeExportFaults } from "./cross-stack";
import { generatorMetadata } from "./generator";
import type { Values } from "./settings";
import { synthesizeHcl, synthesizeJson } from "./synthesis";
import { validateElement } from "./validate-element";

export abstract class AtlanDataSource extends TerraformDataSource {
  private readonly schema: Schema;
  private readonly declared: Values;

  constructor(scope: Construct, id: string, schema: Schema, props: TerraformMetaArguments) {
    super(scope, id, {
      ...props,
      terraformResourceType: schema.typeName,
      terraformGeneratorMetadata: generatorMetadata,
    });
    this.schema = schema;
    this.declared = { ...props };
    validateElement(this, {
      schema,
      values: () => this.declared,
      exportFaults: () => wholeExportFaults(this),
    });
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return synthesizeJson(this.schema, this.declared);
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return synthesizeHcl(this.schema, this.declared);
  }
}
