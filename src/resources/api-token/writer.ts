// Updates of tokens: the API replaces everything a token holds, so each update sends back what it does not change.
import { type ApiToken, type Http, updateApiToken } from "../../client/index.js";
import { DiagnosticError } from "../../framework/index.js";
import { BatchedWriter } from "../shared-list/batch.js";
import { classifyResponse, GoneError } from "../shared-list/errors.js";
import { merge, type SharedObject } from "../shared-list/patch.js";
import type { Change, Outcome } from "../shared-list/pending-change.js";
import type { Target, WriterOptions } from "../shared-list/target.js";
import { withoutClaim } from "./claim.js";
import type { TokenReader } from "./token-reader.js";
import { byId } from "./token-selector.js";

/** A token as it was read: what an update sends, and the rest. */
export interface TokenObject extends SharedObject {
  readonly values: { readonly displayName: string; readonly description: string };
  /** Qualified names. */
  readonly sets: { readonly personas: readonly string[] };
  readonly token: ApiToken;
}

export type TokenChange = Change<TokenObject>;

export interface TokenWriterOptions extends WriterOptions {
  readonly http: Http;
  readonly tokens: TokenReader;
}

export class TokenWriter {
  readonly #writer: BatchedWriter<TokenObject>;

  constructor({ http, tokens, ...options }: TokenWriterOptions) {
    this.#writer = new BatchedWriter(tokenTarget(http, tokens), options);
  }

  /**
   * Makes a change hold, together with whatever else is wanted of this token at the same time.
   *
   * @throws AtlanRequestError when the tenant refuses it; DiagnosticError when the token is gone or the change does not
   * hold; the signal's reason when it was not sent.
   */
  async update(
    id: string,
    change: TokenChange,
  ): Promise<Exclude<Outcome<TokenObject>, { readonly state: "lost" }>> {
    const outcome = await this.change(id, change);
    if (outcome.state === "lost") throw doesNotHold(outcome.after, change);
    return outcome;
  }

  /** The same, for those who want to know what was there before, and what became of it. */
  change(id: string, change: TokenChange): Promise<Outcome<TokenObject>> {
    return this.#writer.change(id, change);
  }

  /** It was made here a moment ago: it is written without a look first, and for a minute "not there" means "not yet". */
  made(token: ApiToken, personas: readonly string[]): void {
    const { values } = objectOf(token);
    this.#writer.made(token.id, { values, sets: { personas }, token });
  }
}

const tokenTarget = (http: Http, tokens: TokenReader): Target<TokenObject> => ({
  read: async (id, signal, isRecent) => {
    // While it may only not be listed yet, it makes no difference why it is missing.
    const wanted = { selector: byId(id), isToBeSure: !isRecent };
    const [token] = (await tokens.look(wanted, signal)).tokens;
    if (token === undefined) throw gone(id);
    return objectOf(token);
  },
  write: async ({ wanted }, options) => {
    const { displayName } = wanted.values;
    // A claim is nobody's description.
    const description = withoutClaim(wanted.values.description);
    const body = { displayName, description, personaQualifiedNames: wanted.sets.personas };
    const { durationMs } = await updateApiToken(http, { id: wanted.token.id, ...body }, options);
    return { written: { ...wanted, values: { displayName, description } }, durationMs };
  },
  classify: classifyResponse,
  isReadLate: true,
});

const objectOf = (token: ApiToken): TokenObject => ({
  values: { displayName: token.displayName, description: token.description },
  sets: { personas: token.personas.map(({ qualifiedName }) => qualifiedName) },
  token,
});

const gone = (id: string): GoneError =>
  new GoneError({
    severity: "error",
    summary: "API token to update does not exist",
    detail: `The tenant lists no token with the GUID ${id}, so nothing was written. Check the GUID; if the token was deleted outside Terraform, plan again: the plan says so.`,
  });

function doesNotHold(seen: TokenObject, { resolve }: TokenChange): DiagnosticError {
  const text = ({ values, sets }: TokenObject) => JSON.stringify({ ...values, ...sets });
  const wanted = text(merge(seen, resolve(seen)));
  return new DiagnosticError({
    severity: "error",
    summary: "Update of API token was not kept",
    detail:
      `The token ${seen.token.id} was written several times, last as ${wanted}. Each time, the tenant then showed something else, last ${text(seen)}.\n\n` +
      "Another program is probably writing it at the same time. Find it, or let it finish, and apply again.",
  });
}
