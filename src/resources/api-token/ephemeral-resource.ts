// An API token for one run: created when a run opens it, deleted when the run closes it.
import { ephemeralApiToken, NOT_ENABLED } from "../../../lib/schema/index.js";
import type { ApiToken } from "../../client/index.js";
import {
  type CloseContext,
  defineEphemeralResource,
  type OpenContext,
  type PrivateData,
  Secret,
  type StateOf,
} from "../../framework/index.js";
import { toRfc3339 } from "../../rfc3339.js";
import { withRunNote } from "../principals/claim.js";
import { clearLeftovers, tellLateLeftovers } from "../principals/leftovers.js";
import { finish, makeOnce, makingOf, proveReady } from "../principals/make.js";
import { purge } from "../principals/purge.js";
import { reporting } from "../request-diagnostic.js";
import { tokenDraft } from "./kind.js";
import { expiryOf } from "./lifetime.js";
import type { TokenSession } from "./token-session.js";

type A = (typeof ephemeralApiToken)["attributes"];
type Context = OpenContext<TokenSession, A>;

async function open(context: Context): Promise<StateOf<A>> {
  const { config, privateData, keep, diagnostics, signal } = context;
  const session = context.client.apiTokens;
  if (!config.enabled) return { ...config, ...NOTHING };
  const check = { displayName: config.display_name, diagnostics, signal };
  const { tenantNow, seen } = await reporting(
    { summary: "Cannot create ephemeral API token" },
    signal,
    () => clearLeftovers(session, check),
  );
  const making = makingOf({ ...context, client: session }, tokenDraft(config));
  const { body: made, serverTime } = await makeOnce(making, tenantNow);
  // What the collection of tokens makes.
  const token = made.record as ApiToken;
  const expiresAt = expiryOf(token.createdAt, token.lifespanSeconds);
  const staleAfter = expiresAt ?? after(serverTime ?? tenantNow, config.validity_seconds);
  note(privateData, token, staleAfter);
  keep();
  await proveReady(making, made, undone(token));
  const outcome = await finish(making, {
    id: token.id,
    wanted: { ...config, description: withRunNote(config.description, staleAfter) },
    report: { summary: "Cannot finish ephemeral API token", aftermath: undone(token) },
  });
  if (outcome.state === "holds" && outcome.isReadLate)
    await tellLateLeftovers(session, { ...check, seen });
  return {
    ...config,
    id: token.id,
    client_id: token.clientId,
    username: token.username,
    expires_at: expiresAt && toRfc3339(expiresAt),
    access_token: made.secret,
  };
}

/** What is told of one that is not enabled. */
const NOTHING = {
  id: null,
  client_id: null,
  username: null,
  expires_at: null,
  access_token: new Secret(NOT_ENABLED),
};

const after = (date: Date, seconds: number): Date => new Date(date.getTime() + seconds * 1000);

/** What the framework does after an `open` that fails. */
const undone = ({ id }: ApiToken): string => `The token ${id} is deleted again.`;

/** What close is given of it: nothing where the token is not enabled. */
interface Noted {
  readonly id: string;
  readonly clientId: string;
  readonly staleAfter: string;
}

const NOTED = "token";

function note(privateData: PrivateData, { id, clientId }: ApiToken, staleAfter: Date): void {
  privateData.set(NOTED, { id, clientId, staleAfter: toRfc3339(staleAfter) } satisfies Noted);
}

async function close({ client, privateData, signal }: CloseContext<TokenSession>) {
  const token = privateData.get(NOTED) as Noted | undefined;
  if (token === undefined) return;
  const aftermath = `The token ${token.id} may still exist. It expires at ${token.staleAfter}; the next create of its display name after that deletes it. You can delete it in Atlan's admin centre now.`;
  await reporting({ summary: "Cannot delete ephemeral API token", aftermath }, signal, () =>
    purge(client.apiTokens, token, signal),
  );
}

export const apiTokenEphemeralResource = defineEphemeralResource({
  schema: ephemeralApiToken,
  open,
  close,
});
