// Lists API tokens as the API lists them, each as the lookup of one gives it.
import { dataApiTokens } from "../../../lib/schema/index.js";
import { listApiTokens } from "../../client/index.js";
import { type DataSourceContext, defineDataSource } from "../../framework/index.js";
import { recordOf } from "../api-token/mapping.js";
import { noTenantTime } from "../api-token/no-tenant-time.js";
import { type ListQuery, listWhole } from "../lookup/list-query.js";
import { attempting } from "../request-diagnostic.js";
import type { Session } from "../session.js";

type Context = DataSourceContext<Session, (typeof dataApiTokens)["attributes"]>;

async function read({ client: session, config, signal, diagnostics }: Context) {
  const pageOf = async (query: ListQuery) => {
    const { body, serverTime } = await listApiTokens(session.client.apiKey, query, { signal });
    if (serverTime === null) diagnostics.add(noTenantTime);
    return { records: body.records.map((token) => recordOf(token, serverTime)) };
  };
  const tokens = await attempting({ summary: "Cannot list API tokens" }, signal, () =>
    listWhole(config, pageOf, ({ id }) => id),
  );
  return { ...config, tokens };
}

export const apiTokensDataSource = defineDataSource({ schema: dataApiTokens, read });
