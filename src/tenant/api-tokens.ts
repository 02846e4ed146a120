// `/api/service/apikeys`: list, create, update and delete. There is no way to read one token but the list.
import { tokenBody, validitySecondsOf } from "./api-token-body.js";
import { listedToken, tokenView, writtenToken } from "./api-token-record.js";
import type { ApiToken } from "./entities.js";
import { listed } from "./http/list-query.js";
import { heraclesRefusal } from "./http/refusal.js";
import type { Call, Route, RouteEntry } from "./http/route.js";
import { newToken } from "./token-birth.js";

function requireAdmin({ principal }: Call): void {
  if (principal.isAdmin) return;
  throw heraclesRefusal(403, `user ${principal.username} is not allowed to manage API tokens`);
}

function requireToken({ world, request }: Call): ApiToken {
  const token = world.store.tokens.get(request.param("guid"));
  if (token === undefined)
    throw heraclesRefusal(404, `API token ${request.param("guid")} not found`);
  return token;
}

const list: Route = (call) => {
  requireAdmin(call);
  return listed(call, {
    items: [...call.world.store.tokens.values()],
    view: tokenView,
    record: (token) => listedToken(call.world, token),
  });
};

const create: Route = (call) => {
  requireAdmin(call);
  const { world, principal, request } = call;
  const wanted = tokenBody(world, request.body);
  const validitySeconds = validitySecondsOf(request.body);
  const { entity, secret } = newToken(world, {
    ...wanted,
    validitySeconds,
    createdBy: principal.username,
    createdAt: world.clock.now(),
  });
  world.store.tokens.set(entity.id, entity);
  world.store.bearers.set(secret, {
    username: entity.username,
    mintedAt: entity.createdAt,
    issuedAt: entity.createdAt,
  });
  return writtenToken(entity, secret);
};

/** The personas sent are the complete set: one that is left out is unlinked. The lifespan never changes. */
const update: Route = (call) => {
  requireAdmin(call);
  const { world, request } = call;
  const token = requireToken(call);
  const { displayName, description, personaQualifiedNames } = tokenBody(world, request.body);
  const now = world.clock.now();
  const personaLinks = personaQualifiedNames.map(
    (qualifiedName) =>
      token.personaLinks.find((link) => link.qualifiedName === qualifiedName) ?? {
        qualifiedName,
        linkedAt: now,
      },
  );
  const updated = { ...token, displayName, description, personaLinks };
  world.store.tokens.set(token.id, updated);
  return writtenToken(updated);
};

/** Success has an empty body. The token's secret answers 401 from now on, its own requests included. */
const remove: Route = (call) => {
  requireAdmin(call);
  call.world.store.removeToken(requireToken(call).id);
  return undefined;
};

export const apiTokenRoutes: readonly RouteEntry[] = [
  { method: "GET", path: "/api/service/apikeys", route: list },
  { method: "POST", path: "/api/service/apikeys", route: create },
  { method: "POST", path: "/api/service/apikeys/:guid", route: update },
  { method: "DELETE", path: "/api/service/apikeys/:guid", route: remove },
];
