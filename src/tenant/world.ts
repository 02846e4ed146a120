// One running tenant's whole state: the store, the clock, and what steers it.
import { type Clock, TenantClock } from "./clock.js";
import { FaultQueue } from "./faults/fault-queue.js";
import { type IdSource, ReplayedIds } from "./id-source.js";
import { isObject } from "./json.js";
import { LateWork } from "./late-work.js";
import { RateLimit } from "./rate-limit.js";
import { RequestLog } from "./request-log.js";
import { plantSeed } from "./seed/plant-seed.js";
import type { TenantSeed } from "./seed/seed.js";
import { changedSettings, DEFAULT_SETTINGS, type TenantSettings } from "./settings.js";
import { Store } from "./store.js";

export type WorldOptions = {
  readonly seed: TenantSeed;
  readonly settings: Partial<TenantSettings>;
  readonly clock: Clock;
  readonly ids: IdSource;
};

export class World {
  readonly clock: TenantClock;
  /** When the seed was first planted: a reset plants it with the same dates again. */
  readonly seededAt: number;
  /** Every secret ever minted, resets included. */
  readonly secrets = new Set<string>();
  readonly requestLog = new RequestLog();
  readonly faults = new FaultQueue();
  readonly rateLimit = new RateLimit();
  readonly lateWork = new LateWork();
  store = new Store();
  settings: TenantSettings;
  ids: IdSource;
  apiKey = "";
  userBearerToken = "";
  readonly #options: WorldOptions;
  readonly #seedIds: ReplayedIds;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.clock = new TenantClock(options.clock);
    this.seededAt = this.clock.now();
    this.#seedIds = new ReplayedIds(options.ids);
    this.ids = this.#seedIds;
    this.settings = changedSettings(DEFAULT_SETTINGS, options.settings);
    this.reset();
  }

  /** A lifetime that is set counts from now, as if the person had just logged in. Throws a ControlError. */
  changeSettings(body: unknown): TenantSettings {
    this.settings = changedSettings(this.settings, body);
    this.rateLimit.clear();
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
    Object.assign(this, plantSeed(this, this.#options.seed));
    this.ids = this.#options.ids;
  }
}
