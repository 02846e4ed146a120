// Finds the one token a person means, or says which ones it could be.
import type { ApiToken } from "../../client/index.js";
import type { AttributePath } from "../../framework/index.js";
import { findOne } from "../lookup/find-one.js";
import { toRfc3339 } from "../rfc3339.js";
import type { Observation } from "./token-reader.js";
import { describeSelector, isSelected, type TokenSelector } from "./token-selector.js";
import type { TokenSession } from "./token-session.js";

export interface LookupOptions {
  readonly signal: AbortSignal;
  /** The attribute of the configuration that an error points at. */
  readonly attribute?: AttributePath;
  /** How long the token may take to appear. Left out: one look. */
  readonly waitSeconds?: number | null;
}

/** A token, and the tenant's time when it was seen. */
interface FoundToken {
  readonly token: ApiToken;
  readonly tenantNow: Date | null;
}

const noun = {
  singular: "API token",
  plural: "API tokens",
  tellApartBy: "its GUID",
  line: ({ token: { id, clientId, displayName, createdAt, createdBy } }: FoundToken): string => {
    const creation = createdAt === null ? "unknown" : toRfc3339(createdAt);
    return `${id}: ${JSON.stringify(displayName)}, ${clientId}, created ${creation} by ${createdBy ?? "unknown"}`;
  },
};

/** @throws DiagnosticError when none or several match, with the candidates. */
export function findToken(
  session: Pick<TokenSession, "tokens" | "clock">,
  selector: TokenSelector,
  { signal, attribute, waitSeconds = null }: LookupOptions,
): Promise<FoundToken> {
  const lookup = {
    noun,
    having: describeSelector(selector),
    wanted: selector.value,
    ...(attribute && { attribute }),
    look: async () => found(await session.tokens.ask(selector, { signal })),
    isWanted: ({ token }: FoundToken) => isSelected(token, selector),
    candidates: async () => found(await session.tokens.all(signal)),
    nameOf: ({ token }: FoundToken) => token[selector.by],
  };
  return findOne(lookup, { clock: session.clock, signal, waitSeconds });
}

const found = ({ tokens, tenantNow }: Observation): readonly FoundToken[] =>
  tokens.map((token) => ({ token, tenantNow }));
