// Makes an API token: its three identifiers and its one-time secret.
import type { ApiToken } from "./entities.js";
import { mintSecret } from "./secrets.js";
import type { TenantState } from "./tenant-state.js";

/** Five years, to which the vendor's SDKs cap; also what a create without `validitySeconds` gets. */
export const DEFAULT_VALIDITY_SECONDS = 157_680_000;

export type NewToken = {
  readonly displayName: string;
  readonly description: string;
  readonly personaQualifiedNames: readonly string[];
  readonly validitySeconds: number;
  readonly createdBy: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
};

/** The token and its secret, neither of them stored yet. */
export function createToken(
  state: TenantState,
  wanted: NewToken,
): { entity: ApiToken; secret: string } {
  const { displayName, description, validitySeconds, createdBy, createdAt } = wanted;
  const clientId = `apikey-${state.ids.guid()}`;
  const entity: ApiToken = {
    id: state.ids.guid(),
    clientId,
    username: `service-account-${clientId}`,
    serviceAccountId: state.ids.guid(),
    displayName,
    description,
    personaLinks: wanted.personaQualifiedNames.map((qualifiedName) => ({
      qualifiedName,
      linkedAt: createdAt,
    })),
    createdAt,
    createdBy,
    validitySeconds,
  };
  const secret = mintSecret(state, {
    username: entity.username,
    clientId,
    issuedAt: createdAt,
    lifetimeSeconds: validitySeconds,
  });
  return { entity, secret };
}
