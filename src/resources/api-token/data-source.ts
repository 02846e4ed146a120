// Looks up one API token that exists already, for stacks that grant to it but do not manage it.
import { dataApiToken } from "../../../lib/schema/index.js";
import { type DataSourceContext, defineDataSource } from "../../framework/index.js";
import { asWritten } from "../lookup/find-one.js";
import { reporting } from "../request-diagnostic.js";
import { findToken } from "./lookup.js";
import { recordOf } from "./mapping.js";
import { noTenantTime } from "./no-tenant-time.js";
import { byClientId, byId, type TokenSelector } from "./token-selector.js";
import type { TokenSession } from "./token-session.js";

type Context = DataSourceContext<TokenSession, (typeof dataApiToken)["attributes"]>;

async function read({ client: session, config, signal, diagnostics }: Context) {
  const { selector, attribute } = selectorOf(config);
  const options = { signal, attribute: [attribute], waitSeconds: config.wait_seconds };
  const { token, tenantNow } = await reporting(
    { summary: "Cannot look up API token" },
    signal,
    () => findToken(session, selector, options),
  );
  if (tenantNow === null) diagnostics.add(noTenantTime);
  return asWritten(config, {
    ...recordOf(token, tenantNow),
    wait_seconds: config.wait_seconds,
  });
}

/** Validation has made sure that exactly one of the three is set. */
function selectorOf({ id, client_id, display_name }: Context["config"]): {
  readonly selector: TokenSelector;
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
