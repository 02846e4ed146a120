terraform {
  required_providers {
    atlan = {
      source = "npm.internal/cdktf-provider-atlan/atlan"
    }
  }
}

# base_url and the credentials come from ATLAN_BASE_URL, ATLAN_OAUTH_CLIENT_ID and ATLAN_OAUTH_CLIENT_SECRET, or ATLAN_API_KEY
provider "atlan" {
  max_concurrent_requests = 4
}
