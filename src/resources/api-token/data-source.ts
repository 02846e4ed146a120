// Looks up one API token that exists already, for stacks that grant to it but do not manage it.
import { dataApiToken } from "../../../lib/schema/index.js";
import { type DataSourceContext, defineDataSource } from "../../framework/index.js";
import { asWritten } from "../lookup/find-one.js";
import { findPrincipal } from "../principals/lookup.js";
import { noTenantTime } from "../principals/no-tenant-time.js";
import { byClientId, byId, type PrincipalSelector } from "../principals/selector.js";
import { reporting } from "../request-diagnostic.js";
import { recordOf } from "./mapping.js";
import type { TokenSession } from "./token-session.js";

type Context = DataSourceContext<TokenSession, (typeof dataApiToken)["attributes"]>;

async function read({ client, config, signal, diagnostics }: Context) {
  const { selector, attribute } = selectorOf(config);
  const options = { signal, attribute: [attribute], waitSeconds: config.wait_seconds };
  const { record, tenantNow } = await reporting(
    { summary: "Cannot look up API token" },
    signal,
    () => findPrincipal(client.apiTokens, selector, options),
  );
  if (tenantNow === null) diagnostics.add(noTenantTime);
  return asWritten(config, {
    ...recordOf(record, tenantNow),
    wait_seconds: config.wait_seconds,
  });
}

/** Validation has made sure that exactly one of the three is set. */
function selectorOf({ id, client_id, display_name }: Context["config"]): {
  readonly selector: PrincipalSelector;
  readonly attribute: string;
} {
  if (typeof id === "string") return { selector: byId(id), attribute: "id" };
  if (typeof client_id === "string") {
    return { selector: byClientId(client_id), attribute: "client_id" };
  }
  return {
    selector: { by: "displayName", value: String(display_name) },
    attribute: "display_name",
  };
}

export const apiTokenDataSource = defineDataSource({ schema: dataApiToken, read });
