// Decides whether a token is gone. An empty answer alone proves nothing: a fresh credential may be shown an empty list.
import type { ApiToken } from "../../client/index.js";
import { DiagnosticError } from "../../framework/index.js";
import { orAbort } from "../or-abort.js";
import type { Session } from "../session.js";
import type { Sightings } from "./directory.js";
import { clientIdOf, describeSelector, type TokenSelector } from "./token-selector.js";

/** Younger than this, a token that is not listed may only not be listed yet. */
const PROVABLE_AGE_MS = 5 * 60_000;
/** How long one sight of the API key's own token vouches for empty answers, and one look for a token serves every Read. */
const LOOK_LIVES_MS = 60_000;

export interface Missing {
  readonly selector: TokenSelector;
  /** From the state; null when it is not known. */
  readonly createdAt: string | null;
}

interface Canary {
  readonly atMs: number;
  readonly seen: Promise<boolean>;
}

interface SharedLook {
  readonly atMs: number;
  readonly sightings: Promise<Sightings>;
}

export class AbsenceProof {
  readonly #session: Session;
  readonly #signal: AbortSignal;
  /** By selector. */
  readonly #looks = new Map<string, SharedLook>();
  #canary: Canary | undefined;

  /** @param signal ends what several operations share */
  constructor(session: Session, signal: AbortSignal) {
    this.#session = session;
    this.#signal = signal;
  }

  /**
   * Asks for the token by itself, and for the API key's own token in the same way.
   *
   * @returns the token, if it is there after all; null when it is proven gone.
   * @throws DiagnosticError when neither can be said; the caller keeps its state.
   */
  async confirm(missing: Missing, signal: AbortSignal): Promise<ApiToken | null> {
    const sightings = await this.#session.tokens.ask(missing.selector, signal);
    return await this.#judge(missing, sightings, signal);
  }

  /** For Read, where a token that many grants name is asked for once. */
  async confirmForRead(missing: Missing, signal: AbortSignal): Promise<ApiToken | null> {
    const sightings = await orAbort(this.#sharedLook(missing.selector), signal);
    return await this.#judge(missing, sightings, signal);
  }

  #sharedLook(selector: TokenSelector): Promise<Sightings> {
    const key = describeSelector(selector);
    const atMs = this.#session.clock.nowMs();
    const known = this.#looks.get(key);
    if (known !== undefined && atMs - known.atMs <= LOOK_LIVES_MS) return known.sightings;
    const sightings = this.#session.tokens.ask(selector, this.#signal);
    this.#looks.set(key, { atMs, sightings });
    sightings.catch(() => this.#looks.delete(key));
    return sightings;
  }

  async #judge(
    missing: Missing,
    { tokens, tenantNow }: Sightings,
    signal: AbortSignal,
  ): Promise<ApiToken | null> {
    const { selector } = missing;
    const [token] = tokens;
    if (token !== undefined) return token;
    if (!(await orAbort(this.#canSeeItself(), signal))) {
      throw unproven(
        selector,
        "the list does not show the API key's own token either, so what it leaves out proves nothing",
      );
    }
    const nowMs = tenantNow?.getTime() ?? this.#session.clock.nowMs();
    if (missing.createdAt !== null && nowMs - Date.parse(missing.createdAt) <= PROVABLE_AGE_MS) {
      throw unproven(
        selector,
        "it was created less than five minutes ago, so it may only not be listed yet",
      );
    }
    return null;
  }

  async #canSeeItself(): Promise<boolean> {
    const nowMs = this.#session.clock.nowMs();
    if (this.#canary === undefined || nowMs - this.#canary.atMs > LOOK_LIVES_MS) {
      this.#canary = { atMs: nowMs, seen: this.#look() };
    }
    const { seen } = this.#canary;
    const isSeen = await seen.catch((error: unknown) => {
      this.#canary = undefined;
      throw error;
    });
    if (!isSeen) this.#canary = undefined;
    return isSeen;
  }

  async #look(): Promise<boolean> {
    const { username } = await this.#session.principal();
    const own: TokenSelector = { by: "clientId", value: clientIdOf(username) };
    const { tokens } = await this.#session.tokens.ask(own, this.#signal);
    return tokens.length > 0;
  }
}

const unproven = (selector: TokenSelector, because: string): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: "Cannot tell whether the API token still exists",
    detail:
      `The tenant does not list the token with ${describeSelector(selector)}, but ${because}.\n\n` +
      "The state is kept as it is. Try again in a few minutes. If you know that the token is gone, remove it from " +
      "the state with `terraform state rm`.",
  });
