// Decides whether a token is gone. An empty answer alone proves nothing: a fresh credential may be shown an empty list.
import type { ApiToken } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { DiagnosticError } from "../../framework/index.js";
import { SharedReads } from "../shared-reads.js";
import type { Sightings, TokenDirectory } from "./directory.js";
import { clientIdOf, describeSelector, type TokenSelector } from "./token-selector.js";

/** Younger than this, a token that is not listed may only not be listed yet. */
const PROVABLE_AGE_MS = 5 * 60_000;
/** How long one sight of the API key's own token vouches for empty answers, and one look for a token serves every Read. */
const LOOK_LIVES_MS = 60_000;

const CANARY = "own token";

export interface Missing {
  readonly selector: TokenSelector;
  /** Or a time at which it existed already, RFC 3339; null when none is known. */
  readonly createdAt: string | null;
  /** This run has sent its deletion: that it is not listed is what was asked for, whatever its age. */
  readonly isDeletedHere?: boolean;
}

export interface AbsenceOptions {
  readonly tokens: TokenDirectory;
  /** The API key's own username. */
  readonly ownUsername: (signal: AbortSignal) => Promise<string>;
  readonly clock: Clock;
  /** Ends what several operations share. */
  readonly signal: AbortSignal;
}

export class AbsenceProof {
  readonly #of: AbsenceOptions;
  /** By selector. */
  readonly #looks: SharedReads<Sightings>;
  readonly #canary: SharedReads<boolean>;
  /** GUIDs and client IDs. */
  readonly #deleted = new Set<string>();

  constructor(options: AbsenceOptions) {
    this.#of = options;
    const { clock, signal } = options;
    const sharing = { clock, lifetimeMs: LOOK_LIVES_MS, signal };
    this.#looks = new SharedReads(sharing);
    this.#canary = new SharedReads(sharing);
  }

  /** This run has deleted it: whoever asks for it is told that it is gone. */
  noteDeleted({ id, clientId }: Pick<ApiToken, "id" | "clientId">): void {
    this.#deleted.add(id).add(clientId);
  }

  /**
   * Asks for the token by itself, and for the API key's own token in the same way.
   *
   * @returns the token, if it is there after all; null when it is proven gone.
   * @throws DiagnosticError when neither can be said; the caller keeps its state.
   */
  async confirm(missing: Missing, signal: AbortSignal): Promise<ApiToken | null> {
    const sightings = await this.#of.tokens.ask(missing.selector, signal);
    return await this.#judge(missing, sightings, signal);
  }

  /** For Read, where a token that many grants name is asked for once. */
  async confirmForRead(missing: Missing, signal: AbortSignal): Promise<ApiToken | null> {
    const { selector } = missing;
    const sightings = await this.#looks.get(describeSelector(selector), signal, (shared) =>
      this.#of.tokens.ask(selector, shared),
    );
    return await this.#judge(missing, sightings, signal);
  }

  async #judge(
    missing: Missing,
    { tokens, tenantNow }: Sightings,
    signal: AbortSignal,
  ): Promise<ApiToken | null> {
    const { selector } = missing;
    const [token] = tokens;
    if (token !== undefined) return token;
    if (this.#deleted.has(selector.value)) return null;
    if (!(await this.#canSeeItself(signal))) {
      throw unproven(
        selector,
        "the list does not show the API key's own token either, so what it leaves out proves nothing",
      );
    }
    if (missing.isDeletedHere) return null;
    if (missing.createdAt === null) {
      throw unproven(
        selector,
        "it is not known when it was created, so it may only not be listed yet",
      );
    }
    const nowMs = tenantNow?.getTime() ?? this.#of.clock.nowMs();
    if (nowMs - Date.parse(missing.createdAt) <= PROVABLE_AGE_MS) {
      throw unproven(
        selector,
        "it was created less than five minutes ago, so it may only not be listed yet",
      );
    }
    return null;
  }

  /** A list that does not show it is asked again by the next caller. */
  async #canSeeItself(signal: AbortSignal): Promise<boolean> {
    const isSeen = await this.#canary.get(CANARY, signal, async (shared) => {
      const username = await this.#of.ownUsername(shared);
      const own: TokenSelector = { by: "clientId", value: clientIdOf(username) };
      const { tokens } = await this.#of.tokens.ask(own, shared);
      return tokens.length > 0;
    });
    if (!isSeen) this.#canary.forget(CANARY);
    return isSeen;
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
