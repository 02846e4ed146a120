ephemeral "atlan_api_token" "loader" {
  display_name = "catalog load"
  description  = "Loads the catalog once, when this is first applied"
  enabled      = terraform.applying
}

resource "terraform_data" "load" {
  provisioner "local-exec" {
    command     = "curl --fail --silent --header \"Authorization: Bearer $LOADER_TOKEN\" \"$ATLAN_BASE_URL/api/service/users/current\""
    environment = { LOADER_TOKEN = ephemeral.atlan_api_token.loader.access_token }
  }
}
