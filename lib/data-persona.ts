// How a stack looks up a persona.
import type { IResolvable } from "cdktf";
import type { Construct } from "constructs";
import type { IAtlanPersona } from "./granted-objects";
import type { AtlanLookupOptions } from "./lookup-props";
import { AtlanDataSource } from "./private/atlan-data-source";
import { defineAttributes } from "./private/attributes";
import { dataPersona } from "./schema";

/** Exactly one of `name` and `qualifiedName` says which persona. */
export interface DataAtlanPersonaProps extends AtlanLookupOptions {
  /**
   * The persona's name, in exact case. Several personas of that name are an error that lists them.
   *
   * @default - the persona is looked up by `qualifiedName`
   */
  readonly name?: string;
  /**
   * The persona's qualified name, `default/…`.
   *
   * @default - the persona is looked up by `name`
   */
  readonly qualifiedName?: string;
}

/**
 * Looks up an active persona.
 *
 * @example
 * const analysts = DataAtlanPersona.fromName(this, "analysts", "Data Assets");
 * loader.bindPersona(analysts);
 */
export class DataAtlanPersona extends AtlanDataSource implements IAtlanPersona {
  static readonly tfResourceType = dataPersona.typeName;

  static {
    defineAttributes(DataAtlanPersona, dataPersona.attributes);
  }

  /** The one persona with this name, in exact case. */
  static fromName(
    scope: Construct,
    id: string,
    name: string,
    options: AtlanLookupOptions = {},
  ): DataAtlanPersona {
    return new DataAtlanPersona(scope, id, { ...options, name });
  }

  /** The persona with this qualified name. */
  static fromQualifiedName(
    scope: Construct,
    id: string,
    qualifiedName: string,
    options: AtlanLookupOptions = {},
  ): DataAtlanPersona {
    return new DataAtlanPersona(scope, id, { ...options, qualifiedName });
  }

  /** The persona's GUID. */
  declare readonly id: string;
  /** The persona's name. */
  declare readonly name: string;
  /** The persona's qualified name, `default/…`: what tokens are linked by. */
  declare readonly qualifiedName: string;
  /** The name people see in Atlan. */
  declare readonly displayName: string;
  /** What the persona is for. */
  declare readonly description: string;
  /** Whether the persona is enabled. */
  declare readonly enabled: IResolvable;
  /** How long the lookup waits for the persona to appear, in seconds. */
  declare readonly waitSeconds: number;

  constructor(scope: Construct, id: string, props: DataAtlanPersonaProps) {
    super(scope, id, dataPersona, props);
  }
}
