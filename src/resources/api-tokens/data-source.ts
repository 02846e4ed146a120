// Lists API tokens as the API lists them, each as the lookup of one gives it.
import { dataApiTokens } from "../../../lib/schema/index.js";
import { type Http, listApiTokens } from "../../client/index.js";
import { type DataSourceContext, defineDataSource } from "../../framework/index.js";
import { recordOf } from "../api-token/mapping.js";
import { listWhole, type PageQuery } from "../lookup/list-query.js";
import { noTenantTime } from "../principals/no-tenant-time.js";
import { reporting } from "../request-diagnostic.js";

export interface TokenListSession {
  readonly client: { readonly apiKey: Http };
}

type Context = DataSourceContext<TokenListSession, (typeof dataApiTokens)["attributes"]>;

async function read({ client: session, config, signal, diagnostics }: Context) {
  const pageOf = async (query: PageQuery, waiting: AbortSignal) => {
    const { body, serverTime } = await listApiTokens(session.client.apiKey, query, {
      signal: waiting,
    });
    if (serverTime === null) diagnostics.add(noTenantTime);
    return { records: body.records.map((token) => recordOf(token, serverTime)) };
  };
  const tokens = await reporting({ summary: "Cannot list API tokens" }, signal, () =>
    listWhole(config, { pageOf, keyOf: ({ id }) => id }, signal),
  );
  return { ...config, tokens };
}

export const apiTokensDataSource = defineDataSource({ schema: dataApiTokens, read });
