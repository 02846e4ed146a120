// The construct of a machine, written as the constructs of this package are.
import { ComplexObject, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { AtlanResource } from "../../../lib/private/atlan-resource";
import { defineAttributes } from "../../../lib/private/attributes";
import type { Values } from "../../../lib/private/settings";
import { AtlanRecordList } from "../../../lib/record-list";
import { machine } from "./schema";

const { maintenance, replaced, spare_parts: spareParts } = machine.attributes;

class Maintenance extends ComplexObject {
  static {
    defineAttributes(Maintenance, maintenance.attributes);
  }

  declare readonly everyDays: number;
  declare readonly notes: string;
  declare readonly planId: string;
}

class SparePart extends ComplexObject {
  static {
    defineAttributes(SparePart, spareParts.attributes);
  }

  declare readonly partName: string;
  declare readonly amount: number;
  declare readonly shelf: string;
  declare readonly serial: string;
}

class Replaced extends ComplexObject {
  static {
    defineAttributes(Replaced, replaced.attributes);
  }

  declare readonly id: string;
  declare readonly scrapped: ReturnType<ComplexObject["getBooleanAttribute"]>;
}

export class WorkshopMachine extends AtlanResource {
  static {
    defineAttributes(WorkshopMachine, machine.attributes);
  }

  declare readonly id: string;
  declare readonly name: string;
  declare readonly rebuildWhenChanged: { [key: string]: string };
  declare readonly pinVersion: number;
  declare readonly pinLength: number;

  /** Without types, as plain JavaScript may call it. */
  constructor(scope: Construct, id: string, props: Values & TerraformMetaArguments) {
    super(scope, id, { schema: machine, metaArguments: props, declared: () => props });
  }

  get maintenance(): Maintenance {
    return new Maintenance(this, "maintenance", false);
  }

  get spareParts(): AtlanRecordList<SparePart> {
    return new AtlanRecordList(this, "spare_parts", SparePart);
  }

  get replaced(): AtlanRecordList<Replaced> {
    return new AtlanRecordList(this, "replaced", Replaced);
  }
}
