// `GET /api/service/roles`, which SDKs read to make a connection.
import type { Route } from "../api/route.js";
import { ROLES } from "../state/roles.js";
import { listed } from "./list-query.js";

export const listRoles: Route = (call) =>
  listed(call, {
    items: ROLES,
    countsAll: true,
    view: (role) => role,
    record: (role) => ({ ...role, clientRole: false, memberCount: "0", userCount: "0" }),
  });
