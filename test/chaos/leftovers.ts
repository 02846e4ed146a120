// Tokens that a run made and no state knows: the one thing that a killed run may leave, if a message names it.
//
// "The next create of that name purges claims of the same creator that are stale by their own date, and warns, with GUID
// and date, of finished tokens of that name and creator: […] perhaps the leftover of a run killed before Terraform saved
// its state." So a leftover is in order when a diagnostic has its GUID, and only then.
import type { TenantToken } from "../tenant-control.js";
import type { Evidence } from "./evidence.js";
import { tokensInState } from "./tokens-in-state.js";

export interface Leftover {
  readonly token: TenantToken;
  readonly isNamed: boolean;
}

const CLAIM = /^being created by cdktf-provider-atlan, claim /;

/** What a token is described as while it is being made. */
export const isClaim = (description: string): boolean => CLAIM.test(description);

const FRAMED = /^\s*│/;

/** What the engine prints as warnings and errors: a GUID in a line of progress warns nobody. */
export const diagnosticsIn = (output: string): string =>
  output
    .split("\n")
    .filter((line) => FRAMED.test(line))
    .join("\n");

export function leftoversOf(evidence: Evidence): readonly Leftover[] {
  const { initial, settled, destroyed, state, steps } = evidence;
  const strangers = new Set(initial.tokens.map(({ id }) => id));
  const known = new Set(tokensInState(state).map(({ id }) => id));
  const said = steps.map(({ output }) => diagnosticsIn(output)).join("\n");
  const all = new Map([...destroyed.tokens, ...settled.tokens].map((token) => [token.id, token]));
  return [...all.values()]
    .filter(({ id }) => !(strangers.has(id) || known.has(id)))
    .map((token) => ({ token, isNamed: said.includes(token.id) }));
}
