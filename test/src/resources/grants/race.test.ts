// Two runs at once, in real time, on one connection and on one token: what both give is there in the end, every time.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { systemClock } from "../../../../src/clock.js";
import { type AssetWorld, assetWorld } from "./asset-world.js";
import { type Applied, pluginRun } from "./plugin-run.js";

const GRANTS = 50;
/** Of each run: between Terraform's default and all at once. */
const PARALLELISM = 25;
const ROUNDS = Array.from({ length: 10 }, (_, index) => ({ round: index + 1 }));

let world: AssetWorld;
beforeAll(async () => {
  const personas = Array.from({ length: 2 * GRANTS }, (_, index) => ({ name: `p${index + 1}` }));
  world = await assetWorld({ seed: { personas }, settings: { latencyMs: 4 } });
});
afterAll(() => world.tenant.stop());

const people = (from: number) =>
  Array.from({ length: GRANTS }, (_, index) => `person-${from + index}`);

/** As Terraform does: so many at a time. */
async function inParallel<T>(
  items: readonly T[],
  parallelism: number,
  work: (item: T) => Promise<Applied>,
): Promise<Applied[]> {
  const queue = [...items];
  const done: Applied[] = [];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      done.push(await work(item));
    }
  };
  await Promise.all(Array.from({ length: parallelism }, worker));
  return done;
}

const connectionAdmin = (name: string) => ({
  connection_id: world.connection.guid,
  usernames: [name],
});

/** A run of its own gives fifty rights on the connection, or takes them. */
async function connectionRun(names: readonly string[], what: "create" | "remove") {
  const run = await pluginRun(world.tenant, { clock: systemClock });
  const done = await inParallel(names, PARALLELISM, (name) =>
    run[what]("atlan_connection_admin", connectionAdmin(name)),
  );
  return done.flatMap(({ errors }) => errors);
}

async function forgetAdmins(): Promise<void> {
  const run = await pluginRun(world.tenant, { clock: systemClock });
  const { connection } = await world.assets();
  const usernames = connection.adminUsers.filter((name) => name.startsWith("person-"));
  if (usernames.length === 0) return;
  await run.remove("atlan_connection_admin", { connection_id: connection.guid, usernames });
}

const held = async () => (await world.admins()).filter((name) => name.startsWith("person-")).sort();

describe("two runs of fifty grants each", () => {
  it.each(ROUNDS)("on one connection, $round of 10", async () => {
    await forgetAdmins();
    const [one, other] = [people(1), people(1 + GRANTS)];
    const errors = await Promise.all([
      connectionRun(one, "create"),
      connectionRun(other, "create"),
    ]);
    expect(errors.flat()).toEqual([]);
    expect(await held()).toEqual([...one, ...other].sort());
  });

  it.each(ROUNDS.slice(0, 2))("one giving, one taking, $round of 2", async () => {
    await forgetAdmins();
    const [one, other] = [people(1), people(1 + GRANTS)];
    expect(await connectionRun(one, "create")).toEqual([]);
    const errors = await Promise.all([
      connectionRun(one, "remove"),
      connectionRun(other, "create"),
    ]);
    expect(errors.flat()).toEqual([]);
    expect(await held()).toEqual([...other].sort());
  });

  it.each(ROUNDS)("on one token, $round of 10", async () => {
    const { personas } = await world.control.state();
    const names = personas.map(({ qualifiedName }) => qualifiedName);
    const [loader] = await world.control.tokensNamed("loader");
    const id = loader?.id ?? "";
    await world.control.api("POST", `/api/service/apikeys/${id}`, {
      displayName: "loader",
      description: "",
      personaQualifiedNames: [],
    });
    const bind = async (some: readonly string[]) => {
      const run = await pluginRun(world.tenant, { clock: systemClock });
      const done = await inParallel(some, PARALLELISM, (persona) =>
        run.create("atlan_token_persona_binding", {
          persona_qualified_name: persona,
          token_ids: [id],
        }),
      );
      return done.flatMap(({ errors }) => errors);
    };
    const errors = await Promise.all([bind(names.slice(0, GRANTS)), bind(names.slice(GRANTS))]);
    expect(errors.flat()).toEqual([]);
    const [after] = await world.control.tokensNamed("loader");
    expect([...(after?.personaQualifiedNames ?? [])].sort()).toEqual([...names].sort());
  });
});
