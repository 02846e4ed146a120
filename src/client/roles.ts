// The `roles` collection: what an OAuth client, or a person, may do in the workspace.
import { firstText, objectOf, requiredText } from "./json.js";
import { type ListQuery, listCall, type RecordPage, readRecordPage } from "./record-list.js";
import type { CallOptions, Http, Reply } from "./request.js";

export interface Role {
  /** The GUID. */
  readonly id: string;
  /** Such as `$admin`. */
  readonly name: string;
  /** What pages show, such as `Admin`: the API's `description`. Empty when the tenant does not say. */
  readonly label: string;
  /** Such as `workspace` or `admin-subrole`. Null when the tenant does not say. */
  readonly level: string | null;
}

export const listRoles = (
  http: Http,
  query: ListQuery,
  options: CallOptions,
): Promise<Reply<RecordPage<Role>>> =>
  http.request(listCall("/api/service/roles", query, readRolePage), options);

const readRolePage = (body: unknown) => readRecordPage(body, "the page of roles", readRole);

/** @throws MalformedBodyError */
function readRole(body: unknown): Role {
  const role = objectOf(body, "a role");
  return {
    id: requiredText(role.id, "id of a role"),
    name: requiredText(role.name, "name of a role"),
    label: firstText(role.description) ?? "",
    level: firstText(role.level),
  };
}
