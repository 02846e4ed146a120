// Who can do what, for an access review: plain data that every format of the report is made from. Pure.
import { toRfc3339 } from "../rfc3339.js";
import {
  type AssetRight,
  type Inventory,
  type Principal,
  rightsByUsername,
  type Standing,
} from "./inventory.js";
import type { ManagedObjects } from "./managed-objects.js";

export interface AccessReport {
  /** The tenant's address. */
  readonly tenant: string;
  /** By the tenant's clock; like all times, RFC 3339 in UTC. */
  readonly readAt: string;
  /** The username of the principal that read it. */
  readonly readBy: string;
  /** The file with the Terraform state; null: none was given. */
  readonly stateFile: string | null;
  /** In the order in which they were created. */
  readonly principals: readonly ReportedPrincipal[];
  /** What the reader did not see, a sentence each. */
  readonly gaps: readonly string[];
}

export interface ReportedPrincipal {
  readonly kind: Principal["kind"];
  readonly displayName: string;
  readonly description: string;
  /** The GUID. */
  readonly id: string;
  readonly clientId: string;
  readonly username: string;
  /** The username of whoever created it. */
  readonly owner: string | null;
  readonly createdAt: string | null;
  /** Whole days from its creation. */
  readonly ageDays: number | null;
  /** A time, `never` or `unknown`. */
  readonly expiresAt: string;
  /** Whole days until it expires, below 0 after that; null where there is no date. */
  readonly daysLeft: number | null;
  readonly standing: Standing;
  /** Of an OAuth client. */
  readonly role: string | null;
  readonly personas: readonly ReportedPersona[];
  /** Those of which it is an admin. */
  readonly connections: readonly ReportedConnection[];
  readonly collections: readonly ReportedCollection[];
  /** Its address in the state; null: the state does not manage it, or none was given. */
  readonly managedBy: string | null;
}

export interface ReportedPersona {
  readonly qualifiedName: string;
  readonly name: string | null;
}

export interface ReportedConnection {
  readonly name: string;
  readonly connectorName: string;
  readonly qualifiedName: string;
}

export interface ReportedCollection {
  readonly name: string;
  readonly qualifiedName: string;
  readonly right: "editor" | "viewer";
}

/** @param managed null: no state was given */
export function accessReport(inventory: Inventory, managed: ManagedObjects | null): AccessReport {
  const rights = rightsByUsername(inventory);
  const names = new Map(inventory.personas.map(({ qualifiedName, name }) => [qualifiedName, name]));
  const { readAt } = inventory;
  return {
    tenant: inventory.origin,
    readAt: toRfc3339(readAt),
    readBy: inventory.readBy,
    stateFile: managed?.file ?? null,
    principals: inventory.principals.map((principal) => ({
      ...identityOf(principal),
      ...lifeOf(principal, readAt),
      personas: principal.personas.map(({ qualifiedName, name }) => {
        return { qualifiedName, name: names.get(qualifiedName) ?? name };
      }),
      ...assetsOf(rights.get(principal.username) ?? []),
      managedBy: managed?.addressOf(principal.id) ?? null,
    })),
    gaps: [...inventory.gaps, LATE_SEARCH],
  };
}

const LATE_SEARCH =
  "Who may use connections and collections is as the search index has it, which lags behind changes by some seconds.";

const identityOf = (principal: Principal) => ({
  kind: principal.kind,
  displayName: principal.displayName,
  description: principal.description,
  id: principal.id,
  clientId: principal.clientId,
  username: principal.username,
  owner: principal.createdBy,
  standing: principal.standing,
  role: principal.role,
});

const DAY_MS = 24 * 60 * 60 * 1_000;

const daysBetween = (from: Date, to: Date): number =>
  Math.floor((to.getTime() - from.getTime()) / DAY_MS);

function lifeOf({ createdAt, expiry }: Principal, readAt: Date) {
  const isDate = expiry instanceof Date;
  return {
    createdAt: createdAt && toRfc3339(createdAt),
    ageDays: createdAt && daysBetween(createdAt, readAt),
    expiresAt: isDate ? toRfc3339(expiry) : expiry,
    daysLeft: isDate ? daysBetween(readAt, expiry) : null,
  };
}

const assetsOf = (rights: readonly AssetRight[]) => ({
  connections: rights
    .filter(({ right }) => right === "connection admin")
    .map(({ asset: { name, qualifiedName, connectorName = "" } }) => {
      return { name, connectorName, qualifiedName };
    }),
  collections: rights.flatMap(({ right, asset: { name, qualifiedName } }) =>
    right === "connection admin"
      ? []
      : [
          {
            name,
            qualifiedName,
            right: right === "collection editor" ? "editor" : "viewer",
          } as const,
        ],
  ),
});
