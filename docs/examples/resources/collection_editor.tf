# Writing the grant needs ATLAN_USER_BEARER_TOKEN, of a person who is an editor of the collection.
data "atlan_collection" "finance" {
  name = "Finance queries"
}

resource "atlan_api_token" "publisher" {
  display_name = "query publisher"
}

resource "atlan_collection_editor" "publisher" {
  collection_id = data.atlan_collection.finance.id
  usernames     = atlan_api_token.publisher.active_usernames
}
