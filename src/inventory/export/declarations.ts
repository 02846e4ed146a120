// What an export declares, in no language yet: tokens and clients, their grants, what the grants are to, and what is left out, with the reason. Pure.
import { applyRule, MAX_VALIDITY_SECONDS } from "../../../lib/schema/index.js";
import {
  type AssetRight,
  type Inventory,
  type PersonaLink,
  type Principal,
  rightsByUsername,
} from "../inventory.js";
import { GRANTS, type GrantName, type LookupName, PRINCIPALS } from "./kinds.js";
import { Names } from "./names.js";

export interface Declarations {
  readonly lookups: readonly Lookup[];
  readonly principals: readonly DeclaredPrincipal[];
  readonly leftOut: readonly LeftOut[];
}

export interface Lookup {
  readonly kind: LookupName;
  /** The name of the data source, and of its construct. */
  readonly name: string;
  readonly qualifiedName: string;
}

export interface DeclaredPrincipal {
  readonly kind: Principal["kind"];
  readonly name: string;
  readonly importId: string;
  /** By Terraform's names. */
  readonly arguments: { readonly [attribute: string]: string | number };
  /** Of an OAuth client, whose personas are fixed: those of a token are grants. */
  readonly personas: readonly Granted[];
  readonly grants: readonly DeclaredGrant[];
}

/** A persona that no search finds is named by its qualified name alone. */
export type Granted = Lookup | string;

export interface DeclaredGrant {
  readonly kind: GrantName;
  /** The name of the resource in HCL; in a stack it has the name that the granting method gives it. */
  readonly name: string;
  readonly object: Granted;
  readonly importId: string;
}

export interface LeftOut {
  readonly displayName: string;
  readonly id: string;
  /** Completes "it is left out: …". */
  readonly reason: string;
}

export function declarationsOf(inventory: Inventory): Declarations {
  const rights = rightsByUsername(inventory);
  const names = { ofSiblings: new Names(...TAKEN), ofGrants: new Map<GrantName, Names>() };
  const leftOut: LeftOut[] = [];
  const declared: Principal[] = [];
  for (const principal of inventory.principals) {
    const reason = reasonToLeaveOut(principal);
    if (reason === null) declared.push(principal);
    else leftOut.push({ displayName: principal.displayName, id: principal.id, reason });
  }
  const named = declared.map((principal) => ({
    principal,
    name: names.ofSiblings.take({ ...principal, kind: PRINCIPALS[principal.kind].word }),
  }));
  const lookups = new Lookups(inventory, names.ofSiblings);
  const principals = named.map(({ principal, name }) => ({
    kind: principal.kind,
    name,
    importId: principal.id,
    arguments: argumentsOf(principal),
    personas: fixedPersonasOf(principal).map((persona) => lookups.of("persona", persona)),
    grants: grantsOf(principal, rights.get(principal.username) ?? []).map((grant) => {
      const object = lookups.of(GRANTS[grant.kind].lookup, grant.qualifiedName);
      const siblings = names.ofGrants.get(grant.kind) ?? new Names();
      names.ofGrants.set(grant.kind, siblings);
      const displayName = `${name}_${typeof object === "string" ? object : object.name}`;
      return {
        kind: grant.kind,
        name: siblings.take({ displayName, kind: "grant", id: grant.importId }),
        object,
        importId: grant.importId,
      };
    }),
  }));
  return { lookups: lookups.all, principals, leftOut };
}

/** The construct id of the provider, which is a sibling of all others. */
export const PROVIDER = "atlan";

/** To constructs, whatever every JavaScript object inherits is a child that is there already. */
const TAKEN = [PROVIDER, "constructor"] as const;

const REASONS = {
  own: "the tenant was read with it, and the provider does not delete or replace whom it signs in as",
  expired: "it has expired, and the next apply would replace it",
  "being created": "its creation has not ended",
  "for one run": "it is for one run of another configuration",
  retiring: "a rotation has made its successor, and it will be deleted",
} as const;

function reasonToLeaveOut({ kind, standing, displayName, role }: Principal): string | null {
  if (standing !== "in use") return REASONS[standing];
  if (kind === "OAuth client" && role === null) return "the tenant does not say its role";
  for (const rule of PRINCIPALS[kind].schema.attributes.display_name.rules) {
    const finding = applyRule(rule, displayName);
    if (finding !== undefined) return `display_name ${finding.problem}`;
  }
  return null;
}

/** A lifetime that new tokens no longer get is left out: the imported token keeps its own. */
function argumentsOf({ displayName, description, role, lifespanSeconds }: Principal) {
  const isUsual =
    lifespanSeconds !== null &&
    Number.isInteger(lifespanSeconds) &&
    lifespanSeconds > 0 &&
    lifespanSeconds <= MAX_VALIDITY_SECONDS;
  return {
    display_name: displayName,
    ...(description !== "" && { description }),
    ...(role !== null && { role }),
    ...(isUsual && { validity_seconds: lifespanSeconds }),
  };
}

interface Grant {
  readonly kind: GrantName;
  readonly qualifiedName: string;
  readonly importId: string;
}

const fixedPersonasOf = ({ kind, personas }: Principal): readonly string[] =>
  kind === "OAuth client" ? namesOf(personas) : [];

const grantsOf = (
  { kind, id, username, personas }: Principal,
  rights: readonly AssetRight[],
): readonly Grant[] => [
  ...(kind === "API token" ? namesOf(personas) : []).map((qualifiedName) => {
    return { kind: "persona link", qualifiedName, importId: `${qualifiedName},${id}` } as const;
  }),
  ...rights.map(({ right, asset }) => {
    const { qualifiedName } = asset;
    return { kind: right, qualifiedName, importId: `${asset.id},${username}` };
  }),
];

const namesOf = (personas: readonly PersonaLink[]): readonly string[] => [
  ...new Set(personas.map(({ qualifiedName }) => qualifiedName)),
];

/** What the grants are to, each looked up once. */
class Lookups {
  readonly #names: Names;
  readonly #displayNames: ReadonlyMap<string, string>;
  readonly #lookups = new Map<string, Lookup>();

  constructor({ personas, connections, collections }: Inventory, names: Names) {
    this.#names = names;
    this.#displayNames = new Map(
      [...personas, ...connections, ...collections].map(({ qualifiedName, name }) => [
        qualifiedName,
        name,
      ]),
    );
  }

  get all(): readonly Lookup[] {
    return [...this.#lookups.values()];
  }

  of(lookup: LookupName, qualifiedName: string): Granted {
    const displayName = this.#displayNames.get(qualifiedName);
    if (displayName === undefined) return qualifiedName;
    const key = `${lookup} ${qualifiedName}`;
    const known = this.#lookups.get(key);
    if (known !== undefined) return known;
    // Of a qualified name the end tells one object from another.
    const id = [...qualifiedName].reverse().join("");
    // A token that comes later must not take the name away.
    const wanted = `${displayName} ${lookup}`;
    const name = this.#names.take({ displayName: wanted, kind: lookup, id });
    const made = { kind: lookup, name, qualifiedName };
    this.#lookups.set(key, made);
    return made;
  }
}
