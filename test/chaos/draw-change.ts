// Draws what a person does to a stack between two applies.
import {
  candidates,
  drawDescription,
  drawGrant,
  drawPersonas,
  drawPrincipals,
  drawRole,
  drawRotation,
  drawToken,
  drawValidity,
  freshName,
} from "./draw-graph.js";
import { GRANT_TYPES, type GrantNode, type Graph, type TokenNode } from "./graph.js";
import { isClient } from "./principals.js";
import type { Random } from "./random.js";

type Edit = (random: Random, graph: Graph) => Graph;

const MOST_EDITS = 4;
/** An edit that does most, drawn more often than the others. */
const ROTATIONS = 0.25;

const withToken = (graph: Graph, old: TokenNode, changed: TokenNode): Graph => ({
  ...graph,
  tokens: graph.tokens.map((one) => (one === old ? changed : one)),
});
const withGrant = (graph: Graph, old: GrantNode, changed: GrantNode): Graph => ({
  ...graph,
  grants: graph.grants.map((one) => (one === old ? changed : one)),
});

const onToken =
  (edit: (random: Random, graph: Graph, token: TokenNode) => Graph): Edit =>
  (random, graph) =>
    graph.tokens.length === 0 ? graph : edit(random, graph, random.pick(graph.tokens));

const onGrant =
  (edit: (random: Random, graph: Graph, grant: GrantNode) => Graph): Edit =>
  (random, graph) =>
    graph.grants.length === 0 ? graph : edit(random, graph, random.pick(graph.grants));

/** Without what names a token that is none any more. */
function withoutToken(graph: Graph, { name }: TokenNode): Graph {
  const isOther = (principal: object) => !("token" in principal) || principal.token !== name;
  const grants = graph.grants
    .map((grant) => ({ ...grant, principals: grant.principals.filter(isOther) }))
    .filter(({ principals }) => principals.length > 0);
  return { tokens: graph.tokens.filter((token) => token.name !== name), grants };
}

const isBound = ({ grants }: Graph, { name }: TokenNode): boolean =>
  grants.some(
    ({ type, principals }) =>
      type === "atlan_token_persona_binding" &&
      principals.some((principal) => "token" in principal && principal.token === name),
  );

/** Another address: what the old one names is destroyed, the new one created. */
function renamedToken(graph: Graph, token: TokenNode): Graph {
  const name = freshName("renamed", graph.tokens);
  const grants = graph.grants.map((grant) => ({
    ...grant,
    principals: grant.principals.map((principal) =>
      "token" in principal && principal.token === token.name ? { token: name } : principal,
    ),
  }));
  return { ...withToken(graph, token, { ...token, name }), grants };
}

const EDITS: Readonly<Record<string, Edit>> = {
  "add token": (random, graph) => {
    const token = drawToken(random, graph.tokens);
    return token === undefined ? graph : { ...graph, tokens: [...graph.tokens, token] };
  },
  "drop token": onToken((_random, graph, token) => withoutToken(graph, token)),
  "rename token": onToken((random, graph, token) => {
    const displayName = drawToken(random, graph.tokens)?.displayName ?? token.displayName;
    return withToken(graph, token, { ...token, displayName });
  }),
  "describe token": onToken((random, graph, token) =>
    withToken(graph, token, { ...token, description: drawDescription(random) }),
  ),
  "set personas": onToken((random, graph, token) =>
    isBound(graph, token)
      ? graph
      : withToken(graph, token, { ...token, personas: drawPersonas(random) }),
  ),
  "leave personas": onToken((_random, graph, token) => {
    if (isClient(token)) return graph;
    const { personas: _left, ...rest } = token;
    return withToken(graph, token, rest);
  }),
  "change role": onToken((random, graph, token) =>
    isClient(token) ? withToken(graph, token, { ...token, role: drawRole(random) }) : graph,
  ),
  "change validity": onToken((random, graph, token) => {
    if (isClient(token)) return graph;
    const { validitySeconds: _old, rotation, ...rest } = token;
    const validitySeconds = drawValidity(random);
    const life = validitySeconds === undefined ? {} : { validitySeconds };
    const turn = rotation?.turn ?? 1;
    return withToken(graph, token, {
      ...rest,
      ...life,
      ...(rotation && { rotation: { ...drawRotation(random, validitySeconds), turn } }),
    });
  }),
  "rotate token": onToken((random, graph, token) => {
    const { rotation } = token;
    return withToken(graph, token, {
      ...token,
      rotation: rotation
        ? { ...rotation, turn: rotation.turn + 1 }
        : drawRotation(random, token.validitySeconds),
    });
  }),
  "change overlap": onToken((random, graph, token) => {
    const { rotation } = token;
    if (rotation === undefined) return graph;
    const { overlapSeconds } = drawRotation(random, token.validitySeconds);
    return withToken(graph, token, { ...token, rotation: { ...rotation, overlapSeconds } });
  }),
  "stop rotating": onToken((_random, graph, token) => {
    const { rotation: _stopped, ...rest } = token;
    return withToken(graph, token, rest);
  }),
  "seal or open token": onToken((_random, graph, token) =>
    withToken(graph, token, { ...token, isSealed: !token.isSealed }),
  ),
  "move token": onToken((_random, graph, token) => renamedToken(graph, token)),
  "add grant": (random, graph) => {
    const grant = drawGrant(random, graph);
    return grant === undefined ? graph : { ...graph, grants: [...graph.grants, grant] };
  },
  "drop grant": onGrant((_random, graph, grant) => ({
    ...graph,
    grants: graph.grants.filter((one) => one !== grant),
  })),
  "change principals": onGrant((random, graph, grant) => {
    const principals = drawPrincipals(random, candidates(graph, grant, grant));
    return withGrant(graph, grant, { ...grant, principals });
  }),
  "change object": onGrant((random, graph, grant) => {
    const object = random.pick(GRANT_TYPES[grant.type].objects);
    const free = candidates(graph, { type: grant.type, object }, grant).map((one) =>
      JSON.stringify(one),
    );
    const isFree = grant.principals.every((one) => free.includes(JSON.stringify(one)));
    return isFree ? withGrant(graph, grant, { ...grant, object }) : graph;
  }),
  "move grant": onGrant((_random, graph, grant) =>
    withGrant(graph, grant, { ...grant, name: freshName("moved", graph.grants) }),
  ),
};

/** Only a rotation changes the recipients of a secret that there is. */
function withSealsKept(from: Graph, to: Graph): Graph {
  const tokens = to.tokens.map((token) => {
    const old = from.tokens.find(({ name }) => name === token.name);
    const isRotated = token.rotation !== undefined && old?.rotation !== undefined;
    if (old === undefined || isRotated) return token;
    const { isSealed: _drawn, ...rest } = token;
    return { ...rest, ...(old.isSealed && { isSealed: true }) };
  });
  return { ...to, tokens };
}

export interface Change {
  /** What was done, in order. */
  readonly edits: readonly string[];
  readonly graph: Graph;
}

export function drawChange(random: Random, from: Graph): Change {
  const edits: string[] = [];
  let graph = from;
  const count = random.whole(1, MOST_EDITS);
  for (let n = 0; n < count; n += 1) {
    const edit = random.chance(ROTATIONS) ? "rotate token" : random.pick(Object.keys(EDITS));
    const changed = EDITS[edit]?.(random, graph) ?? graph;
    if (changed !== graph) edits.push(edit);
    graph = changed;
  }
  return { edits, graph: withSealsKept(from, graph) };
}
