data "atlan_roles" "all" {}

output "roles" {
  value = { for role in data.atlan_roles.all.roles : role.name => role.label }
}
