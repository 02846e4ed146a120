// How many writes 50 resources cost that all change one object: bindings of one token, admins of one connection.
import { openAtlanFolder } from "./atlan-folder.js";
import { type EngineFolder, numbered } from "./engine-folder.js";
import type { Bench, Measurement } from "./measurement.js";
import { type Row, verdictOf } from "./row.js";
import { type TenantContent, WatchedTenant } from "./watched-tenant.js";

const GRANTS = 50;
/** How many meet in one batch is a matter of milliseconds: the worst round counts. */
const ROUNDS = 3;

const SEED = {
  users: [{ username: "amira", admin: true }],
  connections: [{ name: "development", connectorName: "snowflake" }],
  personas: Array.from({ length: GRANTS }, (_, index) => ({ name: `persona ${index}` })),
  tokens: [{ displayName: "token", count: GRANTS }],
};

const WAYS = [
  { how: "-parallelism=60", args: ["-parallelism=60"], most: 2 },
  { how: "default of 10", args: [], most: 6 },
] as const;

interface Kind {
  readonly type: string;
  readonly writes: string;
  /** The path that they are sent to, by POST. */
  readonly path: RegExp;
  readonly attributes: (content: TenantContent, index: number) => Readonly<Record<string, unknown>>;
}

/** The first token of the tenant is the API key. */
const KINDS: readonly Kind[] = [
  {
    type: "atlan_token_persona_binding",
    writes: "updates of a token by 50 persona bindings",
    path: /\/apikeys\/[^/]+$/,
    attributes: ({ personas, tokens }, index) => ({
      persona_qualified_name: personas[index]?.qualifiedName,
      token_ids: [tokens[1]?.id],
    }),
  },
  {
    type: "atlan_connection_admin",
    writes: "entity writes by 50 connection admins",
    path: /\/entity\/bulk$/,
    attributes: ({ connections, tokens }, index) => ({
      connection_id: connections[0]?.guid,
      usernames: [tokens[1 + index]?.username],
    }),
  },
];

type Way = (typeof WAYS)[number];

interface Scene {
  readonly tenant: WatchedTenant;
  readonly folder: EngineFolder;
  readonly kind: Kind;
}

async function countWrites({ tenant, kind }: Scene, work: () => Promise<void>): Promise<number> {
  const requests = await tenant.requestsDuring(work);
  return requests.filter(({ method, path }) => method === "POST" && kind.path.test(path)).length;
}

async function measureWay(scene: Scene, { how, args, most }: Way): Promise<readonly Row[]> {
  const { folder, kind } = scene;
  const given: number[] = [];
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    given.push(await countWrites(scene, () => folder.apply(args)));
    taken.push(await countWrites(scene, () => folder.destroy(args)));
  }
  const what = `${kind.writes}, ${how}`;
  const value = Math.max(...given);
  return [
    { ...seenIn(given), what, target: `≤ ${most}`, verdict: verdictOf({ value, most }) },
    { ...seenIn(taken), what: `${what}: destroy`, target: "", verdict: "" },
  ];
}

const seenIn = (counts: readonly number[]) => ({
  seen: `${Math.max(...counts)}`,
  against: `each of ${counts.length} runs: ${counts.join(", ")}`,
  ratio: "",
});

const measureKind = (bench: Bench, kind: Kind): Promise<readonly Row[]> =>
  WatchedTenant.during(SEED, async (tenant) => {
    const content = await tenant.content();
    const folder = await openAtlanFolder(bench, {
      name: kind.type,
      resources: { [kind.type]: numbered(GRANTS, (index) => kind.attributes(content, index)) },
      environment: tenant.environment,
    });
    const rows: Row[] = [];
    for (const way of WAYS) rows.push(...(await measureWay({ tenant, folder, kind }, way)));
    return rows;
  });

async function measure(bench: Bench): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const kind of KINDS) rows.push(...(await measureKind(bench, kind)));
  return rows;
}

export const coalescedWrites: Measurement = { name: "writes", run: measure };
