// Rights: what is declared is held, what others hold stays, and nothing else is left behind.
import type { TenantState } from "../tenant-control.js";
import type { Evidence } from "./evidence.js";
import { landmarksOf } from "./landmarks.js";
import { leftoversOf } from "./leftovers.js";
import { declaredRights, principalOf, type Right, rightsIn, type TokenIdentity } from "./rights.js";
import { tokensInState } from "./tokens-in-state.js";
import type { Violation } from "./violation.js";

interface Expectation {
  /** By the second graph. */
  readonly declared: ReadonlySet<Right>;
  /** Nobody's but others': held before or given meanwhile, and never declared. */
  readonly others: ReadonlySet<Right>;
  /** May stay or go: others held them before the first graph declared them, or nobody manages them any more. */
  readonly either: ReadonlySet<Right>;
  /** Of tokens that a killed run left and a message names: purging the token ends them. */
  readonly ofLeftovers: (held: Right) => boolean;
}

function expectationOf(evidence: Evidence): Expectation {
  const { before, after, initial, tokensBefore, givenByOthers } = evidence;
  const landmarks = landmarksOf(initial);
  const tokensNow = new Map<string, TokenIdentity>(
    tokensInState(evidence.state).map((token) => [token.name, token]),
  );
  const declared = declaredRights(after, { landmarks, tokens: tokensNow });
  const declaredBefore = declaredRights(before, { landmarks, tokens: tokensBefore });
  const atFirst = [...rightsIn(initial), ...givenByOthers];
  const others = atFirst.filter((one) => !(declared.has(one) || declaredBefore.has(one)));
  const unmanaged = new Set(
    tokensInState(evidence.state)
      .filter(({ name }) =>
        after.tokens.some((node) => node.name === name && node.personas === undefined),
      )
      .map(({ id }) => id),
  );
  const either = [...declaredBefore].filter(
    (one) => atFirst.includes(one) || unmanaged.has(principalOf(one)),
  );
  const leftovers = leftoversOf(evidence).map(({ token }) => token);
  const names = new Set(leftovers.flatMap(({ id, username }) => [id, username]));
  return {
    declared,
    others: new Set(others),
    either: new Set(either),
    ofLeftovers: (one) => names.has(principalOf(one)),
  };
}

const SERVICE_ACCOUNT = /^service-account-apikey-/;

/**
 * The name of a token that is gone may stay on an asset: nobody can act by it. "A principal whose token is gone counts as
 * removed", so a Read that finds the token gone forgets the right, and no later write takes the name off.
 */
const isOfNobody = (held: Right, { tokens }: TenantState): boolean => {
  const principal = principalOf(held);
  return SERVICE_ACCOUNT.test(principal) && tokens.every(({ username }) => username !== principal);
};

const missing = (from: ReadonlySet<Right>, held: ReadonlySet<Right>): readonly Right[] =>
  [...from].filter((one) => !held.has(one));

export function rightsViolations(evidence: Evidence): readonly Violation[] {
  const { declared, others, either, ofLeftovers } = expectationOf(evidence);
  const settled = rightsIn(evidence.settled);
  const destroyed = rightsIn(evidence.destroyed);
  const surplus = (state: TenantState, ...allowed: readonly ReadonlySet<Right>[]) =>
    [...rightsIn(state)].filter((one) => {
      const isAllowed = allowed.some((some) => some.has(one));
      return !(isAllowed || ofLeftovers(one) || isOfNobody(one, state));
    });
  const table: readonly (readonly [kind: string, when: string, rights: readonly Right[]])[] = [
    ["lost grant", "declared, not held", missing(declared, settled)],
    ["stranger's right lost", "after the second apply", missing(others, settled)],
    ["stranger's right lost", "after the destroy", missing(others, destroyed)],
    ["right left", "after the second apply", surplus(evidence.settled, declared, others, either)],
    ["right left", "after the destroy", surplus(evidence.destroyed, others, either)],
  ];
  return table.flatMap(([kind, when, rights]) =>
    rights.map((one) => ({ kind, words: `${one}, ${when}` })),
  );
}
