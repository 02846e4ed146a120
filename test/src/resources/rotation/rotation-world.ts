// A tenant with a token that holds a persona, a connection and a collection, and runs that rotate it.
import { type ObjectValue, Secret, UNKNOWN } from "../../../../src/framework/index.js";
import type {
  FaultOperation,
  TenantAsset,
  TenantOptions,
  TenantToken,
} from "../../../../src/tenant/index.js";
import { type Result, type TokenRun, tokenRun } from "../principals/token-run.js";

/** What a rotating plan leaves to the apply. */
export const ROTATING: ObjectValue = Object.fromEntries(
  [
    "id",
    "client_id",
    "username",
    "access_token",
    "created_at",
    "created_by",
    "expires_at",
    "expired",
    "active_ids",
    "active_usernames",
    "ready_for_rotation",
    "rotate_at",
    "retirement_due",
    "retiring",
  ].map((name) => [name, UNKNOWN]),
);

export const EVERY_HOUR = {
  rotate_every_seconds: 3600,
  rotate_before_expiry_seconds: null,
  rotate_when_changed: null,
  revoke_when_changed: null,
  overlap_seconds: 86_400,
  carry_asset_grants: true,
};

export interface Holdings {
  readonly admins: readonly string[];
  readonly editors: readonly string[];
  readonly viewers: readonly string[];
}

export interface RotationWorld {
  /** With the bearer token of a person who is admin of everything. */
  readonly run: TokenRun;
  /** A new process without one. */
  alone(): Promise<TokenRun>;
  /** The token, as the state has it. */
  readonly made: Result;
  readonly persona: TenantAsset;
  readonly connection: TenantAsset;
  readonly collection: TenantAsset;
  holders(): Promise<Holdings>;
  /** By GUID. */
  token(id: unknown): Promise<TenantToken | undefined>;
  /** All but the API key itself. */
  names(): Promise<readonly string[]>;
  /** What the secret in a state is answered with. */
  statusOf(result: Result): Promise<number>;
}

export const SEED = {
  users: [{ username: "amira", admin: true }, { username: "tomas" }],
  personas: [{ name: "Loaders" }, { name: "Stewards" }],
  connections: [{ name: "development", connectorName: "snowflake", adminUsers: ["amira"] }],
  collections: [{ name: "Finance", createdBy: "amira", adminUsers: ["amira"] }],
};

/** The token is linked to the first persona, admin of the connection, and viewer of the collection. */
export async function rotationWorld(
  options: TenantOptions = {},
  settings: ObjectValue = {},
): Promise<RotationWorld> {
  const seeded = { seed: SEED, ...options };
  const first = await tokenRun(seeded, { max_retries: 1, ...settings });
  const user_bearer_token = new Secret(first.tenant.userBearerToken);
  const again = { max_retries: 1, ...settings };
  const run = await first.again({ ...again, user_bearer_token });
  const { personas, connections, collections } = await run.control.state();
  const [persona] = personas;
  const [connection] = connections;
  const [collection] = collections;
  if (!persona || !connection || !collection) throw new Error("the seed is not as expected");
  const made = await run.create({ display_name: "loader" });
  const { id: tokenGuid, username } = made.state ?? {};
  const usernames = [String(username)];
  await meanwhile(run, [
    { linkPersona: { tokenGuid: String(tokenGuid), personaQualifiedName: persona.qualifiedName } },
    { addAdminUsers: { guid: connection.guid, usernames } },
    { addViewerUsers: { guid: collection.guid, usernames } },
  ]);
  run.clock.advance(600_000);
  await run.control.clearRequests();
  const state = () => run.control.state();
  return {
    run,
    alone: () => run.again(again),
    made,
    persona,
    connection,
    collection,
    holders: async () => {
      const {
        connections: [one],
        collections: [other],
      } = await state();
      return {
        admins: one?.adminUsers ?? [],
        editors: other?.adminUsers ?? [],
        viewers: other?.viewerUsers ?? [],
      };
    },
    token: async (id) => (await state()).tokens.find((token) => token.id === id),
    names: async () =>
      (await state()).tokens
        .map(({ displayName }) => displayName)
        .filter((name) => name !== "embedded tenant API key"),
    statusOf: async ({ state: attributes }) => {
      const secret = attributes?.access_token;
      const authorization = `Bearer ${secret instanceof Secret ? secret.reveal() : ""}`;
      const path = "/api/service/users/current";
      return (await fetch(`${run.tenant.baseUrl}${path}`, { headers: { authorization } })).status;
    },
  };
}

/** Changes the tenant's store at once, as another writer would. */
export async function meanwhile(
  { control }: TokenRun,
  before: readonly FaultOperation[],
): Promise<void> {
  await control.addFaults({ match: { method: "GET", path: "whoami" }, do: { before } });
  await control.api("GET", "/api/service/whoami");
}

export const rotate = (
  run: TokenRun,
  prior: Result,
  { rotation, ...more }: { readonly rotation?: ObjectValue } & ObjectValue = {},
): Promise<Result> =>
  run.update(prior, { ...ROTATING, ...more, rotation: { ...EVERY_HOUR, ...rotation } });
