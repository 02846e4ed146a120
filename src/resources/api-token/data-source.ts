// Looks up one API token that exists already, for stacks that grant to it but do not manage it.
import { dataApiToken } from "../../../lib/schema/index.js";
import {
  type DataSourceContext,
  DiagnosticError,
  defineDataSource,
} from "../../framework/index.js";
import { backoffMs } from "../backoff.js";
import { attempting } from "../request-diagnostic.js";
import type { Session } from "../session.js";
import { withoutClaim } from "./claim.js";
import { findOne } from "./lookup.js";
import { identityOf, personasOf } from "./mapping.js";
import { clientIdOf, type TokenSelector } from "./token-selector.js";

type Context = DataSourceContext<Session, (typeof dataApiToken)["attributes"]>;

async function read(context: Context) {
  const { config, signal } = context;
  const { token, tenantNow } = await attempting(
    { summary: "Cannot look up API token" },
    signal,
    () => findPatiently(context),
  );
  return {
    ...identityOf(token, tenantNow),
    client_id: typeof config.client_id === "string" ? config.client_id : token.clientId,
    display_name: token.displayName,
    description: withoutClaim(token.description),
    persona_qualified_names: personasOf(token),
    validity_seconds: token.lifespanSeconds,
    wait_seconds: config.wait_seconds,
  };
}

/** One look, or looks until `wait_seconds` are over. */
async function findPatiently(context: Context) {
  const { client: session, config, signal } = context;
  const untilMs = session.clock.nowMs() + (config.wait_seconds ?? 0) * 1000;
  const { selector, attribute } = selectorOf(config);
  for (let round = 1; ; round++) {
    try {
      return await findOne(session, selector, { signal, attribute: [attribute] });
    } catch (error) {
      const mayAppear = error instanceof DiagnosticError && session.clock.nowMs() < untilMs;
      if (!mayAppear) throw error;
      await session.clock.sleep(backoffMs(round), signal);
    }
  }
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
