terraform {
  required_providers {
    atlan = {
      source = "npm.internal/cdktf-provider-atlan/atlan"
    }
  }
}

# base_url and api_key come from ATLAN_BASE_URL and ATLAN_API_KEY
provider "atlan" {
  max_concurrent_requests = 4
}
