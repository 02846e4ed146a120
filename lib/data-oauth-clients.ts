// How a stack lists the OAuth clients that exist already.
import type { Construct } from "constructs";
import type { AtlanListProps } from "./lookup-props";
import { AtlanOauthClientRecord } from "./oauth-client-record";
import { AtlanDataSource } from "./private/atlan-data-source";
import { defineAttributes } from "./private/attributes";
import { AtlanRecordList } from "./record-list";
import { dataOauthClients } from "./schema";

/** Which OAuth clients. Filters by equality on `id`, `clientId` and `displayName` are what is known to work. */
export type DataAtlanOauthClientsProps = AtlanListProps;

/**
 * Lists OAuth clients that exist already: everything about them but their secrets.
 *
 * @example
 * const clients = new DataAtlanOauthClients(this, "newest", { sort: "-createdAt", limit: 1 });
 * new TerraformOutput(this, "newest_client", { value: clients.clients.get(0).displayName });
 */
export class DataAtlanOauthClients extends AtlanDataSource {
  static readonly tfResourceType = dataOauthClients.typeName;

  static {
    defineAttributes(DataAtlanOauthClients, dataOauthClients.attributes);
  }

  /** The RQL filter, as JSON text. */
  declare readonly filter: string;
  /** The field the clients are sorted by, in the API's spelling. */
  declare readonly sort: string;
  /** The most clients to ask for. */
  declare readonly limit: number;
  /** How many clients are passed over. */
  declare readonly offset: number;

  constructor(scope: Construct, id: string, props: DataAtlanOauthClientsProps = {}) {
    super(scope, id, dataOauthClients, props);
  }

  /** The clients, in the order in which the tenant gives them. */
  get clients(): AtlanRecordList<AtlanOauthClientRecord> {
    return new AtlanRecordList(this, "clients", AtlanOauthClientRecord);
  }
}
