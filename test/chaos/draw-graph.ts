// Draws what a stack declares. No right is named twice: two resources for one right are unsupported.
import {
  GRANT_TYPE_NAMES,
  GRANT_TYPES,
  type GrantNode,
  type GrantType,
  type Graph,
  nameOf,
  type Principal,
  type RotationNode,
  type TokenNode,
} from "./graph.js";
import type { Random } from "./random.js";
import { PERSONAS } from "./world.js";

const DISPLAY_NAMES = ["loader", "exporter", "robot", "nächtlicher Lauf", "warehouse robot", "dbt"];
const DESCRIPTIONS = ["", "Loads the warehouse", 'Lädt – täglich "früh"'];
/** The last one ends before the second apply of a round, which comes hours later by the tenant's clock. */
const SHORT_LIFE_SECONDS = 3_600;
const VALIDITIES = [undefined, undefined, undefined, 30 * 86_400, SHORT_LIFE_SECONDS];
const ROLES = ["Admin", "Member", "Guest"];
const CLIENTS = 0.4;
const MOST_TOKENS = 4;
const MOST_GRANTS = 5;

export const drawDescription = (random: Random): string => random.pick(DESCRIPTIONS);
export const drawPersonas = (random: Random): readonly string[] =>
  random.some(PERSONAS, random.whole(0, PERSONAS.length));
export const drawRole = (random: Random): string => random.pick(ROLES);
export const drawValidity = (random: Random): number | undefined => random.pick(VALIDITIES);

/** Of a short life only what ends before it does: anything else is refused. */
export function drawRotation(random: Random, validitySeconds: number | undefined): RotationNode {
  const overlapSeconds = random.pick([300, 3_600, 86_400]);
  const isTimed = random.chance(0.4);
  if (validitySeconds === SHORT_LIFE_SECONDS) return { overlapSeconds: 300, turn: 1 };
  return { ...(isTimed && { everySeconds: 3_600 }), overlapSeconds, turn: 1 };
}

/** Nothing when every display name is taken. */
export function drawToken(random: Random, others: readonly TokenNode[]): TokenNode | undefined {
  const free = DISPLAY_NAMES.filter((name) => others.every((one) => one.displayName !== name));
  if (free.length === 0) return undefined;
  const role = random.chance(CLIENTS) ? drawRole(random) : undefined;
  const validitySeconds = role === undefined ? drawValidity(random) : undefined;
  const managesPersonas = random.chance(0.35) || role !== undefined;
  return {
    name: freshName("t", others),
    displayName: random.pick(free),
    description: drawDescription(random),
    ...(role !== undefined && { role }),
    ...(managesPersonas && { personas: drawPersonas(random) }),
    ...(validitySeconds !== undefined && { validitySeconds }),
    createBeforeDestroy: random.chance(0.3),
    ...(random.chance(0.3) && { isSealed: true }),
    ...(random.chance(0.4) && { createTimeoutSeconds: random.pick([40, 90]) }),
    ...(random.chance(0.5) && { rotation: drawRotation(random, validitySeconds) }),
  };
}

/** `<prefix>1`, `<prefix>2`, …: the first that is free. */
export function freshName(prefix: string, taken: readonly { readonly name: string }[]): string {
  for (let number = 1; ; number += 1) {
    const name = `${prefix}${number}`;
    if (taken.every((one) => one.name !== name)) return name;
  }
}

export const rightKey = (
  { type, object }: Pick<GrantNode, "type" | "object">,
  principal: Principal,
): string => `${type} ${object} ${nameOf(principal)}`;

/** Who could be given this right in this graph, without another resource naming it already. */
export function candidates(
  graph: Graph,
  grant: Pick<GrantNode, "type" | "object">,
  except?: GrantNode,
): readonly Principal[] {
  const taken = new Set(
    graph.grants
      .filter((one) => one !== except)
      .flatMap((one) => one.principals.map((principal) => rightKey(one, principal))),
  );
  const isBinding = grant.type === "atlan_token_persona_binding";
  const tokens = graph.tokens.filter(({ personas }) => !isBinding || personas === undefined);
  const all: readonly Principal[] = [
    ...tokens.map(({ name }) => ({ token: name })),
    { stranger: "outsider" },
    ...GRANT_TYPES[grant.type].people.map((person) => ({ person })),
  ];
  return all.filter((principal) => !taken.has(rightKey(grant, principal)));
}

export const drawPrincipals = (random: Random, from: readonly Principal[]): readonly Principal[] =>
  random.some(from, random.whole(1, 3));

/** Nothing when nobody is left to be given the right that was drawn. */
export function drawGrant(random: Random, graph: Graph): GrantNode | undefined {
  const type: GrantType = random.pick(GRANT_TYPE_NAMES);
  const object = random.pick(GRANT_TYPES[type].objects);
  const from = candidates(graph, { type, object });
  if (from.length === 0) return undefined;
  const name = freshName("g", graph.grants);
  return { name, type, object, principals: drawPrincipals(random, from) };
}

export function drawGraph(random: Random): Graph {
  let graph: Graph = { tokens: [], grants: [] };
  const tokens = random.whole(0, MOST_TOKENS);
  for (let n = 0; n < tokens; n += 1) {
    const token = drawToken(random, graph.tokens);
    if (token !== undefined) graph = { ...graph, tokens: [...graph.tokens, token] };
  }
  const grants = random.whole(tokens === 0 ? 1 : 0, MOST_GRANTS);
  for (let n = 0; n < grants; n += 1) {
    const grant = drawGrant(random, graph);
    if (grant !== undefined) graph = { ...graph, grants: [...graph.grants, grant] };
  }
  return graph;
}
