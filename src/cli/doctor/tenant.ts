// Checks of the tenant: whether it answers as Atlan does, its clock, whose credentials these are, until when, and what they may do.
import {
  type Asset,
  type AssetKind,
  type AtlanRequestError,
  collectionAsset,
  connectionAsset,
  currentUser,
  type Http,
  listApiTokens,
  listOAuthClients,
  normalizeBearer,
  searchAssets,
} from "../../client/index.js";
import { Secret } from "../../secret.js";
import { withVariables } from "../connection/connect.js";
import { broken, type Check, type Finding, notChecked, ok, warning } from "./check.js";
import type { DoctorContext } from "./context.js";
import { durationOf, endOf } from "./credential-end.js";
import { problemOf, settingOf } from "./environment-settings.js";
import { baseUrl, credentials, NO_ADDRESS } from "./settings.js";
import { ask, type SignInAttempt } from "./sign-in.js";

/** What only a tenant that is there says: it knows paths and credentials. */
const REFUSALS: ReadonlySet<string> = new Set(["unauthorized", "forbidden", "sign_in_failed"]);
/** Statuses of a path that is not there, which signing in as an OAuth client may meet. */
const WITHOUT_PATH = [404, 405, 410, 501];

const isRefusal = ({ kind, isHtml, status }: AtlanRequestError): boolean =>
  REFUSALS.has(kind) && !isHtml && !WITHOUT_PATH.includes(status ?? 0);

/** Usernames of API tokens and OAuth clients begin so, and those of people do not. */
const SERVICE_ACCOUNT = "service-account-";
const NO_CREDENTIAL = "there is no credential to sign in with";
const NO_TENANT = "no tenant answers";

const tenant: Check = {
  id: "tenant",
  title: "Tenant",
  run: async (context) => {
    const attempt = await context.signIn();
    if (attempt === null) return notChecked(NO_ADDRESS, baseUrl);
    const { connection, answer } = attempt;
    const { failure } = answer;
    if (failure !== null && !isRefusal(failure)) return failed(failure);
    const isEmbedded = connection.client.embeddedTenant() !== null;
    const { origin } = connection.settings.baseUrl;
    return ok(`${origin} answers as ${isEmbedded ? "the embedded tenant" : "Atlan"} does`);
  },
};

/** More than a request takes. */
const CLOCK_TOLERANCE_MS = 60_000;

const clock: Check = {
  id: "clock",
  title: "Clock",
  run: async (context) => {
    const aheadMs = (await context.signIn())?.clockAheadMs ?? null;
    if (aheadMs === null) return notChecked("no tenant has told its time", tenant);
    if (Math.abs(aheadMs) < CLOCK_TOLERANCE_MS) return ok("as the tenant's");
    return warning(
      `this machine's clock is ${durationOf(Math.abs(aheadMs))} ${aheadMs > 0 ? "ahead of" : "behind"} the tenant's`,
      "Set the clock, for example by timedatectl set-ntp true: certificates and expiries are judged by it. The provider itself goes by the tenant's.",
    );
  },
};

const NOT_A_PERSON =
  "A person's token ends with the session in the browser: it goes into ATLAN_USER_BEARER_TOKEN. Set ATLAN_API_KEY to the secret of an API token.";

const identity: Check = {
  id: "identity",
  title: "Signed in as",
  run: async (context) => {
    const attempt = await context.signIn();
    if (attempt === null) return notChecked(NO_ADDRESS, baseUrl);
    if (!attempt.hasCredential) return notChecked(NO_CREDENTIAL, credentials);
    const { reply, failure } = attempt.answer;
    if (failure === null) {
      const { username } = reply.body;
      return username.startsWith(SERVICE_ACCOUNT)
        ? ok(await nameOf(username, attempt, context))
        : warning(`${username}, who is a person, expected an API token`, NOT_A_PERSON);
    }
    return isRefusal(failure) ? failed(failure) : notChecked(NO_TENANT, tenant);
  },
};

const expiry: Check = {
  id: "expiry",
  title: "Expiry",
  run: async (context) => {
    const attempt = await context.signIn();
    if (attempt === null) return notChecked(NO_ADDRESS, baseUrl);
    if (!attempt.hasCredential) return notChecked(NO_CREDENTIAL, credentials);
    const { signIn, warnBeforeExpirySeconds } = attempt.connection.settings;
    if (!("apiKey" in signIn)) return ok("an OAuth client has none; its tokens are renewed");
    return endOf(signIn.apiKey, {
      nowMs: context.clock.nowMs() - (attempt.clockAheadMs ?? 0),
      warnBeforeSeconds: warnBeforeExpirySeconds,
      renew:
        "Make another API token in Atlan (Admin, API tokens, Generate API token), and set ATLAN_API_KEY to its secret.",
    });
  },
};

const rights: Check = {
  id: "rights",
  title: "Rights",
  run: async (context) => {
    const attempt = await context.signIn();
    if (attempt === null || attempt.answer.failure !== null)
      return notChecked("nobody is signed in", identity);
    const http = attempt.connection.client.apiKey;
    const tokens = await ask(context, (options) => listApiTokens(http, { limit: 1 }, options));
    if (tokens.failure !== null) return noList(tokens.failure);
    const sees = [
      await seesAny(context, http, connectionAsset),
      await seesAny(context, http, collectionAsset),
    ];
    const isBlind = sees.every((one) => one === false);
    const hasBearer = settingOf(context.environment.variables, "user_bearer_token") !== "";
    return isBlind && !hasBearer
      ? warning(
          "lists API tokens, and sees no connection and no collection, so that it cannot grant rights on them",
          "Link a persona that sees them to the key's API token in Atlan, or set ATLAN_USER_BEARER_TOKEN to the token of a person who is their admin.",
        )
      : ok("lists API tokens; whether it may create them, only a create tells");
  },
};

/** Null where the search failed. */
async function seesAny<A extends Asset>(
  context: DoctorContext,
  http: Http,
  kind: AssetKind<A>,
): Promise<boolean | null> {
  const { reply } = await ask(context, (options) =>
    searchAssets(http, { kind, terms: {}, from: 0, size: 1 }, options),
  );
  return reply && reply.body.received > 0;
}

const MAKE_ADMIN =
  "To manage API tokens, use the API key of a token that an admin made (Admin, API tokens), or an OAuth client whose role is Admin ($admin).";

const noList = (failure: AtlanRequestError): Finding =>
  failure.kind === "forbidden" ? failed(failure, MAKE_ADMIN) : failed(failure);

/** A person's token lives for minutes or hours. */
const BEARER_WARNING_SECONDS = 600;
const COPY_BEARER =
  "Copy a new one from the browser of a person who is signed in to Atlan, and set ATLAN_USER_BEARER_TOKEN to it.";

const bearer: Check = {
  id: "bearer",
  title: "Bearer",
  run: async (context) => {
    const { variables } = context.environment;
    const problem = problemOf(variables, ["user_bearer_token"]);
    if (problem !== undefined) return broken(problem.summary, problem.detail);
    const text = settingOf(variables, "user_bearer_token");
    if (text === "") return ok("none is set; only what a person must do needs one");
    const attempt = await context.signIn();
    const http = attempt?.connection.client.bearer;
    if (http == null) return notChecked(NO_ADDRESS, baseUrl);
    const { failure, reply } = await ask(context, (options) => currentUser(http, options));
    if (failure !== null) {
      return isRefusal(failure) ? failed(failure, COPY_BEARER) : notChecked(NO_TENANT, tenant);
    }
    const { username } = reply.body;
    if (username.startsWith(SERVICE_ACCOUNT)) {
      return broken(
        `it is the secret of ${username}, expected a person's token`,
        `An API token goes into ATLAN_API_KEY. ${COPY_BEARER}`,
      );
    }
    const end = endOf(new Secret(normalizeBearer(text)), {
      nowMs: reply.serverTime?.getTime() ?? context.clock.nowMs(),
      warnBeforeSeconds: BEARER_WARNING_SECONDS,
      renew: COPY_BEARER,
    });
    return end.status === "not_checked"
      ? ok(username)
      : { ...end, found: `${username}, ${end.found}` };
  },
};

/** What was tried, what came back, what it means; and what to do. */
function failed(failure: AtlanRequestError, advice = withVariables(failure.nextStep)): Finding {
  const { kind, message, meaning } = failure;
  // Nobody stopped it: it took too long.
  if (kind === "stopped") return broken(message, LATER);
  return broken(`${message}. ${meaning}`, advice);
}

const LATER =
  "Try again in a minute: the tenant may limit requests, and other programs that call it count too.";

/** As people know it in Atlan, and as lists of admins show it. */
async function nameOf(
  username: string,
  { connection }: SignInAttempt,
  context: DoctorContext,
): Promise<string> {
  const http = connection.client.apiKey;
  const query = { filter: { clientId: username.slice(SERVICE_ACCOUNT.length) }, limit: 1 };
  const isKey = "apiKey" in connection.settings.signIn;
  const list = isKey ? listApiTokens : listOAuthClients;
  const { reply } = await ask<{ readonly records: readonly { readonly displayName: string }[] }>(
    context,
    (options) => list(http, query, options),
  );
  const noun = isKey ? "API token" : "OAuth client";
  // Whoever may not list has no name here: the check of the rights tells why.
  const displayName = reply?.body.records[0]?.displayName;
  return displayName === undefined
    ? username
    : `${noun} ${JSON.stringify(displayName)}, ${username}`;
}

export const tenantChecks: readonly Check[] = [tenant, clock, identity, expiry, rights, bearer];
