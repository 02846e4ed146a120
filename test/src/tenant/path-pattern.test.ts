// Which regular expressions a fault may have, and that none of those keeps the tenant busy.
import { describe, expect, test } from "@jest/globals";
import { LONGEST_MATCHED_PATH, pathPatternFault } from "../../../src/tenant/faults/path-pattern.js";
import { textAt } from "./http-client.js";
import { useTenant } from "./use-tenant.js";

const stage = useTenant();
const WHO = "GET /api/service/whoami";

test.each([
  "",
  "/apikeys$",
  "^/api/service/apikeys/[^/]+$",
  "/entity/(bulk|guid/.*)$",
  "/entity/(guid/[^/]*|bulk)?/?$",
  "^(?!/api/meta).*",
  "^/api/service/apikeys/[0-9a-f]{8}-[0-9a-f-]{27}$",
  "(?<id>[^/]+)$",
  "apikeys/.+/.*x",
  "^.*.*.*x",
  "(?:ab)*c",
  "(.+)\\1$",
  "[(|*]+x",
  "\\(\\*",
  "a{,5}",
])("takes %j", (pattern) => {
  expect(pathPatternFault(pattern)).toBeUndefined();
});

test.each([
  "^(/|[^x]|\\w)*!$",
  "(a+)+$",
  "(a*)*b",
  "([a-z]+)*$",
  "(?:x+x+)+y",
  "^(a?){40}b",
  "a?".repeat(40),
  "(?=(a+)+)b",
  "^(?<name>a|b)+$",
  "(?<=(a|a)*)b",
  "\\k<(a+)+>$",
  "(.*)(.*)\\1\\2",
  ".*.*.*x",
  "(a{0,400}){3}b",
  "(x|y){200}z",
  "((a{1000}){1000}){1000}",
  "x".repeat(1001),
])("refuses %j", (pattern) => {
  expect(pathPatternFault(pattern)).toEqual(expect.any(String));
});

describe("over the wire", () => {
  const arm = (path: string) =>
    stage.send("POST /_tenant/faults", {
      body: { faults: [{ match: { path }, do: { status: 503 } }] },
    });

  test("what cannot be finished is a 400 that says what to give instead", async () => {
    const answer = await arm("^(/|[^x]|\\w)*!$");
    expect(answer.status).toBe(400);
    expect(textAt(answer.body, "error")).toMatch(
      /^Cannot add fault 1 of 1: match.path is .*, expected a regular expression that is sure to finish/,
    );
    expect(await stage.control.faults()).toEqual([]);
    expect((await stage.send(WHO)).status).toBe(200);
  });

  test("a path that is too long meets no expression", async () => {
    await arm(".*.*x!");
    expect((await stage.send(`GET /${"x".repeat(10_000)}`)).status).toBe(501);
    await arm("^/x+$");
    expect((await stage.send(`GET /${"x".repeat(LONGEST_MATCHED_PATH)}`)).status).toBe(501);
    expect((await stage.send(`GET /${"x".repeat(LONGEST_MATCHED_PATH - 1)}`)).status).toBe(503);
  });
});
