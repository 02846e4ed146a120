// Looks up one role, so that a stack that names one that is not there fails when it is planned.
import { dataRole } from "../../../lib/schema/index.js";
import { type Http, listRoles, type Role } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { type DataSourceContext, defineDataSource } from "../../framework/index.js";
import { asWritten, findOne } from "../lookup/find-one.js";
import { type PageRequest, walkPages } from "../lookup/page-walk.js";
import { reporting } from "../request-diagnostic.js";

export interface RoleLookupSession {
  readonly client: { readonly apiKey: Http };
  readonly clock: Clock;
}

type Context = DataSourceContext<RoleLookupSession, (typeof dataRole)["attributes"]>;

const noun = {
  singular: "role",
  plural: "roles",
  tellApartBy: "its name",
  line: ({ name, label }: Role): string => `${JSON.stringify(label)}: ${name}`,
};

async function read({ client: { client, clock }, config, signal }: Context) {
  const by = config.name === null ? "label" : "name";
  const value = String(config[by]);
  const found = await reporting({ summary: "Cannot look up role" }, signal, async () => {
    const roles = await allRoles(client.apiKey, signal);
    const lookup = {
      noun,
      having: `${by} ${JSON.stringify(value)}`,
      wanted: value,
      attribute: [by],
      look: async () => roles,
      isWanted: (role: Role) => role[by] === value,
      candidates: async () => roles,
      nameOf: (role: Role) => role[by],
      hint: () =>
        `The roles that there are:\n${roles.map((role) => `  - ${noun.line(role)}`).join("\n")}`,
    };
    return findOne(lookup, { clock, signal, waitSeconds: null });
  });
  return asWritten(config, found);
}

/** A handful: a filter would only hide the candidates. */
export function allRoles(http: Http, signal: AbortSignal): Promise<readonly Role[]> {
  const pageAt = async (page: PageRequest, waiting: AbortSignal) => {
    const { body } = await listRoles(http, { sort: "name", ...page }, { signal: waiting });
    return { records: body.records, total: body.totalRecord };
  };
  return walkPages({ pageAt, keyOf: ({ id }) => id }, signal);
}

export const roleDataSource = defineDataSource({ schema: dataRole, read });
