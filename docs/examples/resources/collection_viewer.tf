# Writing the grant needs ATLAN_USER_BEARER_TOKEN, of a person who is an editor of the collection.
data "atlan_collection" "finance" {
  name = "Finance queries"
}

data "atlan_user" "tomas" {
  email = "tomas@example.com"
}

resource "atlan_api_token" "dashboard" {
  display_name = "finance dashboard"
}

resource "atlan_collection_viewer" "finance" {
  collection_id = data.atlan_collection.finance.id
  usernames = setunion(
    atlan_api_token.dashboard.active_usernames,
    [data.atlan_user.tomas.username],
  )
}
