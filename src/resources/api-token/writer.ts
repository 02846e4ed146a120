// Updates of tokens: read, merge, write, verify. The API replaces everything and has no ETag, so this is what keeps others' work.
import { type ApiToken, AtlanRequestError, updateApiToken } from "../../client/index.js";
import { DiagnosticError } from "../../framework/index.js";
import { backoffMs } from "../backoff.js";
import { Batcher } from "../batcher.js";
import type { Session } from "../session.js";
import { withoutClaim } from "./claim.js";

/** Everything an update sends. */
export interface TokenContent {
  readonly displayName: string;
  readonly description: string;
  /** Qualified names. */
  readonly personas: readonly string[];
}

export interface TokenChange {
  /** From what the token holds to what it should hold. Applied again to its own result, it changes nothing. */
  readonly merge: (current: TokenContent) => TokenContent;
  readonly signal: AbortSignal;
}

/** How often a write that does not hold, or fails for a passing reason, is made again. */
const LEAST_ROUNDS = 5;
/** So long after we made a token, a tenant that does not know it is only late. */
const NOT_YET_MS = 60_000;

export class TokenWriter {
  readonly #session: Session;
  readonly #batches: Batcher<TokenChange, void>;
  readonly #madeAtMs = new Map<string, number>();

  constructor(session: Session) {
    this.#session = session;
    this.#batches = new Batcher((id, changes) => this.#settle(id, changes), session.clock);
  }

  /**
   * Makes a change hold, together with whatever else is wanted of this token at the same time.
   *
   * @throws AtlanRequestError when the tenant refuses it; DiagnosticError when the token is gone or the change does not stick.
   */
  update(id: string, change: TokenChange): Promise<void> {
    return this.#batches.add(id, change);
  }

  /** From now on, for a minute, "not found" means "not yet". */
  madeJustNow(id: string): void {
    this.#madeAtMs.set(id, this.#session.clock.nowMs());
  }

  /** One write for all; where the tenant refuses that, one each, so that only the guilty fails. */
  async #settle(
    id: string,
    changes: readonly TokenChange[],
  ): Promise<readonly PromiseSettledResult<void>[]> {
    const alive = changes.filter(({ signal }) => !signal.aborted);
    const together = alive.length > 1 ? await this.#attempt(id, alive) : undefined;
    const results: PromiseSettledResult<void>[] = [];
    for (const change of changes) {
      if (change.signal.aborted) results.push(rejected(change.signal.reason));
      else if (together !== undefined && !isNotShared(together)) results.push(together);
      else results.push(await this.#attempt(id, [change]));
    }
    return results;
  }

  #attempt(id: string, changes: readonly TokenChange[]): Promise<PromiseSettledResult<void>> {
    const signal = AbortSignal.any(changes.map((change) => change.signal));
    const merge = (current: TokenContent) =>
      changes.reduce((content, change) => change.merge(content), current);
    return settledAs(this.#makeHold(id, { merge, signal }));
  }

  async #makeHold(id: string, { merge, signal }: TokenChange): Promise<void> {
    const { clock, maxRetries } = this.#session;
    const rounds = Math.max(LEAST_ROUNDS, maxRetries + 1);
    let seen = "";
    for (let round = 1; round <= rounds; round++) {
      const token = await this.#read(id, signal);
      const current = contentOf(token);
      const wanted = merge(current);
      if (sameContent(wanted, rawContentOf(token))) return;
      seen = JSON.stringify(current);
      const waitMs = await this.#write(id, wanted, { signal, isLast: round === rounds });
      await clock.sleep(waitMs ?? backoffMs(round), signal);
    }
    const token = await this.#read(id, signal);
    if (sameContent(merge(contentOf(token)), rawContentOf(token))) return;
    throw doesNotHold(id, { written: JSON.stringify(merge(contentOf(token))), seen });
  }

  /** @returns how long to wait before looking whether it holds, if anything says how long. */
  async #write(
    id: string,
    content: TokenContent,
    { signal, isLast }: { readonly signal: AbortSignal; readonly isLast: boolean },
  ): Promise<number | undefined> {
    const body = {
      id,
      displayName: content.displayName,
      description: content.description,
      personaQualifiedNames: content.personas,
    };
    try {
      const { durationMs } = await updateApiToken(this.#session.client.apiKey, body, { signal });
      return 2 * durationMs;
    } catch (error) {
      const isLater =
        error instanceof AtlanRequestError &&
        (isPassing(error) || (error.kind === "not_found" && this.#isNew(id)));
      if (isLast || !isLater) throw error;
      return error.retryAfterMs ?? undefined;
    }
  }

  async #read(id: string, signal: AbortSignal): Promise<ApiToken> {
    for (let round = 1; ; round++) {
      const { tokens } = await this.#session.tokens.ask({ by: "id", value: id }, signal);
      const [token] = tokens;
      if (token !== undefined) return token;
      if (!this.#isNew(id)) throw gone(id);
      await this.#session.clock.sleep(backoffMs(round), signal);
    }
  }

  #isNew(id: string): boolean {
    const madeAtMs = this.#madeAtMs.get(id);
    return madeAtMs !== undefined && this.#session.clock.nowMs() - madeAtMs < NOT_YET_MS;
  }
}

const rawContentOf = (token: ApiToken): TokenContent => ({
  displayName: token.displayName,
  description: token.description,
  personas: token.personas.map(({ qualifiedName }) => qualifiedName),
});

/** What would be sent back unchanged: never a claim as somebody's description. */
const contentOf = (token: ApiToken): TokenContent => {
  const content = rawContentOf(token);
  return { ...content, description: withoutClaim(content.description) };
};

const sameContent = (left: TokenContent, right: TokenContent): boolean =>
  left.displayName === right.displayName &&
  left.description === right.description &&
  JSON.stringify([...left.personas].sort()) === JSON.stringify([...right.personas].sort());

/** An update may be repeated after any unclear answer: each try starts from what is there. */
const isPassing = (error: AtlanRequestError): boolean =>
  error.mayHaveCommitted || error.kind === "rate_limited" || error.kind === "unreachable";

/** A refusal may be one change's fault, and so may a stop: neither is the other changes' result. */
const isNotShared = (result: PromiseSettledResult<void>): boolean =>
  result.status === "rejected" &&
  (!(result.reason instanceof AtlanRequestError) ||
    result.reason.kind === "stopped" ||
    (result.reason.status !== null && result.reason.status < 500));

const rejected = (reason: unknown): PromiseRejectedResult => ({ status: "rejected", reason });

const settledAs = async (promise: Promise<void>): Promise<PromiseSettledResult<void>> =>
  (await Promise.allSettled([promise]))[0];

const gone = (id: string): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: "API token to update is not there",
    detail: `The tenant does not list the token ${id} any more, so nothing was written. Plan again: the plan says whether it is gone.`,
  });

const doesNotHold = (
  id: string,
  { written, seen }: { readonly written: string; readonly seen: string },
): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: "Update of API token does not hold",
    detail:
      `The token ${id} was written several times as ${written}, and each time read back as ${seen}.\n\n` +
      "Another program is probably writing it at the same time. Find it, or let it finish, and apply again.",
  });
