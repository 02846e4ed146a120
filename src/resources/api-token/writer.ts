// Updates of tokens: the API replaces everything a token holds, so each update sends back what it does not change.
import { type ApiToken, updateApiToken } from "../../client/index.js";
import { backoffMs, NOT_YET_MS } from "../../deadline.js";
import { DiagnosticError } from "../../framework/index.js";
import type { Session } from "../session.js";
import { isNotFound, isRefused, mayPass } from "../write/failed-request.js";
import { GoneError } from "../write/gone-error.js";
import { ObjectWriter } from "../write/object-writer.js";
import type { Change, Held, Target } from "../write/target.js";
import { withoutClaim } from "./claim.js";

/** Everything an update sends. */
export interface TokenContent {
  readonly displayName: string;
  readonly description: string;
  /** Qualified names. */
  readonly personas: readonly string[];
}

export type TokenChange = Change<ApiToken, TokenContent>;

export class TokenWriter {
  readonly #session: Session;
  readonly #writer: ObjectWriter<ApiToken, TokenContent>;
  readonly #madeAtMs = new Map<string, number>();

  constructor(session: Session) {
    this.#session = session;
    this.#writer = new ObjectWriter(this.#target(), session);
  }

  /**
   * Makes a change hold, together with whatever else is wanted of this token at the same time.
   *
   * @throws AtlanRequestError when the tenant refuses it; DiagnosticError when the token is gone or the change does not
   * stick; the signal's reason when it was not seen to hold.
   */
  async update(id: string, change: TokenChange): Promise<void> {
    const held = await this.change(id, change);
    if (held.state === "lost") throw doesNotHold(held.after, change);
    if (held.state === "unverified") throw held.reason;
  }

  /** The same, for those who want to know what was there before, and what became of it. */
  change(id: string, change: TokenChange): Promise<Held<ApiToken>> {
    return this.#writer.update(id, change);
  }

  /** From now on, for a minute, "not found" means "not yet". */
  madeJustNow(id: string): void {
    this.#madeAtMs.set(id, this.#session.clock.nowMs());
  }

  #target(): Target<ApiToken, TokenContent> {
    return {
      read: (id, signal) => this.#read(id, signal),
      heldBy,
      contentOf,
      isSame: sameContent,
      withEntriesOf: (content, { personas }) => ({
        ...content,
        personas: [...new Set([...content.personas, ...personas])],
      }),
      write: ({ seen, content: { personas, ...rest } }, options) => {
        const body = { id: seen.id, ...rest, personaQualifiedNames: personas };
        return updateApiToken(this.#session.client.apiKey, body, options);
      },
      isPassing: mayPass,
      isNotYet: (error, id) => isNotFound(error) && this.#isNew(id),
      isRefusal: isRefused,
      isOnlyOurs: (id) => this.#isNew(id),
    };
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

const heldBy = (token: ApiToken): TokenContent => ({
  displayName: token.displayName,
  description: token.description,
  personas: token.personas.map(({ qualifiedName }) => qualifiedName),
});

/** Never a claim as somebody's description. */
const contentOf = (token: ApiToken): TokenContent => {
  const content = heldBy(token);
  return { ...content, description: withoutClaim(content.description) };
};

const sameContent = (left: TokenContent, right: TokenContent): boolean =>
  left.displayName === right.displayName &&
  left.description === right.description &&
  JSON.stringify([...left.personas].sort()) === JSON.stringify([...right.personas].sort());

const gone = (id: string): GoneError =>
  new GoneError({
    severity: "error",
    summary: "API token to update is not there",
    detail: `The tenant lists no token with the GUID ${id}, so nothing was written. Check the GUID; if the token was deleted outside Terraform, plan again: the plan says so.`,
  });

function doesNotHold(seen: ApiToken, { merge }: TokenChange): DiagnosticError {
  const written = JSON.stringify(merge(contentOf(seen), seen));
  return new DiagnosticError({
    severity: "error",
    summary: "Update of API token does not hold",
    detail:
      `The token ${seen.id} was written several times as ${written}, and each time read back as ${JSON.stringify(heldBy(seen))}.\n\n` +
      "Another program is probably writing it at the same time. Find it, or let it finish, and apply again.",
  });
}
