data "atlan_collection" "finance" {
  name = "Finance queries"
}

output "finance_editors" {
  value = data.atlan_collection.finance.admin_users
}
