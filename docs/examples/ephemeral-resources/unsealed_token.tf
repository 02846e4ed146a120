variable "identity" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "atlan_api_token" "loader" {
  display_name = "nightly loader"
  seal_to = [
    "age1yc4aye4gze7x0esph09krfv2lncdmems45vly4t3tyqfu96zn9eq0st0k4",
    "age1v6f879fek9dkk6glz0kuraprwsm94vgfs3wdg0a9l9kw9gpf6yfsx0dyyq",
  ]
}

ephemeral "atlan_unsealed_token" "loader" {
  sealed    = atlan_api_token.loader.sealed_access_token
  identity  = var.identity
  client_id = atlan_api_token.loader.client_id
}

resource "terraform_data" "check" {
  provisioner "local-exec" {
    command     = "curl --fail --silent --header \"Authorization: Bearer $LOADER_TOKEN\" \"$ATLAN_BASE_URL/api/service/users/current\""
    environment = { LOADER_TOKEN = ephemeral.atlan_unsealed_token.loader.access_token }
  }
}
