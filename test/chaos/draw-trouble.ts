// Draws what goes wrong, more often where something is written than where something is read.
import type { FaultEffect } from "../../src/tenant/index.js";
import type { Random } from "./random.js";
import {
  FAULT_KINDS,
  type FaultKind,
  type Meddling,
  type Moment,
  type RequestName,
  SIGNAL_KINDS,
  type Trouble,
} from "./trouble.js";
import { COLLECTIONS, CONNECTIONS, PERSONAS } from "./world.js";

const MOST_TROUBLES = 2;
const DAY_SECONDS = 86_400;

const drawRequest = (random: Random): RequestName =>
  random.weighted<RequestName>([
    [2, "list tokens"],
    [5, "create token"],
    [4, "update token"],
    [2, "delete token"],
    [2, "ask who it is"],
    [1, "read type definitions"],
    [2, "read asset"],
    [5, "write asset"],
  ]);

const drawMoment = (random: Random): Moment => ({
  request: drawRequest(random),
  count: random.weighted([
    [4, 1],
    [2, 2],
    [1, 3],
    [1, 6],
  ]),
  afterMs: random.pick([0, 0, 20, 100, 400]),
});

const drawStrike = (random: Random) => ({
  request: drawRequest(random),
  skip: random.pick([0, 0, 1, 2]),
});

const EFFECTS: Readonly<Record<FaultKind, (random: Random) => FaultEffect>> = {
  "error status": (random) => ({ status: random.pick([400, 403, 404, 408, 500, 501, 503, 504]) }),
  "rate limited": (random) => ({
    status: 429,
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
  reset: () => ({ reset: true }),
  hang: () => ({ hang: true }),
};

function drawFault(random: Random): Trouble {
  const kind = random.pick(FAULT_KINDS);
  const times = random.weighted([
    [5, 1],
    [2, 2],
    [1, 8],
  ]);
  return { kind, ...drawStrike(random), times, effect: EFFECTS[kind](random) };
}

const drawMeddling = (random: Random): Meddling =>
  random.weighted<() => Meddling>([
    [
      2,
      () => {
        const type = random.pick(["connection", "collection"] as const);
        const names = type === "connection" ? CONNECTIONS : COLLECTIONS;
        return { adds: "passer-by", type, to: random.pick<string>(names) };
      },
    ],
    [1, () => ({ links: "outsider", persona: random.pick(PERSONAS) })],
    [2, () => ({ takes: "declared right", nth: random.whole(0, 9), ...drawStrike(random) })],
    [1, () => ({ deletes: "declared token", nth: random.whole(0, 9), ...drawStrike(random) })],
  ])();

const drawTrouble = (random: Random): Trouble =>
  random.weighted<() => Trouble>([
    [6, () => drawFault(random)],
    [5, () => ({ kind: random.pick(SIGNAL_KINDS), moment: drawMoment(random) })],
    [2, () => ({ kind: "another writer", meddling: drawMeddling(random) })],
    [
      1,
      () => ({
        kind: "clock jump",
        moment: drawMoment(random),
        seconds: random.pick([-20, 600, 2 * DAY_SECONDS]),
      }),
    ],
  ])();

/** One, or two that may fall together. */
export const drawTroubles = (random: Random): readonly Trouble[] =>
  Array.from({ length: random.whole(1, MOST_TROUBLES) }, () => drawTrouble(random));
