data "atlan_oauth_client" "sync" {
  display_name = "catalog sync"
}

output "sync_username" {
  value = data.atlan_oauth_client.sync.username
}
