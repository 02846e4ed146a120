# Plain Terraform, without CDK for Terraform: one API token, and its secret as a sensitive output.
terraform {
  required_version = ">= 1.5"

  required_providers {
    atlan = {
      source  = "npm.internal/cdktf-provider-atlan/atlan"
      version = "0.1.0"
    }
  }
}

variable "description" {
  description = "What the token is for"
  type        = string
  default     = "Loads the warehouse every night"
}

# The tenant and the credentials come from ATLAN_BASE_URL and ATLAN_API_KEY.
provider "atlan" {}

resource "atlan_api_token" "nightly_loader" {
  display_name     = "nightly loader"
  description      = var.description
  validity_seconds = 90 * 24 * 60 * 60
}

output "loader_token" {
  description = "The token's secret"
  value       = atlan_api_token.nightly_loader.access_token
  sensitive   = true
}
