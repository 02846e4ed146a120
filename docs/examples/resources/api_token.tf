resource "atlan_api_token" "loader" {
  display_name     = "nightly loader"
  description      = "Loads the warehouse every night"
  validity_seconds = 7776000 # 90 days
}

output "loader_token" {
  value     = atlan_api_token.loader.access_token
  sensitive = true
}
