// A tenant with a token or client that holds a persona, a connection and a collection, and runs that rotate it.
import { type ObjectValue, Secret } from "../../../../src/framework/index.js";
import type { FaultOperation, TenantAsset, TenantOptions } from "../../../../src/tenant/index.js";
import { API_TOKEN, type Held, OAUTH_CLIENT, type TestKind } from "../principals/kinds.js";
import { principalRun, type Result, type TokenRun } from "../principals/token-run.js";

/** What a rotating plan leaves to the apply. */
const rotating = ({ computed, sealed }: TestKind): ObjectValue => {
  const { tenant: _kept, [sealed]: _none, ...rest } = computed;
  return rest;
};

export const EVERY_HOUR = {
  rotate_every_seconds: 3600,
  rotate_before_expiry_seconds: null,
  rotate_when_changed: null,
  revoke_when_changed: null,
  overlap_seconds: 86_400,
  carry_asset_grants: true,
};

/** Those settings that the kind has. */
export const everyHour = (kind: TestKind): ObjectValue => {
  const { rotate_before_expiry_seconds, ...rest } = EVERY_HOUR;
  return kind === API_TOKEN ? { ...rest, rotate_before_expiry_seconds } : rest;
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
  /** What is rotated, as the state has it. */
  readonly made: Result;
  readonly persona: TenantAsset;
  readonly connection: TenantAsset;
  readonly collection: TenantAsset;
  holders(): Promise<Holdings>;
  /** By GUID. */
  token(id: unknown): Promise<Held | undefined>;
  /** All but who the provider signs in as. */
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

/** It is linked to the first persona, admin of the connection, and viewer of the collection. */
export async function rotationWorld(
  options: TenantOptions = {},
  settings: ObjectValue = {},
  kind: TestKind = API_TOKEN,
): Promise<RotationWorld> {
  const seeded = { seed: SEED, ...options };
  const first = await principalRun(kind, seeded, { settings: { max_retries: 1, ...settings } });
  const user_bearer_token = new Secret(first.tenant.userBearerToken);
  const again = { max_retries: 1, ...settings };
  const run = await first.again({ ...again, user_bearer_token });
  const { personas, connections, collections } = await run.control.state();
  const [persona] = personas;
  const [connection] = connections;
  const [collection] = collections;
  if (!persona || !connection || !collection) throw new Error("the seed is not as expected");
  const personaQualifiedName = persona.qualifiedName;
  const isLinkedAtOnce = kind === OAUTH_CLIENT;
  const made = await run.create({
    display_name: "loader",
    ...(isLinkedAtOnce && { persona_qualified_names: [personaQualifiedName] }),
  });
  const { id, username } = made.state ?? {};
  const usernames = [String(username)];
  await meanwhile(run, [
    ...(isLinkedAtOnce ? [] : [{ linkPersona: { tokenGuid: String(id), personaQualifiedName } }]),
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
    token: async (guid) => kind.held(await state()).find((one) => one.id === guid),
    names: async () =>
      kind
        .held(await state())
        .map(({ displayName }) => displayName)
        .filter((name) => !name.startsWith("embedded tenant ")),
    statusOf: ({ state: attributes }) => kind.statusOf(run.tenant.baseUrl, attributes ?? {}),
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
  run.update(prior, {
    ...rotating(run.kind),
    ...more,
    rotation: { ...everyHour(run.kind), ...rotation },
  });
