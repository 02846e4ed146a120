// Lists OAuth clients as the API lists them, each as the lookup of one gives it.
import { dataOauthClients } from "../../../lib/schema/index.js";
import { type Http, listOAuthClients } from "../../client/index.js";
import { type DataSourceContext, defineDataSource } from "../../framework/index.js";
import { listWhole, type PageQuery } from "../lookup/list-query.js";
import { recordOf } from "../oauth-client/mapping.js";
import { reporting } from "../request-diagnostic.js";

export interface ClientListSession {
  readonly client: { readonly apiKey: Http };
}

type Context = DataSourceContext<ClientListSession, (typeof dataOauthClients)["attributes"]>;

async function read({ client: session, config, signal }: Context) {
  const pageOf = async (query: PageQuery, waiting: AbortSignal) => {
    const { body } = await listOAuthClients(session.client.apiKey, query, { signal: waiting });
    return { records: body.records.map(recordOf) };
  };
  const clients = await reporting({ summary: "Cannot list OAuth clients" }, signal, () =>
    listWhole(config, { pageOf, keyOf: ({ id }) => id }, signal),
  );
  return { ...config, clients };
}

export const oauthClientsDataSource = defineDataSource({ schema: dataOauthClients, read });
