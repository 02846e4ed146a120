// How a stack lists the API tokens that exist already.
import type { Construct } from "constructs";
import { AtlanApiTokenRecord } from "./api-token-record";
import type { AtlanListProps } from "./lookup-props";
import { AtlanDataSource } from "./private/atlan-data-source";
import { defineAttributes } from "./private/attributes";
import { AtlanRecordList } from "./record-list";
import { dataApiTokens } from "./schema";

/** Which API tokens. Filters by equality on `id`, `clientId` and `displayName` are what is known to work. */
export type DataAtlanApiTokensProps = AtlanListProps;

/**
 * Lists API tokens that exist already, as the API key sees them: everything about them but their secrets.
 *
 * @example
 * const tokens = new DataAtlanApiTokens(this, "newest", { sort: "-createdAt", limit: 1 });
 * new TerraformOutput(this, "newest_token", { value: tokens.tokens.get(0).displayName });
 */
export class DataAtlanApiTokens extends AtlanDataSource {
  static readonly tfResourceType = dataApiTokens.typeName;

  static {
    defineAttributes(DataAtlanApiTokens, dataApiTokens.attributes);
  }

  /** The RQL filter, as JSON text. */
  declare readonly filter: string;
  /** The field the tokens are sorted by, in the API's spelling. */
  declare readonly sort: string;
  /** The most tokens to ask for. */
  declare readonly limit: number;
  /** How many tokens are passed over. */
  declare readonly offset: number;

  constructor(scope: Construct, id: string, props: DataAtlanApiTokensProps = {}) {
    super(scope, id, dataApiTokens, props);
  }

  /** The tokens, in the order in which the tenant gives them. */
  get tokens(): AtlanRecordList<AtlanApiTokenRecord> {
    return new AtlanRecordList(this, "tokens", AtlanApiTokenRecord);
  }
}
