mock_provider "atlan" {
  mock_data "atlan_connection" {
    defaults = {
      id = "5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01"
    }
  }

  mock_resource "atlan_api_token" {
    defaults = {
      active_usernames = ["service-account-apikey-1"]
    }
  }
}

variables {
  connection_name = "development"
}

run "makes_the_token_admin_of_the_connection" {
  assert {
    condition     = atlan_connection_admin.loader.connection_id == "5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01"
    error_message = "The grant is on another connection"
  }

  assert {
    condition     = atlan_connection_admin.loader.usernames == toset(["service-account-apikey-1"])
    error_message = "The grant is not to the token"
  }
}

run "grants_to_nobody_without_the_token" {
  variables {
    has_token = false
  }

  assert {
    condition     = length(atlan_connection_admin.loader.usernames) == 0
    error_message = "Somebody is made admin"
  }
}
