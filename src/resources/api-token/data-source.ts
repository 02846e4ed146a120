// Looks up one API token that exists already, for stacks that grant to it but do not manage it.
import { dataApiToken } from "../../../lib/schema/index.js";
import { type DataSourceContext, defineDataSource } from "../../framework/index.js";
import { attempting } from "../request-diagnostic.js";
import type { Session } from "../session.js";
import { findToken } from "./lookup.js";
import { recordOf } from "./mapping.js";
import { noTenantTime } from "./no-tenant-time.js";
import { clientIdOf, type TokenSelector } from "./token-selector.js";

type Context = DataSourceContext<Session, (typeof dataApiToken)["attributes"]>;

async function read({ client: session, config, signal, diagnostics }: Context) {
  const { selector, attribute } = selectorOf(config);
  const options = { signal, attribute: [attribute], waitSeconds: config.wait_seconds };
  const { token, tenantNow } = await attempting(
    { summary: "Cannot look up API token" },
    signal,
    () => findToken(session, selector, options),
  );
  if (tenantNow === null) diagnostics.add(noTenantTime);
  return {
    ...recordOf(token, tenantNow),
    client_id: typeof config.client_id === "string" ? config.client_id : token.clientId,
    wait_seconds: config.wait_seconds,
  };
}

/** Validation has made sure that exactly one of the three is set. */
function selectorOf({ id, client_id, display_name }: Context["config"]): {
  readonly selector: TokenSelector;
  readonly attribute: string;
} {
  if (typeof id === "string") return { selector: { by: "id", value: id }, attribute: "id" };
  if (typeof client_id === "string") {
    return { selector: { by: "clientId", value: clientIdOf(client_id) }, attribute: "client_id" };
  }
  return {
    selector: { by: "displayName", value: String(display_name) },
    attribute: "display_name",
  };
}

export const apiTokenDataSource = defineDataSource({ schema: dataApiToken, read });
