// Looks up one OAuth client that exists already, for stacks that grant to it but do not manage it.
import { dataOauthClient } from "../../../lib/schema/index.js";
import type { OAuthClient } from "../../client/index.js";
import { type DataSourceContext, defineDataSource } from "../../framework/index.js";
import { asWritten } from "../lookup/find-one.js";
import { findDeclared, type LookupSession } from "../principals/lookup.js";
import { reporting } from "../request-diagnostic.js";
import { recordOf } from "./mapping.js";

export interface ClientLookupSession {
  readonly oauthClients: LookupSession<OAuthClient>;
}

type Context = DataSourceContext<ClientLookupSession, (typeof dataOauthClient)["attributes"]>;

async function read({ client, config, signal }: Context) {
  const { record } = await reporting({ summary: "Cannot look up OAuth client" }, signal, () =>
    findDeclared(client.oauthClients, config, signal),
  );
  return asWritten(config, { ...recordOf(record), wait_seconds: config.wait_seconds });
}

export const oauthClientDataSource = defineDataSource({ schema: dataOauthClient, read });
