// Everything the hooks of one configured provider share: who we are, what was read lately, what is about to be written.
import { setMaxListeners } from "node:events";
import { type AtlanClient, currentUser, type User } from "../client/index.js";
import type { Clock } from "../clock.js";
import { AbsenceProof } from "./api-token/absence.js";
import { TokenDirectory } from "./api-token/directory.js";
import { TokenWriter } from "./api-token/writer.js";
import { AssetReader } from "./asset/asset-reader.js";
import { AssetWriter } from "./asset/asset-writer.js";
import { PersonDesk } from "./asset/person.js";
import { DeclaredRights } from "./grant/declared-rights.js";
import { LinkOwners } from "./link-owners.js";
import { SharedReads } from "./shared-reads.js";
import type { TenantIdentity } from "./tenant-binding.js";

export interface SessionOptions {
  readonly client: AtlanClient;
  /** Beyond the first try. */
  readonly maxRetries: number;
  /** Per try. */
  readonly requestTimeoutMs: number;
  /** A secret that ends within so many seconds is warned about; 0: never. */
  readonly warnBeforeExpirySeconds: number;
  readonly tenant: TenantIdentity;
  readonly clock: Clock;
  /** Ends when Terraform asks the plugin to stop. */
  readonly signal: AbortSignal;
}

/** One ConfigureProvider long: nothing read is trusted beyond it. */
export class Session {
  readonly client: AtlanClient;
  readonly clock: Clock;
  readonly maxRetries: number;
  readonly requestTimeoutMs: number;
  readonly warnBeforeExpirySeconds: number;
  readonly tenant: TenantIdentity;
  readonly tokens: TokenDirectory;
  readonly absence: AbsenceProof;
  readonly tokenWrites: TokenWriter;
  readonly assets: AssetReader;
  readonly assetWrites: AssetWriter;
  readonly person: PersonDesk;
  readonly rights = new DeclaredRights();
  readonly linkOwners = new LinkOwners();
  readonly #principal: SharedReads<User>;

  constructor(options: SessionOptions) {
    const { client, clock, signal } = options;
    this.client = client;
    this.clock = clock;
    this.maxRetries = options.maxRetries;
    this.requestTimeoutMs = options.requestTimeoutMs;
    this.warnBeforeExpirySeconds = options.warnBeforeExpirySeconds;
    this.tenant = options.tenant;
    this.#principal = new SharedReads({ clock, lifetimeMs: Number.POSITIVE_INFINITY, signal });
    // Every request under way listens to it; Node would take more than ten for a leak, and say so on stderr.
    setMaxListeners(0, signal);
    this.tokens = new TokenDirectory({ http: client.apiKey, clock, signal });
    this.absence = new AbsenceProof(this, signal);
    this.tokenWrites = new TokenWriter(this);
    this.assets = new AssetReader(this, signal);
    this.assetWrites = new AssetWriter(this);
    this.person = new PersonDesk(this, signal);
  }

  /** The principal behind the API key, asked once; a failure is not remembered. */
  principal(signal: AbortSignal): Promise<User> {
    return this.#principal.get("api_key", signal, async (shared) => {
      const reply = await currentUser(this.client.apiKey, { signal: shared });
      return reply.body;
    });
  }
}
