// Lists the roles of the workspace as the API lists them.
import { dataRoles } from "../../../lib/schema/index.js";
import { type Http, listRoles, type Role } from "../../client/index.js";
import { type DataSourceContext, defineDataSource } from "../../framework/index.js";
import { listWhole, type PageQuery } from "../lookup/list-query.js";
import { reporting } from "../request-diagnostic.js";

export interface RoleListSession {
  readonly client: { readonly apiKey: Http };
}

type Context = DataSourceContext<RoleListSession, (typeof dataRoles)["attributes"]>;

async function read({ client: session, config, signal }: Context) {
  const pageOf = async (query: PageQuery, waiting: AbortSignal) =>
    (await listRoles(session.client.apiKey, query, { signal: waiting })).body;
  const source = { pageOf, keyOf: ({ id }: Role) => id, defaultSort: "name" };
  const roles = await reporting({ summary: "Cannot list roles" }, signal, () =>
    listWhole(config, source, signal),
  );
  return { ...config, roles };
}

export const rolesDataSource = defineDataSource({ schema: dataRoles, read });
