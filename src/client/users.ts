// Who acts: the principal behind a credential, and the tenant's users.
import { firstText, listOf, numberOf, objectOf, requiredText } from "./json.js";
import type { CallOptions, Http, Reply } from "./request.js";

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
  return {
    username: requiredText(user.username, "username of a user"),
    id: firstText(user.id),
    email: firstText(user.email),
    firstName: firstText(user.firstName),
    lastName: firstText(user.lastName),
    enabled: typeof user.enabled === "boolean" ? user.enabled : null,
  };
}
