// Looks up one OAuth client that exists already, for stacks that grant to it but do not manage it.
import { dataOauthClient } from "../../../lib/schema/index.js";
import { type Http, listOAuthClients, type OAuthClient } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { type DataSourceContext, defineDataSource } from "../../framework/index.js";
import { asWritten, findOne } from "../lookup/find-one.js";
import { type PageRequest, walkPages } from "../lookup/page-walk.js";
import { isSameText, spellingsOf, withLowerCaseGuid } from "../lookup/same-text.js";
import { reporting } from "../request-diagnostic.js";
import { toRfc3339 } from "../rfc3339.js";
import { recordOf } from "./mapping.js";

export interface ClientLookupSession {
  readonly client: { readonly apiKey: Http };
  readonly clock: Clock;
}

type Context = DataSourceContext<ClientLookupSession, (typeof dataOauthClient)["attributes"]>;

const noun = {
  singular: "OAuth client",
  plural: "OAuth clients",
  tellApartBy: "its GUID",
  line: ({ id, clientId, displayName, createdAt, createdBy }: OAuthClient): string => {
    const creation = createdAt === null ? "unknown" : toRfc3339(createdAt);
    return `${id}: ${JSON.stringify(displayName)}, ${clientId}, created ${creation} by ${createdBy ?? "unknown"}`;
  },
};

async function read({ client: { client, clock }, config, signal }: Context) {
  const clients = (value?: Filter) => clientsOf(client.apiKey, signal, value);
  const { by, value, attribute, words } = selectorOf(config);
  const lookup = {
    noun,
    having: `${words} ${JSON.stringify(value)}`,
    wanted: value,
    attribute: [attribute],
    look: async () => {
      const looks = spellingsOf(value).map((spelling) => clients({ [by]: spelling }));
      return uniqueById((await Promise.all(looks)).flat());
    },
    isWanted: (each: OAuthClient) =>
      by === "displayName"
        ? isSameText(each.displayName, value)
        : withLowerCaseGuid(each[by]) === value,
    candidates: () => clients(),
    nameOf: (each: OAuthClient) => each[by],
  };
  const patience = { clock, signal, waitSeconds: config.wait_seconds };
  const found = await reporting({ summary: "Cannot look up OAuth client" }, signal, () =>
    findOne(lookup, patience),
  );
  return asWritten(config, { ...recordOf(found), wait_seconds: config.wait_seconds });
}

/** Validation has made sure that exactly one of the three is set. */
function selectorOf({ id, client_id, display_name }: Context["config"]) {
  if (typeof id === "string") {
    return { by: "id", value: withLowerCaseGuid(id), attribute: "id", words: "GUID" } as const;
  }
  if (typeof client_id === "string") {
    const value = withLowerCaseGuid(client_id.replace(/^service-account-/, ""));
    return { by: "clientId", value, attribute: "client_id", words: "client ID" } as const;
  }
  const value = String(display_name);
  return { by: "displayName", value, attribute: "display_name", words: "display name" } as const;
}

type Filter = { readonly [field: string]: string };

function clientsOf(
  http: Http,
  signal: AbortSignal,
  filter?: Filter,
): Promise<readonly OAuthClient[]> {
  const pageAt = async (page: PageRequest, waiting: AbortSignal) => {
    const query = { sort: "createdAt", ...(filter && { filter }), ...page };
    const { body } = await listOAuthClients(http, query, { signal: waiting });
    // Under a filter `totalRecord` may count all clients.
    const total = filter === undefined ? body.totalRecord : body.filterRecord;
    return { records: body.records, total };
  };
  return walkPages({ pageAt, keyOf: ({ id }) => id }, signal);
}

const uniqueById = (clients: readonly OAuthClient[]): readonly OAuthClient[] => [
  ...new Map(clients.map((client) => [client.id, client])).values(),
];

export const oauthClientDataSource = defineDataSource({ schema: dataOauthClient, read });
