// Looks up one person, for stacks that grant to people.
import { dataUser } from "../../../lib/schema/index.js";
import { listUsers, type User } from "../../client/index.js";
import { type DataSourceContext, defineDataSource } from "../../framework/index.js";
import { findOne } from "../lookup/find-one.js";
import { walkPages } from "../lookup/walk-pages.js";
import { attempting } from "../request-diagnostic.js";
import type { Session } from "../session.js";

const PAGE_SIZE = 100;
/** Enough to choose near misses from. */
const MOST_LISTED = 1_000;

type Context = DataSourceContext<Session, (typeof dataUser)["attributes"]>;

async function read(context: Context) {
  const { client: session, config, signal } = context;
  const by = config.username === null ? "email" : "username";
  const value = String(config[by]);
  const lookup = {
    noun: { singular: "user", plural: "users", line: lineOf, tellApartBy: "the username" },
    having: `${by} ${JSON.stringify(value)}`,
    wanted: value,
    attribute: [by],
    look: () => usersWith(session, { by, value }, signal),
    candidates: () => someUsers(session, signal),
    nameOf: (user: User) => user[by] ?? "",
    hint: () => "API tokens are no users: the data source atlan_api_token looks those up.",
  };
  const patience = { clock: session.clock, signal, waitSeconds: config.wait_seconds };
  const { id, username, email, enabled } = await attempting(
    { summary: "Cannot look up user" },
    signal,
    () => findOne(lookup, patience),
  );
  return { id, username, email, enabled, wait_seconds: config.wait_seconds };
}

interface Wanted {
  readonly by: "username" | "email";
  readonly value: string;
}

/** `$in` is the form that the vendor's SDKs send for both. Equality is ours to decide: the tenant may fold case. */
async function usersWith(
  { client }: Session,
  { by, value }: Wanted,
  signal: AbortSignal,
): Promise<readonly User[]> {
  const query = { filter: { [by]: { $in: [value] } }, limit: PAGE_SIZE, offset: 0 };
  const { body } = await listUsers(client.apiKey, query, { signal });
  return body.records.filter((user) => user[by] === value);
}

function someUsers({ client }: Session, signal: AbortSignal): Promise<readonly User[]> {
  const pageAt = async (offset: number) => {
    const query = { sort: "username", limit: PAGE_SIZE, offset };
    return (await listUsers(client.apiKey, query, { signal })).body;
  };
  return walkPages(pageAt, { from: 0, most: MOST_LISTED, keyOf: ({ username }) => username });
}

const lineOf = ({ id, username, email }: User): string =>
  `${id ?? "unknown"}: ${JSON.stringify(username)}, ${email ?? "without email"}`;

export const userDataSource = defineDataSource({ schema: dataUser, read });
