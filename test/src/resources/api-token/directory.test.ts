import { setMaxListeners } from "node:events";
import { afterEach, describe, expect, it } from "@jest/globals";
import type { TenantToken } from "../../../tenant-control.js";
import { type Rig, tenantSession } from "../tenant-session.js";

let rig: Rig;
afterEach(() => rig.tenant.stop());

const never = new AbortController().signal;
setMaxListeners(0, never);
const byId = (value: string) => ({ by: "id", value }) as const;

async function tokensOf(count: number): Promise<readonly TenantToken[]> {
  rig = await tenantSession({ seed: { tokens: [{ displayName: "loader", count }] } });
  const { tokens } = await rig.control.state();
  await rig.tokenRequests();
  return tokens.filter(({ displayName }) => displayName.startsWith("loader"));
}

/** As Terraform does: so many at a time. */
async function findAll(tokens: readonly TenantToken[], parallelism: number): Promise<number> {
  let found = 0;
  const queue = [...tokens];
  const worker = async () => {
    for (let token = queue.shift(); token !== undefined; token = queue.shift()) {
      const sighting = await rig.session.tokens.find(byId(token.id), never);
      if (sighting.token?.displayName === token.displayName) found += 1;
    }
  };
  await Promise.all(Array.from({ length: parallelism }, worker));
  return found;
}

describe("reads of tokens", () => {
  it.each([
    ["one token among 500", 1, 500, 10, 1],
    ["two tokens among 500", 2, 500, 10, 4],
    ["a thousand, ten at a time", 1000, 1000, 10, 13],
    ["a thousand, sixty at a time", 1000, 1000, 60, 13],
    ["twenty among twenty", 20, 20, 10, 2],
  ])("cost few requests: %s", async (_name, wanted, held, parallelism, most) => {
    const tokens = await tokensOf(held);
    expect(await findAll(tokens.slice(0, wanted), parallelism)).toBe(wanted);
    expect((await rig.tokenRequests()).length).toBeLessThanOrEqual(most);
  });

  it("never cost more than twice the cheaper way, one at a time", async () => {
    const tokens = await tokensOf(1000);
    expect(await findAll(tokens, 1)).toBe(1000);
    expect((await rig.tokenRequests()).length).toBeLessThanOrEqual(2 * 11 + 2);
  });

  it("walk on where the tenant caps its pages", async () => {
    const tokens = await tokensOf(130);
    await rig.control.settings({ maxPageSize: 40 });
    expect(await findAll(tokens, 20)).toBe(130);
  });

  it("look again after a minute", async () => {
    const tokens = await tokensOf(20);
    await findAll(tokens, 10);
    await rig.tokenRequests();
    await rig.clock.sleep(61_000, never);
    await findAll(tokens, 10);
    expect((await rig.tokenRequests()).length).toBeGreaterThan(0);
  });

  it("do not find what is not there", async () => {
    const tokens = await tokensOf(5);
    const gone = "00000000-0000-4000-8000-000000000000";
    const sightings = await Promise.all(
      [gone, ...tokens.map(({ id }) => id)].map((id) => rig.session.tokens.find(byId(id), never)),
    );
    expect(sightings.map(({ token }) => token === null)).toEqual([
      true,
      ...tokens.map(() => false),
    ]);
  });

  it("fail together when the tenant fails, and work again afterwards", async () => {
    const tokens = await tokensOf(5);
    await rig.control.faults({ match: { path: "apikeys" }, do: { status: 403, body: {} } });
    const signal = never;
    const results = await Promise.allSettled(
      tokens.map(({ id }) => rig.session.tokens.find(byId(id), signal)),
    );
    expect(results.some(({ status }) => status === "rejected")).toBe(true);
    expect(await findAll(tokens, 5)).toBe(5);
  });

  it("stop waiting when their operation ends", async () => {
    const [token] = await tokensOf(1);
    await rig.control.settings({ latencyMs: 200 });
    const ended = AbortSignal.timeout(20);
    await expect(rig.session.tokens.find(byId(token?.id ?? ""), ended)).rejects.toThrow(/timeout/i);
  });

  it("find a token whose name is too long for a URL", async () => {
    rig = await tenantSession({});
    const displayName = "n".repeat(10_000);
    const body = { displayName, description: "", personaQualifiedNames: [] };
    await rig.control.api("POST", "/api/service/apikeys", body);
    const { tokens } = await rig.session.tokens.ask(
      { by: "displayName", value: displayName },
      never,
    );
    expect(tokens).toHaveLength(1);
  });
});
