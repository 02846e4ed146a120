// `/api/service/apikeys`: list, create, update and delete. There is no way to read one token but the list.

import { heraclesRefusal } from "../api/refusal.js";
import type { Call, Route, RouteEntry } from "../api/route.js";
import { createToken } from "../state/create-service-account.js";
import type { ApiToken } from "../state/entities.js";
import { requireAdmin, visibleAccounts } from "./accounts.js";
import { tokenBody, validitySecondsOf } from "./api-token-body.js";
import { listedToken, tokenView, writtenToken } from "./api-token-record.js";
import { listed } from "./list-query.js";

const NOUN = "API tokens";

function requireToken({ state, request }: Call): ApiToken {
  const token = state.store.tokens.get(request.param("guid"));
  if (token === undefined)
    throw heraclesRefusal(404, `API token ${request.param("guid")} not found`);
  return token;
}

const list: Route = (call) => {
  requireAdmin(call, NOUN);
  return listed(call, {
    items: visibleAccounts(call.state, call.state.store.tokens),
    countsAll: call.state.settings.totalCountsAll,
    view: tokenView,
    record: (token) => listedToken(call.state, token),
  });
};

const create: Route = (call) => {
  requireAdmin(call, NOUN);
  const { state, principal, request } = call;
  const { entity, secret } = createToken(state, {
    ...tokenBody(state, request.body),
    validitySeconds: validitySecondsOf(request.body),
    createdBy: principal.username,
    createdAt: state.clock.now(),
  });
  state.store.tokens.put(entity, entity.createdAt);
  state.store.bearers.set(secret, {
    username: entity.username,
    issuedAt: entity.createdAt,
    lifetimeSeconds: entity.validitySeconds,
  });
  return writtenToken(entity, secret);
};

/** The personas sent are the complete set: one that is left out is unlinked. The lifespan never changes. */
const update: Route = (call) => {
  requireAdmin(call, NOUN);
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
  state.store.tokens.put(updated, now);
  return writtenToken(updated);
};

/** Success has an empty body. The token's secret answers 401 from now on, its own requests included. */
const remove: Route = (call) => {
  requireAdmin(call, NOUN);
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
