mock_provider "atlan" {}

variables {
  connection_name = "development"
}

run "applies" {}
