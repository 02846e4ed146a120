// `/api/service/apikeys`: list, create, update and delete. There is no way to read one token but the list.

import { heraclesRefusal } from "../api/refusal.js";
import type { Call, Route, RouteEntry } from "../api/route.js";
import { createToken } from "../state/create-token.js";
import type { ApiToken } from "../state/entities.js";
import type { TenantState } from "../state/tenant-state.js";
import { tokenBody, validitySecondsOf } from "./api-token-body.js";
import { listedToken, tokenView, writtenToken } from "./api-token-record.js";
import { listed } from "./list-query.js";

function requireAdmin({ principal }: Call): void {
  if (principal.isAdmin) return;
  throw heraclesRefusal(403, `user ${principal.username} is not allowed to manage API tokens`);
}

function requireToken({ state, request }: Call): ApiToken {
  const token = state.store.token(request.param("guid"));
  if (token === undefined)
    throw heraclesRefusal(404, `API token ${request.param("guid")} not found`);
  return token;
}

/** The list may lag behind what was written; updates, deletes and secrets do not. */
function listedTokens({ store, clock, settings }: TenantState): readonly ApiToken[] {
  return settings.listLagMs === 0
    ? store.tokens()
    : store.tokensAt(clock.now() - settings.listLagMs);
}

const list: Route = (call) => {
  requireAdmin(call);
  return listed(call, {
    items: listedTokens(call.state),
    countsAll: call.state.settings.totalCountsAll,
    view: tokenView,
    record: (token) => listedToken(call.state, token),
  });
};

const create: Route = (call) => {
  requireAdmin(call);
  const { state, principal, request } = call;
  const wanted = tokenBody(state, request.body);
  const validitySeconds = validitySecondsOf(request.body);
  const { entity, secret } = createToken(state, {
    ...wanted,
    validitySeconds,
    createdBy: principal.username,
    createdAt: state.clock.now(),
  });
  state.store.putToken(entity, entity.createdAt);
  state.store.bearers.set(secret, {
    username: entity.username,
    mintedAt: entity.createdAt,
    issuedAt: entity.createdAt,
  });
  return writtenToken(entity, secret);
};

/** The personas sent are the complete set: one that is left out is unlinked. The lifespan never changes. */
const update: Route = (call) => {
  requireAdmin(call);
  const { state, request } = call;
  const token = requireToken(call);
  const { displayName, description, personaQualifiedNames } = tokenBody(state, request.body);
  const now = state.clock.now();
  const personaLinks = personaQualifiedNames.map(
    (qualifiedName) =>
      token.personaLinks.find((link) => link.qualifiedName === qualifiedName) ?? {
        qualifiedName,
        linkedAt: now,
      },
  );
  const updated = { ...token, displayName, description, personaLinks };
  state.store.putToken(updated, now);
  return writtenToken(updated);
};

/** Success has an empty body. The token's secret answers 401 from now on, its own requests included. */
const remove: Route = (call) => {
  requireAdmin(call);
  const { store, clock } = call.state;
  store.removeToken(requireToken(call).id, clock.now());
  return undefined;
};

export const apiTokenRoutes: readonly RouteEntry[] = [
  { method: "GET", path: "/api/service/apikeys", route: list },
  { method: "POST", path: "/api/service/apikeys", route: create },
  { method: "POST", path: "/api/service/apikeys/:guid", route: update },
  { method: "DELETE", path: "/api/service/apikeys/:guid", route: remove },
];
