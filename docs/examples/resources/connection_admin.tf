# Writing the grant needs ATLAN_USER_BEARER_TOKEN, of a person who is an admin of the connection.
data "atlan_connection" "development" {
  name           = "development"
  connector_name = "snowflake"
}

resource "atlan_api_token" "crawler" {
  display_name = "snowflake crawler"
}

resource "atlan_connection_admin" "crawler" {
  connection_id = data.atlan_connection.development.id
  usernames     = atlan_api_token.crawler.active_usernames
}
