data "atlan_persona" "analysts" {
  name = "Data Assets"
}

resource "atlan_api_token" "reporter" {
  display_name            = "weekly reporter"
  persona_qualified_names = [data.atlan_persona.analysts.qualified_name]
}
