data "atlan_role" "member" {
  label = "Member"
}

output "member_role" {
  value = data.atlan_role.member.name
}
