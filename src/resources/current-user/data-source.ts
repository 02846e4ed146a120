// Tells whose credential the provider was given.
import { dataCurrentUser } from "../../../lib/schema/index.js";
import { currentUser, type User } from "../../client/index.js";
import {
  type DataSourceContext,
  DiagnosticError,
  defineDataSource,
} from "../../framework/index.js";
import { attempting } from "../request-diagnostic.js";
import type { Session } from "../session.js";

type Context = DataSourceContext<Session, (typeof dataCurrentUser)["attributes"]>;

async function read(context: Context) {
  const { config, signal } = context;
  const { id, username, email } = await attempting(
    { summary: "Cannot tell the current user", attribute: ["credential"] },
    signal,
    () => principalOf(context),
  );
  const isApiToken = username.startsWith("service-account-");
  return { credential: config.credential, id, username, email, is_api_token: isApiToken };
}

async function principalOf({ client: session, config, signal }: Context): Promise<User> {
  if (config.credential === "api_key") return session.principal();
  const { user } = session.client;
  if (user === null) throw noBearer();
  return (await currentUser(user, { signal })).body;
}

const noBearer = (): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: "Missing user_bearer_token",
    detail:
      'The person behind user_bearer_token was asked for, but the provider has none. Set the environment variable ATLAN_USER_BEARER_TOKEN, or user_bearer_token in the provider block: in the browser, signed in to Atlan, open the network tab, choose an `indexsearch` call and copy its Authorization header without the word Bearer. Or ask for `credential = "api_key"`.',
    attribute: ["credential"],
  });

export const currentUserDataSource = defineDataSource({ schema: dataCurrentUser, read });
