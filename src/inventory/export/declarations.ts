// What an export declares, in no language yet: tokens, their grants, what the grants are to, and what is left out, with the reason. Pure.
import { apiToken, applyRule, MAX_VALIDITY_SECONDS } from "../../../lib/schema/index.js";
import {
  type AssetRight,
  type Inventory,
  type PersonaLink,
  type Principal,
  rightsByUsername,
} from "../inventory.js";
import { GRANTS, type GrantName, type LookupName } from "./kinds.js";
import { Names } from "./names.js";

export interface Declarations {
  readonly lookups: readonly Lookup[];
  readonly tokens: readonly DeclaredToken[];
  readonly leftOut: readonly LeftOut[];
}

export interface Lookup {
  readonly kind: LookupName;
  /** The name of the data source, and of its construct. */
  readonly name: string;
  readonly qualifiedName: string;
}

export interface DeclaredToken {
  readonly name: string;
  readonly importId: string;
  /** By Terraform's names. */
  readonly arguments: { readonly [attribute: string]: string | number };
  readonly grants: readonly DeclaredGrant[];
}

export interface DeclaredGrant {
  readonly kind: GrantName;
  /** The name of the resource in HCL; in a stack it has the name that the granting method gives it. */
  readonly name: string;
  /** A persona that no search finds is named by its qualified name alone. */
  readonly object: Lookup | string;
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
  const names = { ofSiblings: new Names(PROVIDER), ofGrants: new Map<GrantName, Names>() };
  const leftOut: LeftOut[] = [];
  const declared: Principal[] = [];
  for (const principal of inventory.principals) {
    const reason = reasonToLeaveOut(principal);
    if (reason === null) declared.push(principal);
    else leftOut.push({ displayName: principal.displayName, id: principal.id, reason });
  }
  const named = declared.map((principal) => ({
    principal,
    name: names.ofSiblings.take({ ...principal, kind: "token" }),
  }));
  const lookups = new Lookups(inventory, names.ofSiblings);
  const tokens = named.map(({ principal, name }) => ({
    name,
    importId: principal.id,
    arguments: argumentsOf(principal),
    grants: grantsOf(principal, rights.get(principal.username) ?? []).map((grant) => {
      const object = lookups.of(grant);
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
  return { lookups: lookups.all, tokens, leftOut };
}

/** The construct id of the provider, which is a sibling of all others. */
export const PROVIDER = "atlan";

const REASONS = {
  own: "the tenant was read with it, and the provider does not delete or replace whom it signs in as",
  expired: "it has expired, and the next apply would replace it",
  "being created": "its creation has not ended",
  "for one run": "it is for one run of another configuration",
  retiring: "a rotation has made its successor, and it will be deleted",
} as const;

function reasonToLeaveOut({ kind, standing, displayName }: Principal): string | null {
  if (standing !== "in use") return REASONS[standing];
  if (kind === "OAuth client") return "OAuth clients are not exported yet";
  for (const rule of apiToken.attributes.display_name.rules) {
    const finding = applyRule(rule, displayName);
    if (finding !== undefined) return `display_name ${finding.problem}`;
  }
  return null;
}

/** A lifetime that new tokens no longer get is left out: the imported token keeps its own. */
function argumentsOf({ displayName, description, lifespanSeconds }: Principal) {
  const isUsual =
    lifespanSeconds !== null &&
    Number.isInteger(lifespanSeconds) &&
    lifespanSeconds > 0 &&
    lifespanSeconds <= MAX_VALIDITY_SECONDS;
  return {
    display_name: displayName,
    ...(description !== "" && { description }),
    ...(isUsual && { validity_seconds: lifespanSeconds }),
  };
}

interface Grant {
  readonly kind: GrantName;
  readonly qualifiedName: string;
  readonly importId: string;
}

const grantsOf = (
  { id, username, personas }: Principal,
  rights: readonly AssetRight[],
): readonly Grant[] => [
  ...namesOf(personas).map((qualifiedName) => {
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

  of({ kind, qualifiedName }: Grant): Lookup | string {
    const { lookup } = GRANTS[kind];
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
