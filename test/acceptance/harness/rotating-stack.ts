// A token that rotates every week, with a right of each kind, and the tenant that it needs.
import type { TenantSnapshot } from "../../../src/tenant/index.js";

export const DAY = 86_400;
export const PERIOD = 7 * DAY;

export const TOKEN = "atlan_api_token.loader";

export const rotationSeed = {
  users: [{ username: "amira", admin: true }],
  personas: [{ name: "Loaders" }],
  connections: [
    { name: "development", connectorName: "snowflake", adminUsers: ["amira"] },
    { name: "production", connectorName: "snowflake", adminUsers: ["amira"] },
  ],
  collections: [{ name: "Finance", createdBy: "amira", adminUsers: ["amira"] }],
};

export const rotatingStack = ({ personas, connections, collections }: TenantSnapshot): string => `
resource "atlan_api_token" "loader" {
  display_name = "loader"
  rotation = {
    rotate_every_seconds = ${PERIOD}
    overlap_seconds      = ${DAY}
  }
}

resource "atlan_token_persona_binding" "loaders" {
  persona_qualified_name = "${personas[0]?.qualifiedName}"
  token_ids              = ${TOKEN}.active_ids
}

resource "atlan_connection_admin" "development" {
  connection_id = "${connections[0]?.guid}"
  usernames     = ${TOKEN}.active_usernames
}

resource "atlan_collection_viewer" "finance" {
  collection_id = "${collections[0]?.guid}"
  usernames     = ${TOKEN}.active_usernames
}

output "secret" {
  value     = ${TOKEN}.access_token
  sensitive = true
}
`;
