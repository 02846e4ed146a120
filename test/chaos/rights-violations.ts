// Rights: what is declared is held, what others hold stays, and nothing else is left behind.
import type { TenantSnapshot } from "../../src/tenant/index.js";
import type { Evidence } from "./evidence.js";
import { landmarksOf } from "./landmarks.js";
import { leftoversOf } from "./leftovers.js";
import { heldIn } from "./principals.js";
import { declaredRights, type Known, principalOf, type Right, rightsIn } from "./rights.js";
import { principalsInState } from "./tokens-in-state.js";
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
  const tokensNow = principalsInState(evidence.state);
  const declared = declaredRights(after, { landmarks, tokens: tokensNow });
  const declaredBefore = declaredRights(before, { landmarks, tokens: tokensBefore });
  const atFirst = [...rightsIn(initial), ...givenByOthers];
  const others = atFirst.filter((one) => !(declared.has(one) || declaredBefore.has(one)));
  const either = [...declaredBefore].filter((one) => atFirst.includes(one));
  const leftovers = leftoversOf(evidence).map(({ token }) => token);
  const names = new Set(leftovers.flatMap(({ id, username }) => [id, username]));
  return {
    declared,
    others: new Set(others),
    either: new Set([...either, ...linksNobodyManages(evidence, tokensNow)]),
    ofLeftovers: (one) => names.has(principalOf(one)),
  };
}

/**
 * Links that may stay or go: of a token whose links are not managed any more, which a rotation carries, and of the
 * predecessors of one whose links are.
 */
function linksNobodyManages(
  { before, after, initial, tokensBefore }: Evidence,
  tokensNow: Known["tokens"],
): readonly Right[] {
  const landmarks = landmarksOf(initial);
  return after.tokens.flatMap(({ name, personas }) => {
    const [current, ...retiring] = tokensNow.get(name) ?? [];
    const identities = personas === undefined && current ? [current, ...retiring] : retiring;
    const declaredEver = [before, after].flatMap((graph) => [
      ...declaredRights(graph, { landmarks, tokens: tokensBefore }),
      ...declaredRights(graph, { landmarks, tokens: tokensNow }),
    ]);
    const ids = [...(tokensBefore.get(name) ?? []), ...(tokensNow.get(name) ?? [])].map(
      ({ id }) => id,
    );
    const personasEver = declaredEver
      .filter((one) => ids.includes(principalOf(one)))
      .map((one) => one.slice(0, one.lastIndexOf(" ") + 1));
    return identities.flatMap(({ id }) => personasEver.map((start) => `${start}${id}`));
  });
}

const SERVICE_ACCOUNT = /^service-account-(apikey|oauth-client)-/;

/**
 * The name of a token that is gone may stay on an asset: nobody can act by it. "A principal whose token is gone counts as
 * removed", so a Read that finds the token gone forgets the right, and no later write takes the name off.
 */
const isOfNobody = (held: Right, state: TenantSnapshot): boolean => {
  const principal = principalOf(held);
  return (
    SERVICE_ACCOUNT.test(principal) && heldIn(state).every(({ username }) => username !== principal)
  );
};

const missing = (from: ReadonlySet<Right>, held: ReadonlySet<Right>): readonly Right[] =>
  [...from].filter((one) => !held.has(one));

export function rightsViolations(evidence: Evidence): readonly Violation[] {
  const { declared, others, either, ofLeftovers } = expectationOf(evidence);
  const settled = rightsIn(evidence.settled);
  const destroyed = rightsIn(evidence.destroyed);
  const surplus = (state: TenantSnapshot, ...allowed: readonly ReadonlySet<Right>[]) =>
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
