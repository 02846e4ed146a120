mock_provider "atlan" {}

variables {
  connection_name = "development"
}

override_resource {
  target = atlan_api_token.loader
  values = {
    access_token = "a secret"
  }
}

run "hands_the_secret_out" {
  assert {
    condition     = output.loader_token == "a secret"
    error_message = "The output is not the secret of the token"
  }
}
