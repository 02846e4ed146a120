data "atlan_api_token" "export" {
  display_name = "catalog export"
}

output "export_username" {
  value = data.atlan_api_token.export.username
}
