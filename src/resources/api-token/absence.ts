// Decides whether a token is gone. An empty answer alone proves nothing: a fresh credential may be shown an empty list.
import type { ApiToken } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { DiagnosticError } from "../../framework/index.js";
import { SharedReads } from "../../shared-reads.js";
import { isApiToken } from "../service-account.js";
import type { Observation, TokenReader } from "./token-reader.js";
import { byClientId, describeSelector, type UniqueSelector } from "./token-selector.js";

/** Younger than this, a token that is not listed may only not be listed yet. */
const PROVABLE_AGE_MS = 5 * 60_000;
/** How long empty answers count as proof after the API key's own token was listed, and one look for a token serves every Read. */
const LOOK_LIVES_MS = 60_000;

const OWN = "own token";
/** How many other tokens are looked for at most. */
const MOST_OTHERS = 10;

/** A token that is expected to be there. */
export interface Expected {
  readonly selector: UniqueSelector;
  /** Or a time at which it existed already, RFC 3339; null when none is known. */
  readonly createdAt: string | null;
  /** This run has sent its deletion: that it is not listed is what was asked for, whatever its age. */
  readonly isDeletedHere?: boolean;
}

/** Null: it is proven gone. */
export interface Verified {
  readonly token: ApiToken | null;
  /** Null when the tenant does not tell its time. */
  readonly tenantNow: Date | null;
}

export interface AbsenceOptions {
  readonly tokens: TokenReader;
  /** Of the principal that the provider signs in as. */
  readonly ownUsername: (signal: AbortSignal) => Promise<string>;
  readonly clock: Clock;
  /** Ends what several operations share. */
  readonly signal: AbortSignal;
}

export class AbsenceProof {
  readonly #of: AbsenceOptions;
  /** By selector. */
  readonly #looks: SharedReads<Observation>;
  readonly #ownToken: SharedReads<boolean>;
  /** Tokens of the state, by selector. */
  readonly #expected = new Map<string, UniqueSelector>();

  constructor(options: AbsenceOptions) {
    this.#of = options;
    const { clock, signal } = options;
    const sharing = { clock, lifetimeMs: LOOK_LIVES_MS, signal };
    this.#looks = new SharedReads(sharing);
    this.#ownToken = new SharedReads(sharing);
  }

  /** A token of the state: that it is listed may prove that another one is gone. */
  noteExpected(selector: UniqueSelector): void {
    this.#expected.set(describeSelector(selector), selector);
  }

  /**
   * For Read: a token that many resources name is asked for once.
   *
   * @throws DiagnosticError when it is neither seen nor proven gone; the caller keeps its state.
   */
  async read(expected: Expected, signal: AbortSignal): Promise<Verified> {
    const { tokens } = this.#of;
    const { selector } = expected;
    this.noteExpected(selector);
    const found = await tokens.find(selector, signal);
    if (found.tokens.length > 0) return await this.#verify(expected, found, signal);
    return await this.#verify(expected, await this.#look(selector, signal), signal);
  }

  /**
   * Asks for the token by itself, and in the same way for one that is known to be there.
   *
   * @returns the token, if it is there after all; null when it is proven gone.
   * @throws DiagnosticError when neither can be said; the caller keeps its state.
   */
  async confirm(expected: Expected, signal: AbortSignal): Promise<ApiToken | null> {
    const options = { signal, priority: "under_way" } as const;
    const observation = await this.#of.tokens.ask(expected.selector, options);
    return (await this.#verify(expected, observation, signal)).token;
  }

  async #verify(
    expected: Expected,
    { tokens, tenantNow }: Observation,
    signal: AbortSignal,
  ): Promise<Verified> {
    const { selector, createdAt, isDeletedHere } = expected;
    const [token] = tokens;
    if (token !== undefined) return { token, tenantNow };
    const gone = { token: null, tenantNow };
    if (this.#of.tokens.isDeleted(selector)) return gone;
    const unseen = await this.#whatIsUnseen(selector, signal);
    if (unseen !== null) throw unproven(selector, unseen);
    if (isDeletedHere) return gone;
    if (createdAt === null) throw unproven(selector, UNDATED);
    const nowMs = tenantNow?.getTime() ?? this.#of.clock.nowMs();
    if (nowMs - Date.parse(createdAt) <= PROVABLE_AGE_MS) throw unproven(selector, YOUNG);
    return gone;
  }

  /** Null: the same kind of listing shows a token that is there, so that it would show the other one. */
  async #whatIsUnseen(selector: UniqueSelector, signal: AbortSignal): Promise<string | null> {
    const hasOwnToken = isApiToken(await this.#of.ownUsername(signal));
    if (hasOwnToken) return (await this.#canSeeOwnToken(signal)) ? null : UNSEEN;
    return (await this.#canSeeAnother(selector, signal)) ? null : NO_OTHER_SEEN;
  }

  /** Another one of the state's: whoever signs in as an OAuth client has no token of its own. */
  async #canSeeAnother(selector: UniqueSelector, signal: AbortSignal): Promise<boolean> {
    const others = new Map(this.#expected);
    others.delete(describeSelector(selector));
    for (const other of [...others.values()].slice(0, MOST_OTHERS)) {
      if ((await this.#look(other, signal)).tokens.length > 0) return true;
    }
    return false;
  }

  /** By itself, perhaps as another Read saw it up to 60 s ago. */
  #look(selector: UniqueSelector, signal: AbortSignal): Promise<Observation> {
    return this.#looks.get(describeSelector(selector), signal, (waiting) =>
      this.#of.tokens.ask(selector, { signal: waiting }),
    );
  }

  /** A list that does not show it is asked again by the next caller. */
  async #canSeeOwnToken(signal: AbortSignal): Promise<boolean> {
    const { tokens, ownUsername } = this.#of;
    const isSeen = await this.#ownToken.get(OWN, signal, async (waiting) => {
      const own = byClientId(await ownUsername(waiting));
      return (await tokens.ask(own, { signal: waiting })).tokens.length > 0;
    });
    if (!isSeen) this.#ownToken.forget(OWN);
    return isSeen;
  }
}

const UNSEEN =
  "it does not list the API key's own token either, so what it leaves out proves nothing";
const NO_OTHER_SEEN =
  "it does not list another token of this state either, and the provider does not sign in with an API token of its own, which could be looked for, so what it leaves out proves nothing";
const UNDATED = "it is not known when it was created, so it may only not be listed yet";
const YOUNG = "it was created less than five minutes ago, so it may only not be listed yet";

const unproven = (selector: UniqueSelector, because: string): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: "Cannot tell whether the API token still exists",
    detail:
      `The tenant does not list the token with ${describeSelector(selector)}, but ${because}.\n\n` +
      "The state is kept as it is. Try again in a few minutes. If you know that the token is gone, remove it from " +
      "the state with `terraform state rm`.",
  });
