data "atlan_oauth_clients" "all" {}

output "administrators" {
  value = [for client in data.atlan_oauth_clients.all.clients : client.display_name if client.role_name == "$admin"]
}
