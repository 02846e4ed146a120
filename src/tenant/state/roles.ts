// The roles of every workspace, and what they allow.

type Role = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly level: string;
};

/** The role of every API token. */
export const API_TOKEN_ROLE = "$api-token-default-access";

export const ROLES: readonly Role[] = [
  ["$admin", "00000000-0000-4000-8000-0000000000a1", "Admin"],
  [API_TOKEN_ROLE, "00000000-0000-4000-8000-0000000000a2", "Default access of API tokens"],
  ["$guest", "00000000-0000-4000-8000-0000000000a3", "Guest"],
  ["$member", "00000000-0000-4000-8000-0000000000a4", "Member"],
  [
    "$admin_connections",
    "00000000-0000-4000-8000-0000000000a5",
    "Admins (Connections)",
    "admin-subrole",
  ],
].map(([name = "", id = "", description = "", level = "workspace"]) => ({
  id,
  name,
  description,
  level,
}));

/** Whether whoever has the role may call the API as an administrator may: tokens have admin-level API privileges. */
export const managesApi = (role: string): boolean => ["$admin", API_TOKEN_ROLE].includes(role);

export function roleNamed(name: string): Role | undefined {
  return ROLES.find((role) => role.name === name);
}
