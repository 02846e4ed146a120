// A limit that another program uses up as well: blocks are met and waited out, and no create is sent again before its block ends.
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { afterEach, expect, test } from "@jest/globals";
import { Secret } from "../../../src/secret.js";
import { inParallel, type TokenRun, tokenRun } from "./principals/token-run.js";
import { type Recorder, recorderOf } from "./recorder.js";

const COUNT = 60;
const LIMIT = 200;
const MINUTE_MS = 60_000;

let run: TokenRun;
let recorder: Recorder;
afterEach(async () => {
  await recorder.close();
  await run.tenant.stop();
});

/** Takes half of what the tenant allows, until it is told to end. */
async function otherProgram({ tenant, clock }: TokenRun, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const [response] = await once(get(`${tenant.baseUrl}/api/service/whoami`), "response");
    await once((response as IncomingMessage).resume(), "end");
    await clock.sleep(MINUTE_MS / (LIMIT / 2), signal).catch(() => {});
  }
}

/** A token, and the right of an admin for it. */
async function createBoth(connection_id: string, display_name: string) {
  const token = await run.create({ display_name });
  const usernames = [String(token.state?.username)];
  const grant = await run.grant("atlan_connection_admin", { connection_id, usernames });
  return [...token.errors, ...grant.errors];
}

/** When the POSTs that make this token were refused. */
const refusalsOf = (displayName: string): readonly number[] =>
  recorder.recorded
    .filter(({ request, status }) => status === 429 && request === "POST /api/service/apikeys")
    .filter(({ body }) => JSON.parse(body).displayName === displayName)
    .map(({ atMs }) => atMs);

test.each([
  ["says for how long", true],
  ["does not say for how long", false],
])(
  "sixty tokens and grants are made beside another program, by a tenant that %s",
  async (_name, rateLimitHeaders) => {
    const seed = { connections: [{ name: "development", connectorName: "snowflake" }] };
    const settings = { requestsPerMinute: LIMIT, rateLimitBlockMs: MINUTE_MS, rateLimitHeaders };
    run = await tokenRun({ seed, settings });
    recorder = await recorderOf(run.tenant.baseUrl, run.clock);
    run = await run.again({
      base_url: recorder.baseUrl,
      user_bearer_token: new Secret(run.tenant.userBearerToken),
      max_requests_per_minute: LIMIT,
      max_retries: 0,
    });
    const [connection] = (await run.control.state()).connections;
    const done = new AbortController();
    const other = otherProgram(run, done.signal);
    const names = Array.from({ length: COUNT }, (_, n) => `robot ${n + 1}`);
    const startMs = run.clock.elapsedMs();
    const errors = await inParallel(names, 10, (name) => createBoth(connection?.guid ?? "", name));
    const tookMs = run.clock.elapsedMs() - startMs;
    done.abort();
    await other;
    expect(errors.flat()).toEqual([]);
    const { tokens, connections } = await run.control.state();
    const made = tokens.filter(({ displayName }) => names.includes(displayName));
    expect(made).toHaveLength(COUNT);
    const usernames = made.map(({ username }) => username);
    expect(connections[0]?.adminUsers).toEqual(expect.arrayContaining(usernames));
    expect(recorder.recorded.map(({ status }) => status)).toContain(429);
    for (const name of names) {
      const waitsMs = refusalsOf(name).map((atMs, index, all) => atMs - (all[index - 1] ?? 0));
      for (const ms of waitsMs.slice(1)) expect(ms).toBeGreaterThanOrEqual(MINUTE_MS);
    }
    // Six for each token, and what they share, and what the blocks refuse.
    expect(recorder.recorded.length).toBeLessThanOrEqual(8 * COUNT);
    expect(tookMs).toBeLessThanOrEqual(6 * MINUTE_MS);
  },
);
