import { setMaxListeners } from "node:events";
import { afterEach, describe, expect, it } from "@jest/globals";
import { byId } from "../../../../src/resources/principals/selector.js";
import type { TenantToken } from "../../../../src/tenant/index.js";
import { type Rig, type RigOptions, tenantSession } from "../tenant-session.js";

let rig: Rig;
afterEach(() => rig.tenant.stop());

const never = new AbortController().signal;
setMaxListeners(0, never);
const NOBODY = "00000000-0000-4000-8000-000000000000";

async function tokensOf(count: number, options?: RigOptions): Promise<readonly TenantToken[]> {
  rig = await tenantSession({ seed: { tokens: [{ displayName: "loader", count }] } }, options);
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
      const { records: seen } = await rig.session.apiTokens.reader.find(byId(token.id), never);
      if (seen[0]?.displayName === token.displayName) found += 1;
    }
  };
  await Promise.all(Array.from({ length: parallelism }, worker));
  return found;
}

const named = (displayName: string) => ({ by: "displayName", value: displayName }) as const;

async function createNamed(displayName: string): Promise<void> {
  const body = { displayName, description: "", personaQualifiedNames: [] };
  await rig.control.api("POST", "/api/service/apikeys", body);
  await rig.tokenRequests();
}

describe("reads of tokens", () => {
  it.each([
    ["one token among 500", 1, 500, 10, 1],
    ["two tokens among 500", 2, 500, 10, 4],
    ["a thousand, ten at a time", 1000, 1000, 10, 13],
    ["a thousand, sixty at a time", 1000, 1000, 60, 13],
    ["twenty among twenty", 20, 20, 10, 2],
  ])("cost few requests where a page has 100: %s", async (_name, wanted, held, at, most) => {
    const tokens = await tokensOf(held);
    await rig.control.changeSettings({ maxPageSize: 100 });
    expect(await findAll(tokens.slice(0, wanted), at)).toBe(wanted);
    expect((await rig.tokenRequests()).length).toBeLessThanOrEqual(most);
  });

  it("never cost more than twice the cheaper way, one at a time", async () => {
    const tokens = await tokensOf(1000);
    await rig.control.changeSettings({ maxPageSize: 100 });
    expect(await findAll(tokens, 1)).toBe(1000);
    expect((await rig.tokenRequests()).length).toBeLessThanOrEqual(2 * 11 + 2);
  });

  it("take pages as large as the tenant gives", async () => {
    const tokens = await tokensOf(1000);
    expect(await findAll(tokens, 10)).toBe(1000);
    expect((await rig.tokenRequests()).length).toBeLessThanOrEqual(3 + 1);
  });

  it("walk on where the tenant caps its pages", async () => {
    const tokens = await tokensOf(130);
    await rig.control.changeSettings({ maxPageSize: 40 });
    expect(await findAll(tokens, 20)).toBe(130);
  });

  it("look again after a minute", async () => {
    const tokens = await tokensOf(20);
    await findAll(tokens, 10);
    await rig.tokenRequests();
    await rig.clock.sleep(59_000, never);
    await findAll(tokens, 10);
    expect(await rig.tokenRequests()).toEqual([]);
    await rig.clock.sleep(2_000, never);
    await findAll(tokens, 10);
    expect((await rig.tokenRequests()).length).toBeGreaterThan(0);
  });

  it("are answered by a walk that takes longer than a minute, and so are those of the minute after it", async () => {
    const tokens = await tokensOf(111, { maxConcurrentRequests: 1 });
    await rig.control.changeSettings({ maxPageSize: 10, latencyMs: 1 });
    const list = rig.session.client.apiKey;
    const request = list.request.bind(list);
    // Six seconds each, on the session's clock.
    list.request = async (call, options) => {
      rig.clock.advance(6_000);
      return await request(call, options);
    };
    expect(await findAll(tokens.slice(0, 12), 12)).toBe(12);
    expect(await rig.tokenRequests()).toHaveLength(12);
    rig.clock.advance(50_000);
    expect(await findAll(tokens, 12)).toBe(111);
    expect(await rig.tokenRequests()).toEqual([]);
  });

  it("do not find what is not there", async () => {
    const tokens = await tokensOf(5);
    const ids = [NOBODY, ...tokens.map(({ id }) => id)];
    const seen = await Promise.all(
      ids.map((id) => rig.session.apiTokens.reader.find(byId(id), never)),
    );
    expect(seen.map((one) => one.records.length)).toEqual([0, ...tokens.map(() => 1)]);
  });

  it("fail together when the tenant fails, and work again afterwards", async () => {
    const tokens = await tokensOf(5);
    await rig.control.addFaults({ match: { path: "apikeys" }, do: { status: 403, body: {} } });
    const results = await Promise.allSettled(
      tokens.map(({ id }) => rig.session.apiTokens.reader.find(byId(id), never)),
    );
    expect(results.map(({ status }) => status)).toEqual(tokens.map(() => "rejected"));
    expect(await findAll(tokens, 5)).toBe(5);
  });

  it("stop waiting when their operation ends, and leave the others waiting", async () => {
    const [token, other] = await tokensOf(2);
    const ended = new AbortController();
    await rig.control.addFaults({ match: { path: "apikeys" }, do: { delayMs: 200 } });
    const [one, two] = [token, other].map((it, index) =>
      rig.session.apiTokens.reader.find(byId(it?.id ?? ""), index === 0 ? ended.signal : never),
    );
    ended.abort(new Error("timed out"));
    await expect(one).rejects.toThrow("timed out");
    expect((await two)?.records).toHaveLength(1);
  });

  it("give up a walk that nobody waits for any more, and begin another for the next", async () => {
    const tokens = await tokensOf(3);
    const ended = new AbortController();
    await rig.control.addFaults({ match: { path: "apikeys" }, do: { hang: true } });
    const reads = tokens.map(({ id }) => rig.session.apiTokens.reader.find(byId(id), ended.signal));
    setImmediate(() => ended.abort(new Error("timed out")));
    for (const read of reads) await expect(read).rejects.toThrow("timed out");
    await rig.control.clearFaults();
    expect(await findAll(tokens, 3)).toBe(3);
  });

  it("do not show for long what this run has deleted", async () => {
    const [token] = await tokensOf(1);
    await rig.control.changeSettings({ listLagMs: 3_600_000 });
    const { id = "", clientId = "" } = token ?? {};
    rig.session.apiTokens.reader.noteDeleted({ id, clientId });
    for (const way of ["find", "ask", "look"] as const) {
      const seen = await {
        find: () => rig.session.apiTokens.reader.find(byId(id), never),
        ask: () => rig.session.apiTokens.reader.ask(byId(id), { signal: never }),
        look: () => rig.session.apiTokens.reader.look({ selector: byId(id) }, never),
      }[way]();
      expect(seen.records).toEqual([]);
    }
  });
});

describe("looks at tokens as they are now", () => {
  const look = (id: string, isToBeSure = false) =>
    rig.session.apiTokens.reader.look({ selector: byId(id), isToBeSure }, never);

  it("share one request, and never what was read before", async () => {
    const tokens = await tokensOf(20);
    await findAll(tokens, 10);
    await rig.tokenRequests();
    for (const _round of [1, 2]) {
      const seen = await Promise.all(tokens.map(({ id }) => look(id)));
      expect(seen.map((one) => one.records[0]?.id)).toEqual(tokens.map(({ id }) => id));
      expect(await rig.tokenRequests()).toEqual(["GET"]);
    }
  });

  it.each([
    [0, 25],
    [100, 100],
    [3_000, 250],
  ])(
    "are gathered for as long as the last one took, %i ms, within bounds: %i ms",
    async (tookMs, gatheredMs) => {
      const [token] = await tokensOf(1);
      const { clock, control } = rig;
      await control.addFaults({ match: { path: "apikeys" }, do: { delayMs: 3_600_000 } });
      const first = look(String(token?.id));
      while ((await control.requests()).length === 0) await new Promise(setImmediate);
      clock.advance(tookMs);
      await control.clearFaults();
      await first;
      await look(String(token?.id));
      expect(clock.sleptMs.at(-1)).toBe(gatheredMs);
    },
  );

  it("find what was made last on the first page of many", async () => {
    await tokensOf(1000);
    await rig.control.changeSettings({ maxPageSize: 100 });
    for (const name of ["one", "two"]) await createNamed(name);
    const made = (await rig.control.state()).tokens.slice(-2);
    await Promise.all(made.map(({ id }) => look(id)));
    expect(await rig.tokenRequests()).toEqual(["GET"]);
  });

  it("ask for what a walk misses by itself, where that makes a difference", async () => {
    const tokens = await tokensOf(5);
    for (const [isToBeSure, requests] of [
      [false, 1],
      [true, 2],
    ] as const) {
      const ids = [NOBODY, ...tokens.map(({ id }) => id)];
      const seen = await Promise.all(ids.map((id) => look(id, isToBeSure)));
      expect(seen[0]?.records).toEqual([]);
      expect(await rig.tokenRequests()).toHaveLength(requests);
    }
  });
});

describe("a token asked for by itself", () => {
  it("costs one request, also where totalRecord counts what a filter leaves out", async () => {
    const [token] = await tokensOf(952);
    await rig.control.changeSettings({ totalCountsAll: true });
    for (const selector of [byId(token?.id ?? ""), byId(NOBODY), named("loader 7")]) {
      await rig.session.apiTokens.reader.ask(selector, { signal: never });
      expect(await rig.tokenRequests()).toEqual(["GET"]);
    }
  });

  it.each([
    ["missing", undefined],
    ["null", null],
    ["zero", 0],
  ])("is found where the counters are %s", async (_name, count) => {
    const [token] = await tokensOf(3);
    const response = await rig.control.api(
      "GET",
      '/api/service/apikeys?filter={"displayName":"loader 1"}',
    );
    const { records } = (await response.json()) as { records: readonly unknown[] };
    await rig.control.addFaults({
      match: { path: "apikeys" },
      do: { status: 200, body: { records, totalRecord: count, filterRecord: count } },
    });
    const { reader } = rig.session.apiTokens;
    const seen = await reader.ask(byId(token?.id ?? ""), { signal: never });
    expect(seen.records).toMatchObject([{ id: token?.id }]);
  });

  it("is found on every page of those that share its name", async () => {
    rig = await tenantSession({ seed: { tokens: Array(7).fill({ displayName: "same" }) } });
    await rig.control.changeSettings({ maxPageSize: 3, totalCountsAll: true });
    const { records } = await rig.session.apiTokens.reader.ask(named("same"), { signal: never });
    expect(records).toHaveLength(7);
  });

  it.each([
    ["10 KB of letters", "n".repeat(10_000)],
    ["2 KB of quotes, which a URL spells threefold", "'".repeat(2_000)],
  ])("is found although its name is too long for a URL: %s", async (_name, displayName) => {
    rig = await tenantSession();
    await createNamed(displayName);
    const { records } = await rig.session.apiTokens.reader.ask(named(displayName), {
      signal: never,
    });
    expect(records).toHaveLength(1);
    const [sent] = await rig.control.requests();
    expect(sent?.query.length).toBeLessThan(4_000);
  });

  it("is found by its name however that is composed, and so is its twin", async () => {
    rig = await tenantSession();
    for (const form of ["NFC", "NFD"] as const) await createNamed("Café".normalize(form));
    for (const form of ["NFC", "NFD"] as const) {
      const selector = named("Café".normalize(form));
      expect(
        (await rig.session.apiTokens.reader.ask(selector, { signal: never })).records,
      ).toHaveLength(2);
      expect((await rig.session.apiTokens.reader.find(selector, never)).records).toHaveLength(2);
    }
  });
});
