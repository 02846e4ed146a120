// Finds the connection that a person names, and which of the probe's credentials is one of its admins, before anything is made.
import { printable } from "../../../../lib/schema/index.js";
import {
  type AtlanClient,
  AtlanRequestError,
  type CallOptions,
  type ConnectionAsset,
  connectionAsset,
  currentUser,
  type Http,
  searchAssets,
} from "../../../client/index.js";
import type { UsableConnection } from "./connection-admins.js";

export interface ConnectionSearch {
  readonly client: AtlanClient;
  /** Of the credential that the probe was started with. */
  readonly ownUsername: string;
  readonly qualifiedName: string;
  readonly options: CallOptions;
}

/** The connection cannot be used. Nothing was made. */
export class ConnectionError extends Error {
  readonly code = "PROBE_CONNECTION";

  constructor(qualifiedName: string, why: string, cause?: AtlanRequestError) {
    const connection = printable(JSON.stringify(qualifiedName));
    super(`Cannot use the connection ${connection}: ${why}. Nothing was written`, { cause });
  }
}

interface Acting {
  readonly http: Http;
  readonly username: string;
}

interface Found extends Acting {
  readonly connection: ConnectionAsset;
}

/** @throws ConnectionError; AtlanRequestError */
export async function findConnection(search: ConnectionSearch): Promise<UsableConnection> {
  const { client, ownUsername, qualifiedName, options } = search;
  const asKey: Acting = { http: client.apiKey, username: ownUsername };
  const asPerson = client.bearer === null ? [] : [await personOf(client.bearer, search)];
  const found: Found[] = [];
  for (const acting of [asKey, ...asPerson]) {
    const connection = await lookUp(acting.http, qualifiedName, options);
    if (connection !== null) found.push({ ...acting, connection });
  }
  const admin = found.find(isNamed) ?? found.find(mayBeAdmin);
  if (admin === undefined) throw new ConnectionError(qualifiedName, whyNot(found, client));
  const { connection, http } = admin;
  return { guid: connection.id, qualifiedName, asAdmin: http };
}

async function personOf(http: Http, { qualifiedName, options }: ConnectionSearch): Promise<Acting> {
  try {
    const { username } = (await currentUser(http, options)).body;
    return { http, username };
  } catch (error) {
    if (!(error instanceof AtlanRequestError) || error.kind !== "unauthorized") throw error;
    throw new ConnectionError(qualifiedName, EXPIRED, error);
  }
}

async function lookUp(
  http: Http,
  qualifiedName: string,
  options: CallOptions,
): Promise<ConnectionAsset | null> {
  const query = { kind: connectionAsset, terms: { qualifiedName }, from: 0, size: 1 };
  const { hits } = (await searchAssets(http, query, options)).body;
  return hits.find((hit) => hit.qualifiedName === qualifiedName) ?? null;
}

const isNamed = ({ connection, username }: Found): boolean =>
  connection.adminUsers?.includes(username) === true;

/** A person may be an admin by a group or a role. Who is in one is not asked: the first change tells. */
const mayBeAdmin = ({ connection: { adminGroups, adminRoles }, http }: Found): boolean =>
  http.credentialName === "bearer token" &&
  (adminGroups === null || adminRoles === null || adminGroups.length + adminRoles.length > 0);

const EXPIRED =
  "the tenant answered 401 to ATLAN_USER_BEARER_TOKEN, which is mistyped or has expired. Set it to a new bearer token, or unset it where the API key is an admin of the connection";
const OTHER_BEARER =
  "Set ATLAN_USER_BEARER_TOKEN to the bearer token of one of its admins, or name another connection";

function whyNot(found: readonly Found[], { apiKey, bearer }: AtlanClient): string {
  const own = `the ${apiKey.credentialName}`;
  const both = `neither ${own} nor the owner of ATLAN_USER_BEARER_TOKEN`;
  if (found.length > 0)
    return `${bearer === null ? `${own} is not` : `${both} is`} one of its admins. ${OTHER_BEARER}`;
  const sees = bearer === null ? `${own} does not see` : `${both} sees`;
  return `${sees} a connection of this qualified name, expected one in exact case, such as "default/snowflake/1718000000". If it is there, set ATLAN_USER_BEARER_TOKEN to the bearer token of one of its admins`;
}
