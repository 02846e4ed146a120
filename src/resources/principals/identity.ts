// What the tenant decides about a principal of any kind, by Terraform's names. Pure.
import { toRfc3339 } from "../../rfc3339.js";
import type { PrincipalRecord } from "./kind.js";

/** Of one that has no predecessors. */
export const identityOf = (record: PrincipalRecord) => ({
  id: record.id,
  client_id: record.clientId,
  username: record.username,
  created_at: record.createdAt && toRfc3339(record.createdAt),
  created_by: record.createdBy,
  active_ids: [record.id],
  active_usernames: [record.username],
});
