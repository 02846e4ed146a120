resource "atlan_api_token" "loader" {
  display_name      = "nightly loader"
  rotation          = { rotate_every_seconds = 2592000, overlap_seconds = 172800 }
  retired_elsewhere = true
}

# In your own stack: the resource that hands the secret on.
resource "terraform_data" "delivery" {
  triggers_replace = atlan_api_token.loader.id
}

resource "atlan_token_retirement" "loader" {
  token_id   = atlan_api_token.loader.id
  retiring   = atlan_api_token.loader.retiring
  depends_on = [terraform_data.delivery]
}
