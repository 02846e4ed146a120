// The roles of the workspace, asked for once in a run: from what a person calls a role to its name, and back.
import { type Http, listRoles, type Role } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { type Diagnostic, DiagnosticError } from "../../framework/index.js";
import { SharedReads } from "../../shared-reads.js";
import { type PageRequest, walkPages } from "../lookup/page-walk.js";

export interface KnownRolesOptions {
  readonly http: Http;
  readonly clock: Clock;
  /** Ends what several operations share. */
  readonly signal: AbortSignal;
}

export class KnownRoles {
  readonly #http: Http;
  readonly #reads: SharedReads<readonly Role[]>;

  constructor({ http, clock, signal }: KnownRolesOptions) {
    this.#http = http;
    this.#reads = new SharedReads({ clock, lifetimeMs: Number.POSITIVE_INFINITY, signal });
  }

  /** @throws DiagnosticError that lists those that there are */
  async find(labelOrName: string, signal: AbortSignal): Promise<Role> {
    const found = roleAmong(await this.all(signal), labelOrName);
    if ("refusal" in found) throw new DiagnosticError(found.refusal);
    return found.role;
  }

  /** What pages call the role of this name; the name itself where the tenant does not say, or does not list it. */
  async labelOf(roleName: string, signal: AbortSignal): Promise<string> {
    const role = (await this.all(signal)).find(({ name }) => name === roleName);
    return role?.label || roleName;
  }

  all(signal: AbortSignal): Promise<readonly Role[]> {
    return this.#reads.get("roles", signal, (waiting) => allRoles(this.#http, waiting));
  }
}

/** What a person may call a role by. */
export type RoleWords = Pick<Role, "name" | "label">;

/** The role, or why it cannot be told, with those that there are. */
export function roleAmong<R extends RoleWords>(
  roles: readonly R[],
  labelOrName: string,
): { readonly role: R } | { readonly refusal: Diagnostic } {
  const named = roles.find(({ name }) => name === labelOrName.trim());
  if (named !== undefined) return { role: named };
  const [role, ...others] = roles.filter(({ label }) => isSameRole(label, labelOrName));
  if (role === undefined) return { refusal: unknownRole(labelOrName, roles) };
  if (others.length > 0) return { refusal: ambiguousRole(labelOrName, [role, ...others]) };
  return { role };
}

/** A handful: a filter would only hide the candidates. */
function allRoles(http: Http, signal: AbortSignal): Promise<readonly Role[]> {
  const pageAt = async (page: PageRequest, waiting: AbortSignal) => {
    const { body } = await listRoles(http, { sort: "name", ...page }, { signal: waiting });
    return { records: body.records, total: body.totalRecord };
  };
  return walkPages({ pageAt, keyOf: ({ id }) => id }, signal);
}

/** As the vendor's SDK compares labels: without case, and without blanks around them. */
export const isSameRole = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** One in a list of them. */
export const roleLine = ({ name, label }: RoleWords): string => `${JSON.stringify(label)}: ${name}`;

/** A sentence that ends in a list. */
export const rolesThereAre = (roles: readonly RoleWords[]): string =>
  `The roles that there are:\n${listOf(roles)}`;

const listOf = (roles: readonly RoleWords[]): string =>
  roles.map((role) => `  - ${roleLine(role)}`).join("\n");

const unknownRole = (text: string, roles: readonly RoleWords[]): Diagnostic => ({
  severity: "error",
  summary: "Unknown role",
  detail: `The tenant has no role whose label or name is ${JSON.stringify(text)}. Nothing was changed. ${rolesThereAre(roles)}\n\nSet \`role\` to one of these labels or names.`,
  attribute: ["role"],
});

const ambiguousRole = (text: string, roles: readonly RoleWords[]): Diagnostic => ({
  severity: "error",
  summary: "Several roles have this label",
  detail: `The label ${JSON.stringify(text)} is that of several roles:\n${listOf(roles)}\n\nNothing was changed. Set \`role\` to the name of the one that you mean.`,
  attribute: ["role"],
});
