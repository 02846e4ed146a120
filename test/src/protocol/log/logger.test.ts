// Log lines in the form that Terraform reads.
import { describe, expect, test } from "@jest/globals";
import { readLogLevel } from "../../../../src/protocol/launch/environment.js";
import { inLogScope } from "../../../../src/protocol/log/log-scope.js";
import { createLogger, type LoggerOptions } from "../../../../src/protocol/log/logger.js";
import { Secret } from "../../../../src/secret.js";

const nowMs = () => Date.parse("2026-01-02T03:04:05.678Z");

function logAt(level: LoggerOptions["level"]) {
  const lines: string[] = [];
  return { lines, log: createLogger({ level, write: (line) => lines.push(line), nowMs }) };
}

test("a line is hclog's JSON with six fractional digits", () => {
  const { lines, log } = logAt("info");
  log.info("Created", { id: "1", size: 3n });
  expect(lines).toEqual([
    '{"id":"1","size":"3","@level":"info","@message":"Created","@timestamp":"2026-01-02T03:04:05.678000Z"}\n',
  ]);
});

test("a field cannot take the place of what Terraform needs as text", () => {
  const { lines, log } = logAt("trace");
  log.warn("Kept", { "@level": 7, "@message": null, "@module": {} });
  expect(JSON.parse(lines.join(""))).toEqual({
    "@level": "warn",
    "@message": "Kept",
    "@timestamp": "2026-01-02T03:04:05.678000Z",
  });
});

test("secrets and errors print as little as they should", () => {
  const { lines, log } = logAt("trace");
  log.error("Failed", { token: new Secret("hunter2"), error: new Error('no "hunter2"') });
  expect(lines.join("")).not.toContain("hunter2");
  expect(JSON.parse(lines.join(""))).toMatchObject({ error: 'Error: no "…"' });
});

test("less important lines than the level are not written", () => {
  const { lines, log } = logAt("warn");
  log.trace("no");
  log.info("no");
  log.warn("yes");
  log.error("yes");
  expect(lines).toHaveLength(2);
});

test("nothing is written when logging is off", () => {
  const { lines, log } = logAt("off");
  log.error("no");
  expect(lines).toEqual([]);
});

test("a line that would be too long for Terraform keeps its level", () => {
  const { lines, log } = logAt("trace");
  log.debug("Big", { body: "x".repeat(100_000) });
  expect(JSON.parse(lines.join(""))).toMatchObject({ "@level": "debug" });
  expect(lines.join("").length).toBeLessThan(64 * 1024);
});

test("lines inside an RPC carry its fields, also after an await", async () => {
  const { lines, log } = logAt("trace");
  await inLogScope({ tf_rpc: "ReadResource" }, async () => {
    await Promise.resolve();
    log.debug("Reading");
  });
  expect(JSON.parse(lines.join(""))).toMatchObject({ tf_rpc: "ReadResource" });
});

describe("the level", () => {
  test.each([
    ["nothing set", {}, "off"],
    ["TF_LOG", { TF_LOG: "warn" }, "warn"],
    ["TF_LOG_PROVIDER before TF_LOG", { TF_LOG: "TRACE", TF_LOG_PROVIDER: "ERROR" }, "error"],
    ["our own first", { TF_LOG_PROVIDER: "ERROR", TF_LOG_PROVIDER_ATLAN: "DEBUG" }, "debug"],
    ["an empty one is not set", { TF_LOG_PROVIDER: "", TF_LOG: "INFO" }, "info"],
    ["JSON means everything", { TF_LOG: "JSON" }, "trace"],
    ["OFF", { TF_LOG: "off" }, "off"],
  ])("%s", (_name, env, level) => {
    expect(readLogLevel(env, "atlan")).toBe(level);
  });
});
