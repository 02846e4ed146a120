data "atlan_persona" "analysts" {
  name = "Data Assets"
}

resource "atlan_api_token" "reporter" {
  display_name = "weekly reporter"
}

resource "atlan_token_persona_binding" "reporter_reads" {
  persona_qualified_name = data.atlan_persona.analysts.qualified_name
  token_ids              = atlan_api_token.reporter.active_ids
}
