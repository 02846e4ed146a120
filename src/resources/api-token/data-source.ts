// Looks up one API token that exists already, for stacks that grant to it but do not manage it.
import { dataApiToken } from "../../../lib/schema/index.js";
import { type DataSourceContext, defineDataSource } from "../../framework/index.js";
import { asWritten } from "../lookup/find-one.js";
import { findDeclared } from "../principals/lookup.js";
import { noTenantTime } from "../principals/no-tenant-time.js";
import { reporting } from "../request-diagnostic.js";
import { recordOf } from "./mapping.js";
import type { TokenSession } from "./token-session.js";

type Context = DataSourceContext<TokenSession, (typeof dataApiToken)["attributes"]>;

async function read({ client, config, signal, diagnostics }: Context) {
  const { record, tenantNow } = await reporting(
    { summary: "Cannot look up API token" },
    signal,
    () => findDeclared(client.apiTokens, config, signal),
  );
  if (tenantNow === null) diagnostics.add(noTenantTime);
  return asWritten(config, {
    ...recordOf(record, tenantNow),
    wait_seconds: config.wait_seconds,
  });
}

export const apiTokenDataSource = defineDataSource({ schema: dataApiToken, read });
