data "atlan_api_token" "loader" {
  display_name = "nightly loader"
}

output "loader_username" {
  value = data.atlan_api_token.loader.username
}
