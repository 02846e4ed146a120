// The variables that the provider and the vendor's SDKs read, as a tenant gives them: types only.

export type TenantEnvironment = {
  readonly ATLAN_BASE_URL: string;
  readonly ATLAN_API_KEY: string;
  readonly ATLAN_USER_BEARER_TOKEN: string;
};

export type TenantOAuthEnvironment = {
  readonly ATLAN_BASE_URL: string;
  readonly ATLAN_OAUTH_CLIENT_ID: string;
  readonly ATLAN_OAUTH_CLIENT_SECRET: string;
  readonly ATLAN_USER_BEARER_TOKEN: string;
};
