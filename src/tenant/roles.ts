// `GET /api/service/roles`: the roles of every workspace, which SDKs read to make a connection.
import { listed } from "./http/list-query.js";
import type { Route } from "./http/route.js";

type Role = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly level: string;
};

const ROLES: readonly Role[] = [
  ["$admin", "00000000-0000-4000-8000-0000000000a1", "Admin"],
  [
    "$api-token-default-access",
    "00000000-0000-4000-8000-0000000000a2",
    "Default access of API tokens",
  ],
  ["$guest", "00000000-0000-4000-8000-0000000000a3", "Guest"],
  ["$member", "00000000-0000-4000-8000-0000000000a4", "Member"],
].map(([name = "", id = "", description = ""]) => ({ id, name, description, level: "workspace" }));

export function roleNamed(name: string): Role | undefined {
  return ROLES.find((role) => role.name === name);
}

export const listRoles: Route = (call) =>
  listed(call, {
    items: ROLES,
    countsAll: true,
    view: (role) => role,
    record: (role) => ({ ...role, clientRole: false, memberCount: "0", userCount: "0" }),
  });
