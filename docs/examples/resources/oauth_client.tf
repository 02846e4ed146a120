resource "atlan_oauth_client" "sync" {
  display_name = "warehouse sync"
  description  = "Keeps the catalog in step with the warehouse"
  role         = "Member"

  rotation = {
    rotate_every_seconds = 7776000 # 90 days
  }
}

output "sync_client_id" {
  value = atlan_oauth_client.sync.client_id
}

output "sync_client_secret" {
  value     = atlan_oauth_client.sync.client_secret
  sensitive = true
}
