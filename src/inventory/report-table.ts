// The report as a table, for the formats that have no structure of their own: one row for each token and client. Pure.
import type { ReportedPrincipal } from "./access-report.js";

export interface Column {
  readonly header: string;
  readonly of: (principal: ReportedPrincipal) => string;
}

const listed = (items: readonly string[]): string => items.join(" | ");

const textOf = (value: string | number | null): string => (value === null ? "" : String(value));

export const COLUMNS = {
  name: { header: "Name", of: ({ displayName }) => displayName },
  kind: { header: "Kind", of: ({ kind }) => kind },
  standing: { header: "Standing", of: ({ standing }) => standing },
  owner: { header: "Owner", of: ({ owner }) => textOf(owner) },
  createdAt: { header: "Created", of: ({ createdAt }) => textOf(createdAt) },
  ageDays: { header: "Age in days", of: ({ ageDays }) => textOf(ageDays) },
  expiresAt: { header: "Expires", of: ({ expiresAt }) => expiresAt },
  daysLeft: { header: "Days left", of: ({ daysLeft }) => textOf(daysLeft) },
  role: { header: "Role", of: ({ role }) => textOf(role) },
  personas: {
    header: "Personas",
    of: ({ personas }) => listed(personas.map(({ name, qualifiedName }) => name ?? qualifiedName)),
  },
  connections: {
    header: "Admin of connections",
    of: ({ connections }) =>
      listed(
        connections.map(({ name, connectorName }) =>
          connectorName === "" ? name : `${name} (${connectorName})`,
        ),
      ),
  },
  collections: {
    header: "Collections",
    of: ({ collections }) => listed(collections.map(({ name, right }) => `${name} (${right})`)),
  },
  managedBy: { header: "Managed by", of: ({ managedBy }) => textOf(managedBy) },
  description: { header: "Description", of: ({ description }) => description },
  id: { header: "GUID", of: ({ id }) => id },
  clientId: { header: "Client ID", of: ({ clientId }) => clientId },
  username: { header: "Username", of: ({ username }) => username },
} as const satisfies { readonly [column: string]: Column };

/** What a person is told of each beside its name: as many as a page has room for. */
export const COLUMNS_FOR_READERS: readonly Column[] = [
  COLUMNS.kind,
  COLUMNS.standing,
  COLUMNS.owner,
  COLUMNS.createdAt,
  COLUMNS.expiresAt,
  COLUMNS.role,
  COLUMNS.personas,
  COLUMNS.connections,
  COLUMNS.collections,
  COLUMNS.managedBy,
];
