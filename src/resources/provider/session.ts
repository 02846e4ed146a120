// Everything the hooks of one configured provider share: who we are, what was read lately, what is about to be written.
import { setMaxListeners } from "node:events";
import {
  type ApiToken,
  type AtlanClient,
  currentUser,
  type OAuthClient,
  type User,
} from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { SharedReads } from "../../shared-reads.js";
import { apiTokenKind } from "../api-token/kind.js";
import { BearerIdentity } from "../assets/bearer-identity.js";
import { ActingTokens } from "../assets/credentials.js";
import { AssetReader } from "../assets/read.js";
import { AssetTarget } from "../assets/write.js";
import { AssetWriters } from "../assets/writers.js";
import { LinkOwners } from "../link-owners.js";
import { oauthClientKind } from "../oauth-client/kind.js";
import { ImportSecrets } from "../one-time-secret/import-secrets.js";
import type { PrincipalKind, PrincipalRecord } from "../principals/kind.js";
import { openCollection } from "../principals/session.js";
import { CarriedRights } from "../rights/carried-rights.js";
import { DeclaredRights } from "../rights/declared-rights.js";
import { KnownRoles } from "../roles/known-roles.js";
import { Barrier } from "../rotation/barrier.js";
import { BatchedWriter } from "../shared-list/batch.js";
import type { TenantIdentity } from "../tenant-binding.js";

export interface SessionOptions {
  readonly client: AtlanClient;
  /** Beyond the first try. */
  readonly maxRetries: number;
  /** Per try. */
  readonly requestTimeoutMs: number;
  /** A secret that ends within so many seconds is warned about; 0: never. */
  readonly warnBeforeExpirySeconds: number;
  /** The path of a file with secrets of what is imported; null: there is none. */
  readonly importSecretsFile: string | null;
  readonly tenant: TenantIdentity;
  readonly clock: Clock;
  /** Ends when Terraform asks the plugin to stop. */
  readonly signal: AbortSignal;
}

export type Session = ReturnType<typeof openSession>;

/** One ConfigureProvider long: nothing read is trusted beyond it. */
export function openSession(options: SessionOptions) {
  const { client, clock, signal } = options;
  // Every request under way listens to it; Node would take more than ten for a leak, and say so on stderr.
  setMaxListeners(0, signal);
  const shared = { client, clock, signal };
  const http = client.apiKey;
  const users = new SharedReads<User>({ clock, lifetimeMs: Number.POSITIVE_INFINITY, signal });
  /** The user behind the API key, asked once; a failure is not remembered. */
  const principal = (caller: AbortSignal) =>
    users.get("api_key", caller, async (waiting) => {
      return (await currentUser(http, { signal: waiting })).body;
    });
  const ownUsername = async (caller: AbortSignal) => (await principal(caller)).username;
  const acting = new ActingTokens();
  const assets = new AssetReader({ ...shared, acting });
  const bearer = new BearerIdentity({ http: client.bearer, clock, signal });
  const assetWriters = new AssetWriters({ apiKey: http, ownUsername, acting, bearer });
  const session = {
    ...options,
    principal,
    ownUsername,
    roles: new KnownRoles({ http, clock, signal }),
    assets,
    acting,
    assetWriters,
    assetWrites: new BatchedWriter(new AssetTarget(assets, assetWriters), options),
    rights: new DeclaredRights(),
    carried: new CarriedRights(),
    rotationBarrier: new Barrier(clock),
    linkOwners: new LinkOwners(),
    importSecrets: new ImportSecrets(options.importSecretsFile),
  };
  const collection = <R extends PrincipalRecord>(kind: PrincipalKind) => ({
    ...session,
    ...openCollection<R>(kind, { ...options, http, ownUsername }),
  });
  return {
    ...session,
    apiTokens: collection<ApiToken>(apiTokenKind),
    oauthClients: collection<OAuthClient>(oauthClientKind),
  };
}
