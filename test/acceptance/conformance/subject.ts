// What the suite has to know of a resource type: data and short functions, nothing of how it is tested.
import type { Fault, TenantSeed, TenantSnapshot } from "../../../src/tenant/index.js";
import type { Stage } from "../harness/stage.js";
import type { World } from "./world.js";

/** Values of attributes, as configuration and state have them. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Which requests of the plugin are meant. */
export type Match = Fault["match"] & { readonly path: string };

export type OtherWriter = (stage: Stage, world: World) => Promise<void>;

/** What fails in the middle. */
export interface Failing {
  readonly given: Arguments;
  readonly faults: readonly Fault[];
  readonly says: RegExp;
  /** What there is afterwards, and what the state says: what was there before, and what this call made. */
  readonly kept: Arguments;
}

export interface Subject {
  readonly type: string;
  /** How the construct of a token makes one, if it does. */
  readonly grantingMethod?: string;
  /** Another construct that declares one by itself. */
  readonly declaredBy?: string;
  /** Tokens that the tenant has for it, beside those of every trial. */
  readonly tokens?: TenantSeed["tokens"];

  /** What it is created with. */
  readonly given: (world: World) => Arguments;
  /** Another value for every attribute that can be set. */
  readonly changed: (world: World) => Arguments;
  /** Of those, the attributes that `changed` leaves out, because a change alone is refused, and which test tries them. */
  readonly refused?: Readonly<Record<string, string>>;
  /** The attributes that cannot be changed without a new object. */
  readonly replacing: readonly string[];

  /** Values that validation refuses, without asking the tenant. */
  readonly invalid: readonly {
    readonly attribute: string;
    readonly value: unknown;
    readonly says: RegExp;
  }[];

  /** What the tenant holds that resources of this type may stand for, a line each. The world is as it was at first. */
  readonly held: (state: TenantSnapshot, world: World) => readonly string[];
  /** The lines that these attributes stand for. */
  readonly meant: (attributes: Arguments) => readonly string[];
  /** What it does stays done, by whatever a resource of this type is followed: it can neither be undone nor disappear. */
  readonly isLasting?: true;

  /** Another writer changes what an attribute says. */
  readonly drifts: readonly {
    readonly attribute: string;
    /** Beside, or instead of, what it is created with. */
    readonly given?: (world: World) => Arguments;
    readonly by: OtherWriter;
  }[];
  /** The attributes that nobody can change behind Terraform's back, and why not. */
  readonly fixed: Readonly<Record<string, string>>;

  /** Another writer takes away all that it stands for. Left out where nobody can. */
  readonly vanish?: OtherWriter;
  /** What it is on goes too, and cannot be made again from here. */
  readonly withoutItsThing?: {
    readonly faults: (world: World) => readonly Fault[];
    readonly says: RegExp;
  };

  /** Left out where there is nothing in the tenant to import. */
  readonly importId?: (attributes: Arguments) => string;
  readonly importsOfNothing: (world: World) => readonly (readonly [id: string, says: RegExp])[];

  /** The first of these requests of a create are where it is stopped. */
  readonly reads: Match;
  readonly writes: Match;
  /** And these of an update or a delete. */
  readonly rewrites: Match;

  /** A create that fails after its first write. */
  readonly failingCreate: (world: World) => Failing;
  /** The same of an update from what it is created with. */
  readonly failingUpdate: (world: World) => Failing;

  /** Fifty that can stand beside each other. */
  readonly fifty: (world: World) => readonly Arguments[];
}
