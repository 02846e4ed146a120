data "atlan_connection" "development" {
  name           = "development"
  connector_name = "snowflake"
}

output "development_admins" {
  value = data.atlan_connection.development.admin_users
}
