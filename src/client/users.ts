// Who acts: the principal behind a credential, and the tenant's users.
import type { CallOptions, Http, Reply } from "./http.js";
import { MalformedBodyError } from "./malformed-body-error.js";
import { firstText, listOf, numberOf, objectOf } from "./private/json.js";

export interface User {
  readonly username: string;
  /** The GUID. */
  readonly id: string | null;
  /** Null for API tokens. */
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** Null when the tenant does not say. */
  readonly enabled: boolean | null;
}

/** The principal behind a credential, in the shape of any user. */
export type CurrentUser = User;

/** The principal whose credential it is; an API token's username begins with `service-account-`. */
export function currentUser(http: Http, options: CallOptions): Promise<Reply<CurrentUser>> {
  return http.request(
    { method: "GET", path: "/api/service/users/current", read: readUser },
    options,
  );
}

export interface UserQuery {
  /** RQL, such as `{"username":{"$in":["amira"]}}`. */
  readonly filter?: { readonly [field: string]: unknown };
  readonly sort?: string;
  readonly limit?: number;
  readonly offset?: number;
  readonly count?: boolean;
}

export interface UserPage {
  readonly totalRecord: number | null;
  readonly filterRecord: number | null;
  readonly records: readonly User[];
}

export function listUsers(
  http: Http,
  query: UserQuery,
  options: CallOptions,
): Promise<Reply<UserPage>> {
  const { filter, ...rest } = query;
  const parameters = filter === undefined ? rest : { ...rest, filter: JSON.stringify(filter) };
  return http.request(
    { method: "GET", path: "/api/service/users", query: parameters, read: readUserPage },
    options,
  );
}

export interface WhoAmI {
  /** Such as `$admin` for people and `$api-token-default-access` for API tokens; go by the username to tell them apart. */
  readonly roleNames: readonly string[];
}

export function whoami(http: Http, options: CallOptions): Promise<Reply<WhoAmI>> {
  return http.request({ method: "GET", path: "/api/service/whoami", read: readWhoAmI }, options);
}

function readUserPage(body: unknown): UserPage {
  const page = objectOf(body, "the page of users");
  return {
    totalRecord: numberOf(page.totalRecord),
    filterRecord: numberOf(page.filterRecord),
    records: listOf(page.records, "records").map(readUser),
  };
}

function readUser(body: unknown): User {
  const user = objectOf(body, "the user");
  const username = firstText(user.username);
  if (username === null) throw new MalformedBodyError("username of a user is missing");
  return {
    username,
    id: firstText(user.id),
    email: firstText(user.email),
    firstName: firstText(user.firstName),
    lastName: firstText(user.lastName),
    enabled: typeof user.enabled === "boolean" ? user.enabled : null,
  };
}

function readWhoAmI(body: unknown): WhoAmI {
  const roles = listOf(objectOf(body, "the answer to whoami").roles, "roles");
  return {
    roleNames: roles.flatMap((role) => firstText(objectOf(role, "a role").name) ?? []),
  };
}
