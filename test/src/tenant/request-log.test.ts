// How much of what clients sent a tenant remembers.
import { expect, test } from "@jest/globals";
import { RequestLog } from "../../../src/tenant/state/request-log.js";

test("a tenant that runs for weeks keeps the last 100,000 requests at least, and not all", () => {
  const log = new RequestLog();
  const sent = 250_000;
  for (let number = 1; number <= sent; number++) {
    const request = { at: "", method: "GET", query: "", actor: null, status: 200, durationMs: 0 };
    log.add({ ...request, path: `/${number}` });
  }
  expect(log.entries.at(-1)?.path).toBe(`/${sent}`);
  expect(log.entries.length).toBeGreaterThanOrEqual(100_000);
  expect(log.entries.length).toBeLessThan(110_000);
});
