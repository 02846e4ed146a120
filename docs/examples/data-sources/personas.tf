data "atlan_personas" "enabled" {
  filter  = jsonencode({ enabled = true })
  sort    = "-createdAt"
  columns = ["id", "displayName", "users"]
}

output "members_by_persona" {
  value = { for persona in data.atlan_personas.enabled.records : persona.display_name => persona.users }
}
