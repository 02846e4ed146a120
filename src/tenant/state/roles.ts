// The roles of every workspace.

type Role = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly level: string;
};

export const ROLES: readonly Role[] = [
  ["$admin", "00000000-0000-4000-8000-0000000000a1", "Admin"],
  [
    "$api-token-default-access",
    "00000000-0000-4000-8000-0000000000a2",
    "Default access of API tokens",
  ],
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

export function roleNamed(name: string): Role | undefined {
  return ROLES.find((role) => role.name === name);
}
