// `/api/service/oauth-clients`: list, create, read, update and delete. A path names a client by its client id, not by its GUID.
import { heraclesRefusal } from "../api/refusal.js";
import type { Call, Route, RouteEntry } from "../api/route.js";
import {
  createOAuthClient,
  DEFAULT_TOKEN_EXPIRY_SECONDS,
} from "../state/create-service-account.js";
import type { OAuthClient } from "../state/entities.js";
import type { TenantState } from "../state/tenant-state.js";
import { linkedPersonas, requireAdmin, visibleAccounts } from "./accounts.js";
import { listed } from "./list-query.js";
import { changedClientBody, newClientBody } from "./oauth-client-body.js";
import { issueAccessToken } from "./oauth-token.js";

const NOUN = "OAuth clients";

/** As list, read and update show it; `createdAt` and `updatedAt` are numbers to `sort` and texts on the wire. */
function clientView(state: TenantState, client: OAuthClient) {
  const { id, clientId, displayName, description, role, tokenExpirySeconds } = client;
  const { createdAt, createdBy, updatedAt, updatedBy } = client;
  return {
    id,
    clientId,
    displayName,
    description,
    role,
    personaQNs: linkedPersonas(state, client).map(({ attributes }) => attributes.qualifiedName),
    tokenExpirySeconds,
    createdAt,
    createdBy,
    updatedAt,
    updatedBy,
  };
}

function clientRecord(state: TenantState, client: OAuthClient) {
  const { createdAt, updatedAt, ...view } = clientView(state, client);
  return { ...view, createdAt: String(createdAt), updatedAt: String(updatedAt) };
}

function required(clients: readonly OAuthClient[], { request }: Call): OAuthClient {
  const clientId = request.param("clientId");
  const client = clients.find((candidate) => candidate.clientId === clientId);
  if (client === undefined) throw heraclesRefusal(404, `OAuth client ${clientId} not found`);
  return client;
}

const list: Route = (call) => {
  requireAdmin(call, NOUN);
  const { state } = call;
  return listed(call, {
    items: visibleAccounts(state, state.store.oauthClients),
    countsAll: state.settings.totalCountsAll,
    view: (client) => clientView(state, client),
    record: (client) => clientRecord(state, client),
  });
};

/** Only this reply has the secret, and it has neither role nor personas: no SDK models them here. */
const create: Route = (call) => {
  requireAdmin(call, NOUN);
  const { state, principal, request } = call;
  const { entity, secret } = createOAuthClient(state, {
    ...newClientBody(state, request.body),
    tokenExpirySeconds: DEFAULT_TOKEN_EXPIRY_SECONDS,
    createdBy: principal.username,
    createdAt: state.clock.now(),
  });
  state.store.oauthClients.put(entity, entity.createdAt);
  state.store.clientSecrets.set(entity.clientId, secret);
  const { id, clientId, displayName, description, createdAt, createdBy, tokenExpirySeconds } =
    entity;
  return {
    id,
    clientId,
    clientSecret: secret,
    displayName,
    description,
    createdAt: String(createdAt),
    createdBy,
    tokenExpirySeconds,
  };
};

const read: Route = (call) => {
  requireAdmin(call, NOUN);
  const { state } = call;
  return clientRecord(state, required(visibleAccounts(state, state.store.oauthClients), call));
};

const update: Route = (call) => {
  requireAdmin(call, NOUN);
  const { state, principal, request } = call;
  const client = required(state.store.oauthClients.all(), call);
  const now = state.clock.now();
  const updated = {
    ...client,
    ...changedClientBody(state, request.body),
    updatedAt: now,
    updatedBy: principal.username,
  };
  state.store.oauthClients.put(updated, now);
  return clientRecord(state, updated);
};

/** Success has an empty body. Access tokens that the client has go on working until they expire. */
const remove: Route = (call) => {
  requireAdmin(call, NOUN);
  const { store, clock } = call.state;
  store.removeOAuthClient(required(store.oauthClients.all(), call).id, clock.now());
  return undefined;
};

const ALL = "/api/service/oauth-clients";
const ONE = "/api/service/oauth-clients/:clientId";

/** The vendor's Python SDK updates by PUT, its Java SDK by POST; the path of the token is no client's. */
export const oauthClientRoutes: readonly RouteEntry[] = [
  { method: "POST", path: `${ALL}/token`, publicRoute: issueAccessToken },
  { method: "GET", path: ALL, route: list },
  { method: "POST", path: ALL, route: create },
  { method: "GET", path: ONE, route: read },
  { method: "PUT", path: ONE, route: update },
  { method: "POST", path: ONE, route: update },
  { method: "DELETE", path: ONE, route: remove },
];
