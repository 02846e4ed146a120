// One running tenant's whole state: the store, the clock, and what steers it.

import { FaultQueue } from "../faults/fault-queue.js";
import { isObject } from "../input/json.js";
import { type Clock, TenantClock } from "./clock.js";
import { type IdSource, ReplayedIds } from "./id-source.js";
import { LateWork } from "./late-work.js";
import { RateLimit } from "./rate-limit.js";
import { RequestLog } from "./request-log.js";
import { changedSettings, DEFAULT_SETTINGS, type TenantSettings } from "./settings.js";
import { Store } from "./store.js";

/** What clients start with. */
export type Credentials = {
  readonly apiKey: string;
  readonly userBearerToken: string;
  readonly oauthClientId: string;
  readonly oauthClientSecret: string;
};

/** What makes two applications of one seed alike. */
export type Origin = {
  /** Milliseconds since 1970. */
  readonly seededAt: number;
  readonly ids: readonly string[];
};

export type TenantStateOptions = {
  /** Fills the empty store, at the start and at every reset. */
  readonly applySeed: (state: TenantState) => Credentials;
  readonly settings: Partial<TenantSettings>;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Of the state that this one continues. @default a new one */
  readonly origin?: Origin;
};

const RATE_LIMIT_SETTINGS = ["requestsPerMinute", "rateLimitBlockMs"];

export class TenantState {
  readonly clock: TenantClock;
  /** When the seed was first applied: a reset applies it with the same dates again. */
  readonly seededAt: number;
  /** Every secret ever minted, resets included. */
  readonly secrets = new Set<string>();
  readonly requestLog = new RequestLog();
  readonly faults = new FaultQueue();
  readonly rateLimit = new RateLimit();
  readonly lateWork = new LateWork();
  /** To be called after whatever may have changed what is kept over a restart. */
  onChange: () => void = () => {};
  store = new Store();
  settings: TenantSettings;
  ids: IdSource;
  /** Another one for each start, the same after a reset. */
  identity = "";
  apiKey = "";
  userBearerToken = "";
  oauthClientId = "";
  oauthClientSecret = "";
  readonly #options: TenantStateOptions;
  readonly #seedIds: ReplayedIds;

  constructor(options: TenantStateOptions) {
    this.#options = options;
    this.clock = new TenantClock(options.clock);
    this.seededAt = options.origin?.seededAt ?? this.clock.now();
    this.#seedIds = new ReplayedIds(options.ids, options.origin?.ids ?? []);
    this.ids = this.#seedIds;
    this.settings = changedSettings(DEFAULT_SETTINGS, options.settings);
    this.reset();
  }

  get origin(): Origin {
    return { seededAt: this.seededAt, ids: this.#seedIds.given };
  }

  /** A version that has more of them, or others, reads what it knows. */
  restoreSettings(saved: Partial<TenantSettings>): void {
    this.settings = changedSettings(DEFAULT_SETTINGS, saved);
  }

  /** A lifetime that is set counts from now, as if the person had just logged in; so does a rate limit. Throws a ControlError. */
  changeSettings(body: unknown): TenantSettings {
    this.settings = changedSettings(this.settings, body);
    if (isObject(body) && RATE_LIMIT_SETTINGS.some((name) => name in body)) this.rateLimit.clear();
    if (isObject(body) && "userBearerLifetimeSeconds" in body) this.#logInAgain();
    return this.settings;
  }

  #logInAgain(): void {
    const bearer = this.store.bearers.get(this.userBearerToken);
    if (bearer === undefined) return;
    this.store.bearers.set(this.userBearerToken, { ...bearer, issuedAt: this.clock.now() });
  }

  /** Back to the seed, with the GUIDs, secrets and dates it had at the start; settings, clock, faults and the log too. */
  reset(): void {
    this.clock.reset();
    this.settings = changedSettings(DEFAULT_SETTINGS, this.#options.settings);
    this.faults.clear();
    this.lateWork.clear();
    this.requestLog.clear();
    this.rateLimit.clear();
    this.store = new Store();
    this.#seedIds.rewind();
    this.ids = this.#seedIds;
    Object.assign(this, this.#options.applySeed(this));
    this.ids = this.#options.ids;
    this.identity = this.store.bearers.get(this.apiKey)?.username ?? "";
  }
}
