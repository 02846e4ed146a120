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
].map(([name = "", id = "", description = ""]) => ({ id, name, description, level: "workspace" }));

export function roleNamed(name: string): Role | undefined {
  return ROLES.find((role) => role.name === name);
}
