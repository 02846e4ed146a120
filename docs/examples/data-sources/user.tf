data "atlan_user" "tomas" {
  email = "tomas@example.com"
}

output "tomas_username" {
  value = data.atlan_user.tomas.username
}
