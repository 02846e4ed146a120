// Tells whose credential the provider was given.
import { dataCurrentUser } from "../../../lib/schema/index.js";
import { currentUser, type Http, type User } from "../../client/index.js";
import {
  type DataSourceContext,
  DiagnosticError,
  defineDataSource,
} from "../../framework/index.js";
import { WHERE_FROM } from "../assets/messages.js";
import { reporting } from "../request-diagnostic.js";
import { isApiToken, isOAuthClient } from "../service-account.js";

export interface CurrentUserSession {
  readonly client: { readonly bearer: Http | null };
  /** The principal that the provider signs in as. */
  readonly principal: (signal: AbortSignal) => Promise<User>;
}

type Context = DataSourceContext<CurrentUserSession, (typeof dataCurrentUser)["attributes"]>;

async function read(context: Context) {
  const { config, signal } = context;
  const { id, username, email } = await reporting(
    { summary: "Cannot tell the current user", attribute: ["credential"] },
    signal,
    () => principalOf(context),
  );
  const kind = { is_api_token: isApiToken(username), is_oauth_client: isOAuthClient(username) };
  return { credential: config.credential, id, username, email, ...kind };
}

async function principalOf({ client: session, config, signal }: Context): Promise<User> {
  if (config.credential === "api_key") return session.principal(signal);
  const { bearer } = session.client;
  if (bearer === null) throw noBearer();
  return (await currentUser(bearer, { signal })).body;
}

const noBearer = (): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: "Missing user_bearer_token",
    detail: `credential is "user_bearer_token", but user_bearer_token is not set. Set it, or set \`credential = "api_key"\`.\n\n${WHERE_FROM}`,
    attribute: ["credential"],
  });

export const currentUserDataSource = defineDataSource({ schema: dataCurrentUser, read });
