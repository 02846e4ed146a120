data "atlan_current_user" "me" {
  credential = "api_key" # what is meant when it is left out, too
}

output "deploys_as" {
  value = data.atlan_current_user.me.username
}
