// The provider itself: its settings, its resource types and its data sources.
import { PRODUCT, provider } from "../../../lib/schema/index.js";
import { createClient } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import type { ProviderDefinition } from "../../framework/index.js";
import { apiTokenDataSource } from "../api-token/data-source.js";
import { apiTokenEphemeralResource } from "../api-token/ephemeral-resource.js";
import { apiTokenKind } from "../api-token/kind.js";
import { apiTokensDataSource } from "../api-tokens/data-source.js";
import { collectionDataSource } from "../collection/data-source.js";
import { connectionDataSource } from "../connection/data-source.js";
import { currentUserDataSource } from "../current-user/data-source.js";
import { boundToEmbeddedTenant } from "../embedded-tenant.js";
import { grantKinds } from "../grants/kinds.js";
import { grantResource } from "../grants/resource.js";
import { oauthClientDataSource } from "../oauth-client/data-source.js";
import { oauthClientKind } from "../oauth-client/kind.js";
import { oauthClientsDataSource } from "../oauth-clients/data-source.js";
import { personaDataSource } from "../persona/data-source.js";
import { personasDataSource } from "../personas/data-source.js";
import { principalResource } from "../principal-resource/resource.js";
import { roleDataSource } from "../role/data-source.js";
import { rolesDataSource } from "../roles/data-source.js";
import { boundToTenant, originOf } from "../tenant-binding.js";
import { tokenRetirementResource } from "../token-retirement/resource.js";
import { unsealedTokenEphemeralResource } from "../unsealed-token/ephemeral-resource.js";
import { userDataSource } from "../user/data-source.js";
import { apiKeyExpiresSoon } from "./api-key-expiry.js";
import type { Environment } from "./provider-config.js";
import { openSession, type Session } from "./session.js";
import { configProblems, readSettings } from "./settings.js";
import { bothInEnvironment } from "./sign-in.js";

/** What of the process the provider needs; `main.ts` gives it. */
export interface ProcessInputs {
  /** The version of this package, for the `User-Agent`. */
  readonly version: string;
  readonly environment: Environment;
  readonly clock: Clock;
}

const resources = [
  principalResource<Session>(apiTokenKind, ({ apiTokens }) => apiTokens),
  principalResource<Session>(oauthClientKind, ({ oauthClients }) => oauthClients),
  ...grantKinds.map(grantResource),
  tokenRetirementResource,
]
  .map(boundToEmbeddedTenant<Session>)
  .map(boundToTenant<Session>);

const dataSources = [
  apiTokenDataSource,
  apiTokensDataSource,
  collectionDataSource,
  connectionDataSource,
  currentUserDataSource,
  oauthClientDataSource,
  oauthClientsDataSource,
  personaDataSource,
  personasDataSource,
  roleDataSource,
  rolesDataSource,
  userDataSource,
];

type ProviderAttributes = (typeof provider)["attributes"];

export function atlanProvider({
  version,
  environment,
  clock,
}: ProcessInputs): ProviderDefinition<Session, ProviderAttributes> {
  return {
    product: PRODUCT,
    schema: provider,
    resources,
    dataSources,
    ephemeralResources: [apiTokenEphemeralResource, unsealedTokenEphemeralResource],
    validate(config, diagnostics) {
      for (const problem of configProblems(config)) diagnostics.add(problem);
    },
    heldBackMs: ({ client }) => client.heldBackMs(),
    async configure(config, { terraformVersion, log, signal, diagnostics }) {
      const settings = readSettings(config, environment);
      if (settings === null) return null;
      const warnings = [
        bothInEnvironment(config, environment),
        apiKeyExpiresSoon({ ...settings, nowMs: clock.nowMs() }),
      ];
      for (const warning of warnings) if (warning !== null) diagnostics.add(warning);
      const userAgent = `cdktf-provider-atlan/${version} terraform/${terraformVersion}`;
      const client = createClient({ ...settings, userAgent, log, clock, environment });
      const tenant = {
        origin: originOf(settings.baseUrl),
        acceptedOrigins: settings.acceptFromTenants.map(originOf),
      };
      return openSession({ ...settings, client, tenant, clock, signal });
    },
  };
}
