// Retirements of the predecessors of a token, as the suite tries them.
import type { Fault } from "../../../../src/tenant/index.js";
import type { Arguments, Subject } from "../subject.js";
import type { World } from "../world.js";

const PREDECESSORS = 50;
const predecessor = (n: number): string => `predecessor ${n}`;

const retiring = ({ token }: World, n: number): Arguments => {
  const { id, clientId, username } = token(predecessor(n));
  const times = { rotated_at: "2020-01-01T00:00:00Z", retire_at: "2020-01-02T00:00:00Z" };
  return { id, client_id: clientId, username, ...times, due: true };
};

const retirement = (world: World, successor: string, ...all: readonly number[]): Arguments => ({
  token_id: world.token(successor).id,
  retiring: all.map((n) => retiring(world, n)),
});

const ALL = "^/api/service/apikeys$";
const ONE = "^/api/service/apikeys/.+";

const kept = ({ token }: World, n: number): Fault => ({
  match: { method: "DELETE", path: `^/api/service/apikeys/${token(predecessor(n)).id}$` },
  do: { status: 403, body: { message: "not on Sundays" } },
});

const says = /Cannot delete retired API token.*403.*not on Sundays/;

export const tokenRetirement: Subject = {
  type: "atlan_token_retirement",
  declaredBy: "AtlanTokenDelivery",
  tokens: [{ displayName: "predecessor", count: PREDECESSORS }],

  given: (world) => retirement(world, "loader", 1),
  changed: (world) => retirement(world, "exporter", 2),
  replacing: [],
  invalid: [
    { attribute: "token_id", value: " ", says: /must not be blank/ },
    { attribute: "retiring", value: [{ due: true }], says: /"id"[^.]* required/ },
    { attribute: "retiring", value: null, says: /nothing would ever be deleted/ },
  ],

  held: ({ tokens }, { token }) => {
    const left = new Set(tokens.map(({ id }) => id));
    const all = Array.from({ length: PREDECESSORS }, (_, n) => token(predecessor(n + 1)).id);
    return all.filter((id) => !left.has(id)).map(gone);
  },
  meant: ({ retiring: all = [] }) =>
    [all as Arguments | readonly Arguments[]]
      .flat()
      .filter(({ due }) => due === true)
      .map(({ id }) => gone(id)),
  isLasting: true,

  drifts: [],
  fixed: {
    token_id: "it is a setting of this resource only",
    retiring: "what is deleted stays deleted",
  },

  importsOfNothing: ({ token }) => [[token("loader").id, /atlan_token_retirement has no import/]],

  reads: { method: "GET", path: ALL },
  writes: { method: "DELETE", path: ONE },
  rewrites: { method: "DELETE", path: ONE },

  failingCreate: (world) => ({
    given: retirement(world, "loader", 1, 2),
    faults: [kept(world, 2)],
    says,
    kept: retirement(world, "loader", 1),
  }),
  failingUpdate: (world) => ({
    given: retirement(world, "loader", 2, 3),
    faults: [kept(world, 3)],
    says,
    kept: retirement(world, "loader", 2),
  }),

  fifty: (world) =>
    Array.from({ length: PREDECESSORS }, (_, n) => retirement(world, "loader", n + 1)),
};

const gone = (id: unknown): string => `${id} is deleted`;
