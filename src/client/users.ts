// Who acts: the principal behind a credential, and the tenant's users.
import { firstText, objectOf, requiredText } from "./json.js";
import { type ListQuery, listCall, type RecordPage, readRecordPage } from "./record-list.js";
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

export const listUsers = (
  http: Http,
  query: ListQuery,
  options: CallOptions,
): Promise<Reply<RecordPage<User>>> =>
  http.request(listCall("/api/service/users", query, readUserPage), options);

const readUserPage = (body: unknown) => readRecordPage(body, "the page of users", readUser);

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
