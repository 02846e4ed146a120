# A module: one API token, admin of one connection.
terraform {
  required_providers {
    atlan = {
      source = "npm.internal/cdktf-provider-atlan/atlan"
    }
  }
}

variable "connection_name" {
  type = string
}

variable "has_token" {
  type    = bool
  default = true
}

data "atlan_connection" "warehouse" {
  name           = var.connection_name
  connector_name = "snowflake"
}

resource "atlan_api_token" "loader" {
  count        = var.has_token ? 1 : 0
  display_name = "${var.connection_name} loader"
}

resource "atlan_connection_admin" "loader" {
  connection_id = data.atlan_connection.warehouse.id
  usernames     = toset(flatten(atlan_api_token.loader[*].active_usernames))
}

output "loader_token" {
  value     = one(atlan_api_token.loader[*].access_token)
  sensitive = true
}
