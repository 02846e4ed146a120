data "atlan_api_tokens" "newest" {
  sort  = "-createdAt"
  limit = 10
}

output "expired_tokens" {
  value = [for token in data.atlan_api_tokens.newest.tokens : token.display_name if token.expired]
}
