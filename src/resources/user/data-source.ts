// Looks up one person, for stacks that grant to people.
import { dataUser } from "../../../lib/schema/index.js";
import { type Http, listUsers, type User } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { type DataSourceContext, defineDataSource } from "../../framework/index.js";
import { asWritten, findOne } from "../lookup/find-one.js";
import { type PageRequest, walkPages } from "../lookup/page-walk.js";
import { isSameText, spellingsOf } from "../lookup/same-text.js";
import { reporting } from "../request-diagnostic.js";

/** Far more than share one name or address. */
const MOST_MATCHES = 100;
/** Enough to choose near misses from. */
const MOST_LISTED = 1_000;

export interface UserLookupSession {
  readonly client: { readonly apiKey: Http };
  readonly clock: Clock;
}

type Context = DataSourceContext<UserLookupSession, (typeof dataUser)["attributes"]>;

async function read({ client: { client, clock }, config, signal }: Context) {
  const http = client.apiKey;
  const by = config.username === null ? "email" : "username";
  const value = String(config[by]);
  const lookup = {
    noun: { singular: "user", plural: "users", line: lineOf, tellApartBy: "the username" },
    having: `${by} ${JSON.stringify(value)}`,
    wanted: value,
    attribute: [by],
    look: () => usersWith(http, { by, value }, signal),
    isWanted: (user: User) => isSameText(user[by] ?? "", value),
    candidates: () => someUsers(http, signal),
    nameOf: (user: User) => user[by] ?? "",
    hint: () => "API tokens are not users: look one up by the data source atlan_api_token.",
  };
  const patience = { clock, signal, waitSeconds: config.wait_seconds };
  const { id, username, email, enabled } = await reporting(
    { summary: "Cannot look up user" },
    signal,
    () => findOne(lookup, patience),
  );
  const wait_seconds = config.wait_seconds;
  return asWritten(config, { id, username, email, enabled, wait_seconds });
}

interface Wanted {
  readonly by: "username" | "email";
  readonly value: string;
}

/** `$in` is the form that the vendor's SDKs send for both. */
async function usersWith(
  http: Http,
  { by, value }: Wanted,
  signal: AbortSignal,
): Promise<readonly User[]> {
  const filter = { [by]: { $in: spellingsOf(value) } };
  const { body } = await listUsers(http, { filter, limit: MOST_MATCHES, offset: 0 }, { signal });
  return body.records;
}

function someUsers(http: Http, signal: AbortSignal): Promise<readonly User[]> {
  const pageAt = async (page: PageRequest, waiting: AbortSignal) => {
    const { body } = await listUsers(http, { sort: "username", ...page }, { signal: waiting });
    return { records: body.records, total: body.totalRecord };
  };
  const keyOf = ({ username }: User) => username;
  return walkPages({ pageAt, most: MOST_LISTED, keyOf }, signal);
}

const lineOf = ({ id, username, email }: User): string =>
  `${id ?? "unknown"}: ${JSON.stringify(username)}, ${email ?? "without email"}`;

export const userDataSource = defineDataSource({ schema: dataUser, read });
