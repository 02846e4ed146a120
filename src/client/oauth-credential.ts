// Signs in as an OAuth client: fetches an access token when the first request needs one, keeps it in memory, and renews it in time.
import type { Clock } from "../clock.js";
import type { Secret } from "../secret.js";
import { SharedReads } from "../shared-reads.js";
import type { Credential } from "./credential.js";
import { ERROR_KINDS } from "./error-kinds.js";
import { AtlanRequestError } from "./failure.js";
import type { AccessToken } from "./oauth-tokens.js";
import type { Reply } from "./request.js";

/** Renewed when so much of its life is left, or a fifth of it where that is less. */
const LONGEST_REST_MS = 60_000;
/** A younger one that the tenant refuses would not be followed by a better one. */
const YOUNG_MS = 60_000;
/** For so long after a failure that may pass nobody asks again: every resource of a run would. */
const FAILURE_LIVES_MS = 60_000;

interface Held {
  readonly secret: Secret;
  readonly fetchedAtMs: number;
  readonly renewAtMs: number;
}

interface Failed {
  readonly error: AtlanRequestError;
  readonly untilMs: number;
}

export interface OAuthCredentialOptions {
  readonly clock: Clock;
  /** @throws AtlanRequestError */
  readonly fetch: (signal: AbortSignal) => Promise<Reply<AccessToken>>;
  /** Of every access token, before it is used. */
  readonly onSecret: (secret: Secret) => void;
  /** Of a client that was just made: the tenant may not know its secret yet, so each request asks again, at its own pace. */
  readonly isNew?: boolean;
}

export class OAuthCredential implements Credential {
  readonly #of: OAuthCredentialOptions;
  readonly #fetches: SharedReads<Held>;
  #held: Held | null = null;
  #failed: Failed | null = null;

  constructor(options: OAuthCredentialOptions) {
    this.#of = options;
    // Each caller stops waiting by itself, and the last one ends the fetch.
    const { signal } = new AbortController();
    this.#fetches = new SharedReads({ clock: options.clock, lifetimeMs: 0, signal });
  }

  async bearer(signal: AbortSignal): Promise<Secret> {
    const held = this.#usable() ?? (await this.#fetches.get("access token", signal, this.#fetch));
    return held.secret;
  }

  isCurrent(bearer: Secret): boolean {
    return this.#usable()?.secret === bearer;
  }

  refused(bearer: Secret): boolean {
    const held = this.#held;
    // Another call has been refused before, and a newer one is there.
    if (held?.secret !== bearer) return true;
    if (this.#of.clock.elapsedMs() - held.fetchedAtMs < YOUNG_MS) return false;
    this.#held = null;
    return true;
  }

  #usable(): Held | null {
    const held = this.#held;
    return held !== null && this.#of.clock.elapsedMs() < held.renewAtMs ? held : null;
  }

  readonly #fetch = async (signal: AbortSignal): Promise<Held> => {
    const { clock, fetch, onSecret } = this.#of;
    if (this.#failed !== null && clock.elapsedMs() < this.#failed.untilMs) throw this.#failed.error;
    try {
      const { body, durationMs } = await fetch(signal);
      onSecret(body.secret);
      const fetchedAtMs = clock.elapsedMs() - durationMs;
      const lifeMs = body.lifetimeSeconds * 1_000;
      const renewAtMs = fetchedAtMs + lifeMs - Math.min(LONGEST_REST_MS, lifeMs / 5);
      this.#held = { secret: body.secret, fetchedAtMs, renewAtMs };
      return this.#held;
    } catch (error) {
      throw this.#remember(error);
    }
  };

  /** The same secret is refused again, whoever asks. */
  #remember(error: unknown): unknown {
    if (this.#of.isNew === true) return error;
    if (!(error instanceof AtlanRequestError) || error.kind === "stopped") return error;
    const isFinal = !ERROR_KINDS[error.kind].transient;
    const livesMs = isFinal ? Number.POSITIVE_INFINITY : FAILURE_LIVES_MS;
    const told = isFinal && error.status !== null ? signInFailed(error) : error;
    this.#failed = { error: told, untilMs: this.#of.clock.elapsedMs() + livesMs };
    return told;
  }
}

/** A kind of its own: a 403 here says nothing of what was asked for with the token. */
function signInFailed(error: AtlanRequestError): AtlanRequestError {
  if (error.kind === "redirected") return error;
  return new AtlanRequestError({ ...error, kind: "sign_in_failed" }, error);
}
