// Draws what goes wrong, more often where something is written than where something is read.
import type { FaultEffect } from "../../src/tenant/index.js";
import type { GrantNode, Graph, TokenNode } from "./graph.js";
import { neighbourOf } from "./neighbour.js";
import { isClient } from "./principals.js";
import type { Random } from "./random.js";
import {
  FAULT_KINDS,
  type FaultKind,
  type Meddling,
  type Moment,
  REQUESTS,
  type RequestName,
  SIGNAL_KINDS,
  type Trouble,
} from "./trouble.js";
import { PERSONAS } from "./world.js";

export interface Change {
  readonly before: Graph;
  readonly after: Graph;
}

const REQUEST_NAMES = Object.keys(REQUESTS) as readonly RequestName[];
const TOO_MANY_REQUESTS = 429;
const MOST_TROUBLES = 2;
const DAY_SECONDS = 86_400;

/** How often each request is aimed at, where a change sends it at all. */
const WEIGHTS: Readonly<Record<RequestName, number>> = {
  "list tokens": 2,
  "create token": 5,
  "update token": 4,
  "update client": 2,
  "fetch access token": 1,
  "delete token": 3,
  "ask who it is": 2,
  "read type definitions": 1,
  "search assets": 2,
  "read asset": 2,
  "write asset": 5,
};

const differs = <Node extends { readonly name: string }>(
  some: readonly Node[],
  others: readonly Node[],
  name: string,
): boolean => {
  const of = (nodes: readonly Node[]) =>
    JSON.stringify(nodes.find((node) => node.name === name) ?? null);
  return of(some) !== of(others);
};

/** Whether its secret is another one after this, while its address stays. */
const isRotated = (old: TokenNode, token: TokenNode): boolean =>
  old.rotation !== undefined &&
  token.rotation !== undefined &&
  (old.rotation.turn !== token.rotation.turn ||
    token.rotation.everySeconds !== undefined ||
    old.validitySeconds !== token.validitySeconds ||
    old.role !== token.role ||
    old.isSealed !== token.isSealed);

/** The requests that an apply of this change is likely to send. */
export function requestsOf({ before, after }: Change): readonly RequestName[] {
  const isNew = after.tokens.some(({ name }) => before.tokens.every((one) => one.name !== name));
  const isGone = before.tokens.some(({ name }) => after.tokens.every((one) => one.name !== name));
  const rotates = after.tokens.some((token) =>
    before.tokens.some((old) => old.name === token.name && isRotated(old, token)),
  );
  const changes = after.tokens.some(({ name }) => differs(before.tokens, after.tokens, name));
  const hasClients = [...before.tokens, ...after.tokens].some(isClient);
  const grants = [...before.grants, ...after.grants];
  const changed = grants.filter(({ name }) => differs(before.grants, after.grants, name));
  const isBinding = ({ type }: GrantNode) => type === "atlan_token_persona_binding";
  const sent: Readonly<Record<RequestName, boolean>> = {
    "list tokens": before.tokens.length + after.tokens.length > 0 || grants.some(isBinding),
    "create token": isNew || rotates,
    "update token": changes || changed.some(isBinding),
    "update client": changes && hasClients,
    "fetch access token": (isNew || rotates) && hasClients,
    "delete token": isGone || rotates,
    "ask who it is": isNew || grants.length > 0,
    "read type definitions": isNew || rotates,
    "search assets": rotates,
    "read asset": grants.some((grant) => !isBinding(grant)),
    "write asset": changed.some((grant) => !isBinding(grant)),
  };
  return REQUEST_NAMES.filter((name) => sent[name]);
}

/** The random numbers, and what may be aimed at. */
interface Draw {
  readonly random: Random;
  readonly requests: readonly RequestName[];
  readonly change: Change;
}

const drawRequest = ({ random, requests }: Draw): RequestName =>
  random.weighted(requests.map((name) => [WEIGHTS[name], name] as const));

const drawMoment = (draw: Draw): Moment => ({
  request: drawRequest(draw),
  count: draw.random.weighted([
    [6, 1],
    [2, 2],
    [1, 4],
  ]),
  afterMs: draw.random.pick([0, 0, 10, 40, 150]),
});

const drawStrike = (draw: Draw) => ({
  request: drawRequest(draw),
  skip: draw.random.pick([0, 0, 0, 1, 2]),
});

const EFFECTS: Readonly<Record<FaultKind, (random: Random) => FaultEffect>> = {
  "error status": (random) => ({ status: random.pick([400, 403, 404, 408, 500, 501, 503, 504]) }),
  "rate limited": (random) => ({
    status: TOO_MANY_REQUESTS,
    headers: random.chance(0.8) ? { "Retry-After": random.pick(["1", "2"]) } : {},
  }),
  "lost reply": () => ({ dropReply: true }),
  "commit, then error": (random) => ({
    replyAfterCommit: random.pick([
      { status: 500 },
      { status: 502, body: "<html>Bad gateway</html>" },
      { status: 200, body: "" },
      { status: 408 },
    ]),
  }),
  "late reply": (random) => ({ delayMs: random.pick([500, 3_000, 9_000]) }),
  "late commit": (random) => ({ commitAfterMs: random.pick([300, 2_000, 6_000]) }),
  reset: () => ({ reset: true }),
  hang: () => ({ hang: true }),
};

/** Each of these may be a block of a minute, and is waited out as one: eight of them take too long for a round. */
const isBlindRateLimit = (effect: FaultEffect): boolean =>
  "status" in effect && effect.status === TOO_MANY_REQUESTS && !effect.headers?.["Retry-After"];

function drawFault(draw: Draw): Trouble {
  const { random } = draw;
  const kind = random.pick(FAULT_KINDS);
  const effect = EFFECTS[kind](random);
  const times = random.weighted([
    [5, 1],
    [2, 2],
    [isBlindRateLimit(effect) ? 0 : 1, 8],
  ]);
  return { kind, ...drawStrike(draw), times, effect };
}

const assetOf = ({ type, object }: GrantNode) =>
  type === "atlan_token_persona_binding"
    ? []
    : [
        {
          type: type === "atlan_connection_admin" ? "connection" : "collection",
          to: object,
        } as const,
      ];

/** Only what the change gives something to aim at. */
function drawMeddling(draw: Draw): Meddling {
  const { random, change } = draw;
  const { before, after } = change;
  const assets = [...before.grants, ...after.grants].flatMap(assetOf);
  const isMet = {
    adds: assets.length > 0,
    takes: before.grants.length > 0,
    deletes: before.tokens.length > 0,
  };
  return random.weighted<() => Meddling>([
    [1, () => ({ links: "outsider", persona: random.pick(PERSONAS) })],
    [isMet.adds ? 4 : 0, () => ({ adds: "passer-by", ...random.pick(assets) })],
    [
      isMet.takes ? 4 : 0,
      () => ({ takes: "declared right", nth: random.whole(0, 9), ...drawStrike(draw) }),
    ],
    [
      isMet.deletes ? 2 : 0,
      () => ({ deletes: "declared token", nth: random.whole(0, 9), ...drawStrike(draw) }),
    ],
  ])();
}

/** A tenant that lets nobody in for a while once it has had enough. */
const drawBlock = (random: Random): Trouble => ({
  kind: "rate limit block",
  settings: {
    requestsPerMinute: random.pick([15, 30]),
    rateLimitBlockMs: random.pick([2_000, 5_000]),
    rateLimitHeaders: random.chance(0.7),
    rateLimitBody: random.pick(["json", "html"]),
  },
});

const drawTrouble = (draw: Draw): Trouble => {
  const { random } = draw;
  return random.weighted<() => Trouble>([
    [7, () => drawFault(draw)],
    [5, () => ({ kind: random.pick(SIGNAL_KINDS), moment: drawMoment(draw) })],
    [2, () => ({ kind: "another writer", meddling: drawMeddling(draw) })],
    [1, () => drawBlock(random)],
    [
      1,
      () => ({
        kind: "clock jump",
        moment: drawMoment(draw),
        seconds: random.pick([-20, 600, 2 * DAY_SECONDS]),
      }),
    ],
  ])();
};

/**
 * One, or two that may fall together; none where the change sends nothing. Another run comes alone: what else goes wrong
 * would befall it, too, and it is to succeed.
 */
export function drawTroubles(random: Random, change: Change): readonly Trouble[] {
  const requests = requestsOf(change);
  if (requests.length === 0) return [];
  const contended = neighbourOf(change.before, change.after).grants;
  if (contended.length > 0 && random.chance(0.1)) return [{ kind: "another run" }];
  const count = random.whole(1, MOST_TROUBLES);
  return Array.from({ length: count }, () => drawTrouble({ random, requests, change }));
}
