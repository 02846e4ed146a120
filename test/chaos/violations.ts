// The promises that every round is held to. Pure: looks at evidence, touches nothing.
import type { Evidence } from "./evidence.js";
import type { TokenNode } from "./graph.js";
import { landmarksOf } from "./landmarks.js";
import { isClaim, leftoversOf } from "./leftovers.js";
import { addressOf, heldIn, typeOf } from "./principals.js";
import { rightsViolations } from "./rights-violations.js";
import { instancesOf, knownIds, tokensInState } from "./tokens-in-state.js";
import type { Violation } from "./violation.js";

type Check = (evidence: Evidence) => readonly Violation[];

const violation = (kind: string, words: string): Violation => ({ kind, words });

const sorted = (values: readonly string[]): string => JSON.stringify([...values].sort());

const BUG =
  /Bug in cdktf-provider-atlan|inconsistent result after apply|inconsistent final plan|invalid (new value|plan|result)|bug in the provider|unexpected new value|\b(Range|Type|Reference|Syntax)Error\b|panic:/;
const NOT_TOLD_WHEN_KILLED = /Plugin did not respond|plugin crashed/i;

const endsInTime: Check = ({ steps }) =>
  steps
    .filter(({ hasEnded }) => !hasEnded)
    .map(({ name }) => violation("endless", `the ${name} did not end in minutes`));

const MUST_SUCCEED = ["first apply", "neighbour's apply", "second apply", "destroy"];

const succeeds: Check = ({ steps }) =>
  steps
    .filter(({ name, exitCode }) => MUST_SUCCEED.includes(name) && exitCode !== 0)
    .map(({ name, output }) =>
      violation("failed without trouble", `the ${name} failed:\n${output}`),
    );

/** Only a run that is killed leaves a rotation that no state knows of. */
const refusesWithReason: Check = ({ steps, wasKilled }) =>
  steps
    .filter(({ name }) => name === "refused apply" && !wasKilled)
    .map(({ output }) => violation("failed without trouble", `the apply was refused:\n${output}`));

const plansNothing: Check = ({ steps }) =>
  steps
    .filter(({ name, exitCode }) => name === "plan" && exitCode !== 0)
    .map(({ output }) => violation("plan not empty", `after the second apply:\n${output}`));

const tellsNoBug: Check = ({ steps, wasKilled }) =>
  steps.flatMap(({ name, output }) => {
    const prose = output.replace(/[\s│╷╵]+/g, " ");
    const [words] = BUG.exec(prose) ?? (wasKilled ? [] : (NOT_TOLD_WHEN_KILLED.exec(prose) ?? []));
    return words === undefined
      ? []
      : [violation("bug told", `the ${name} says "${words}":\n${output}`)];
  });

/** What of a declared token is not as declared. */
function faultsOf(node: TokenNode, evidence: Evidence): readonly string[] {
  const instances = instancesOf(evidence.state, typeOf(node).type, node.name);
  const [instance, ...more] = instances;
  if (instance === undefined) return ["is not in the state"];
  if (more.length > 0) return [`stands ${instances.length} times in the state`];
  const token = heldIn(evidence.settled).find(({ id }) => id === instance.attributes.id);
  if (token === undefined)
    return [`is in the state as ${instance.attributes.id}, not in the tenant`];
  const landmarks = landmarksOf(evidence.initial);
  const personas = node.personas?.map((name) => landmarks.persona(name));
  const differences = [
    instance.status !== undefined && `is ${instance.status}`,
    token.displayName !== node.displayName && `is named "${token.displayName}"`,
    isClaim(token.description) && "still carries its claim",
    token.description !== node.description && `is described as "${token.description}"`,
    personas !== undefined &&
      sorted(personas) !== sorted(token.personaQualifiedNames) &&
      `is linked to ${sorted(token.personaQualifiedNames)}`,
    node.validitySeconds !== undefined &&
      "validitySeconds" in token &&
      token.validitySeconds !== node.validitySeconds &&
      `lives ${token.validitySeconds} s`,
    "role" in token &&
      token.role !== `$${node.role?.toLowerCase()}` &&
      `has the role ${token.role}`,
  ];
  return differences.filter((words) => words !== false);
}

const holdsDeclaredTokens: Check = (evidence) =>
  evidence.after.tokens.flatMap((node) =>
    faultsOf(node, evidence).map((words) =>
      violation("token not as declared", `${node.name} (${JSON.stringify(node)}) ${words}`),
    ),
  );

/** Predecessors are there until they are due, and then they are not. */
const retiresInTime: Check = ({ state, settled }) =>
  tokensInState(state).flatMap(({ name, retiring }) =>
    retiring.flatMap(({ id, isDue }) => {
      const isThere = heldIn(settled).some((token) => token.id === id);
      if (isThere && !isDue) return [];
      const words = isThere ? "is due and still there" : "is gone, and the state has it";
      return [violation("retirement", `${id}, a predecessor of ${name}, ${words}`)];
    }),
  );

const stateHoldsNoMore: Check = ({ state, after }) => {
  const declared = new Set([
    ...after.tokens.map(addressOf),
    ...after.grants.map(({ type, name }) => `${type}.${name}`),
    "atlan_current_user.run",
  ]);
  return state.resources
    .map(({ type, name }) => `${type}.${name}`)
    .filter((address) => !declared.has(address))
    .map((address) => violation("state holds more", `${address} is in the state, not declared`));
};

/** Tokens that neither anybody else made nor the state knows, and that no message names. */
const leavesNoOrphan: Check = (evidence) => {
  const known = knownIds(evidence.state);
  return leftoversOf(evidence)
    .filter(({ token, isExcused }) => !known.has(token.id) && !isExcused)
    .map(({ token, isNamed }) => {
      const isTwin = evidence.after.tokens.some((node) => node.displayName === token.displayName);
      const words = `"${token.displayName}" ${token.id}, "${token.description}"`;
      return violation(
        isTwin ? "twin" : "orphan",
        `${words} is in no state${isNamed ? ", though nothing was killed" : " and no message"}`,
      );
    });
};

const touchesNoStranger: Check = ({ initial, settled, destroyed }) =>
  [settled, destroyed].flatMap((now) =>
    heldIn(initial).flatMap((stranger) => {
      const token = heldIn(now).find(({ id }) => id === stranger.id);
      const words = `"${stranger.displayName}" ${stranger.id}`;
      if (token === undefined) return [violation("stranger touched", `${words} is gone`)];
      const { personaQualifiedNames: _links, ...rest } = token;
      const { personaQualifiedNames: _linksBefore, ...before } = stranger;
      return JSON.stringify(rest) === JSON.stringify(before)
        ? []
        : [violation("stranger touched", `${words} is now ${JSON.stringify(rest)}`)];
    }),
  );

const secretsWork: Check = ({ deadSecrets }) =>
  deadSecrets.map((words) => violation("dead secret", words));

const leaksNothing: Check = ({ leaks }) =>
  leaks.map((leak) => violation("leaked secret", `in ${leak.in}: ${leak.near}`));

const leavesNothingRunning: Check = ({ survivors, temporaryFiles }) => [
  ...survivors.map((command) => violation("process left", command)),
  ...temporaryFiles.map((file) => violation("file left", file)),
];

const destroysItsTokens: Check = (evidence) => {
  const initial = new Set(heldIn(evidence.initial).map(({ id }) => id));
  const left = new Set(leftoversOf(evidence).map(({ token }) => token.id));
  return heldIn(evidence.destroyed)
    .filter(({ id }) => !(initial.has(id) || left.has(id)))
    .map(({ id, displayName }) =>
      violation("not destroyed", `"${displayName}" ${id} is there after the destroy`),
    );
};

const CHECKS: readonly Check[] = [
  endsInTime,
  succeeds,
  refusesWithReason,
  plansNothing,
  tellsNoBug,
  holdsDeclaredTokens,
  retiresInTime,
  stateHoldsNoMore,
  leavesNoOrphan,
  rightsViolations,
  touchesNoStranger,
  secretsWork,
  leaksNothing,
  leavesNothingRunning,
  destroysItsTokens,
];

export const violationsIn = (evidence: Evidence): readonly Violation[] =>
  CHECKS.flatMap((check) => check(evidence));
