// Faults that are ordered happen, each as it was ordered.

import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { until } from "../../until.js";
import { at, filterOf, textAt } from "./http-client.js";
import { useTenant } from "./use-tenant.js";

const stage = useTenant();
const WHO = "/api/service/whoami";
const arm = (...faults: readonly object[]) =>
  stage.send("POST /_tenant/faults", { body: { faults } });
const statuses = async (request: string, times: number) => {
  const seen: unknown[] = [];
  for (let index = 0; index < times; index += 1) {
    const body = request.startsWith("POST") ? { body: { displayName: "made" } } : {};
    seen.push(
      await stage.send(request, body).then(
        (answer) => answer.status,
        () => "broken",
      ),
    );
  }
  return seen;
};
const countMade = async () => {
  const list = await stage.send(`GET /api/service/apikeys?${filterOf({ displayName: "made" })}`);
  return at(list.body, "totalRecord");
};

test.each([
  { fault: { match: {}, do: { status: 503 } }, expected: [503, 200, 200] },
  { fault: { match: {}, times: 2, do: { status: 503 } }, expected: [503, 503, 200] },
  { fault: { match: {}, skip: 1, do: { status: 503 } }, expected: [200, 503, 200] },
  { fault: { match: { method: "post" }, do: { status: 503 } }, expected: [200, 200, 200] },
  {
    fault: { match: { path: "^/api/service/who" }, do: { status: 503 } },
    expected: [503, 200, 200],
  },
  { fault: { match: { path: "x=1" }, do: { status: 503 } }, expected: [200, 200, 200] },
  { fault: { match: {}, do: { dropReply: true } }, expected: ["broken", 200, 200] },
  { fault: { match: {}, do: { reset: true } }, expected: ["broken", 200, 200] },
  { fault: { match: {}, do: { delayMs: 1 } }, expected: [200, 200, 200] },
  { fault: { match: {}, do: { commitAfterMs: 1 } }, expected: ["broken", 200, 200] },
])("$fault", async ({ fault, expected }) => {
  await arm(fault);
  expect(await statuses(`GET ${WHO}?x=1`, 3)).toEqual(expected);
});

test.each([
  { says: "a canned reply", effect: { status: 500 }, first: 500, made: 0 },
  { says: "a reset", effect: { reset: true }, first: "broken", made: 0 },
  { says: "a dropped reply", effect: { dropReply: true }, first: "broken", made: 1 },
  {
    says: "a reply after commit",
    effect: { replyAfterCommit: { status: 500 } },
    first: 500,
    made: 1,
  },
])("$says leaves $made tokens", async ({ effect, first, made }) => {
  await arm({ match: { method: "POST" }, do: effect });
  expect(await statuses("POST /api/service/apikeys", 1)).toEqual([first]);
  expect(await countMade()).toBe(made);
});

test("canned replies carry headers and any body, and the tenant's date", async () => {
  await arm({ match: {}, do: { status: 429, headers: { "Retry-After": "1" }, body: "<html>" } });
  const answer = await stage.send(`GET ${WHO}`);
  expect(answer).toMatchObject({ status: 429, text: "<html>" });
  expect(answer.headers.get("retry-after")).toBe("1");
  expect(answer.headers.get("date")).toBe("Thu, 01 Jan 2026 00:00:00 GMT");
});

const untilLogged = () =>
  until(async () => JSON.stringify(await stage.control.requests()) !== "[]");

test("a hung request is never answered nor processed, and is in the log", async () => {
  await arm({ match: {}, do: { hang: true } });
  const leaving = new AbortController();
  const { signal } = leaving;
  const hung = stage.send("POST /api/service/apikeys", { body: { displayName: "made" }, signal });
  await untilLogged();
  leaving.abort();
  await expect(hung).rejects.toThrow();
  expect(await countMade()).toBe(0);
  expect(await stage.control.requests()).toMatchObject([
    { method: "POST", status: 0 },
    { status: 200 },
  ]);
});

test("a delay under way ends when the faults are cleared", async () => {
  await arm({ match: {}, do: { delayMs: 3_600_000 } });
  const delayed = stage.send(`GET ${WHO}`);
  await untilLogged();
  await stage.control.clearFaults();
  expect((await delayed).status).toBe(200);
});

describe("a late commit", () => {
  const made = async () => {
    const tokens = at(await stage.control.state(), "tokens");
    return Array.isArray(tokens) && tokens.some((token) => at(token, "displayName") === "made");
  };

  test("lets the client go at once, and is written later", async () => {
    await arm(
      { match: { method: "POST" }, do: { commitAfterMs: 3_600_000 } },
      { match: { method: "POST" }, do: { commitAfterMs: 20 } },
    );
    expect(await statuses("POST /api/service/apikeys", 1)).toEqual(["broken"]);
    expect(await made()).toBe(false);
    await stage.control.clearRequests();
    expect(await statuses("POST /api/service/apikeys", 1)).toEqual(["broken"]);
    await until(made);
    expect(await stage.control.requests()).toMatchObject([{ method: "POST", status: 0 }]);
  });

  test("does not reach past a reset", async () => {
    await arm({ match: { method: "POST" }, do: { commitAfterMs: 50 } });
    await statuses("POST /api/service/apikeys", 1);
    await stage.control.reset();
    await sleep(150);
    expect(await made()).toBe(false);
  });
});

describe("another writer", () => {
  const assets = async (kind: string) => at(await stage.control.state(), kind);
  const guid = async (kind: string) => textAt(await assets(kind), "0.guid");

  test.each([
    {
      operation: "addAdminUsers",
      list: "adminUsers",
      usernames: ["eve"],
      expected: ["amira", "eve"],
    },
    { operation: "removeAdminUsers", list: "adminUsers", usernames: ["amira"], expected: [] },
    {
      operation: "addViewerUsers",
      list: "viewerUsers",
      usernames: ["eve"],
      expected: ["tomas", "eve"],
    },
    { operation: "removeViewerUsers", list: "viewerUsers", usernames: ["tomas"], expected: [] },
  ])("$operation", async ({ operation, list, usernames, expected }) => {
    await arm({
      match: {},
      do: { after: [{ [operation]: { guid: await guid("collections"), usernames } }] },
    });
    expect(await statuses(`GET ${WHO}`, 1)).toEqual([200]);
    expect(at(await assets("collections"), `0.${list}`)).toEqual(expected);
  });

  test("before comes before processing, after comes after", async () => {
    const id = textAt(await assets("tokens"), "1.id");
    const list = `GET /api/service/apikeys?${filterOf({ id })}`;
    await arm({ match: {}, do: { after: [{ deleteToken: { guid: id } }] } });
    expect(at((await stage.send(list)).body, "totalRecord")).toBe(1);
    expect(at((await stage.send(list)).body, "totalRecord")).toBe(0);
    await stage.control.reset();
    await arm({ match: {}, do: { before: [{ deleteToken: { guid: id } }] } });
    expect(at((await stage.send(list)).body, "totalRecord")).toBe(0);
  });

  test("linkPersona and unlinkPersona", async () => {
    const tokenGuid = textAt(await assets("tokens"), "0.id");
    const personaQualifiedName = textAt(await assets("personas"), "0.qualifiedName");
    for (const [operation, expected] of [
      ["linkPersona", [personaQualifiedName]],
      ["unlinkPersona", []],
    ] as const) {
      await arm({
        match: {},
        do: { before: [{ [operation]: { tokenGuid, personaQualifiedName } }] },
      });
      await stage.send(`GET ${WHO}`);
      expect(at(await assets("tokens"), "0.personaQualifiedNames")).toEqual(expected);
    }
  });

  test("deleteAsset", async () => {
    const connection = await guid("connections");
    await arm({ match: {}, do: { before: [{ deleteAsset: { guid: connection } }] } });
    const read = await stage.send(`GET /api/meta/entity/guid/${connection}`);
    expect(read).toMatchObject({ status: 200, body: { entity: { status: "DELETED" } } });
    expect(await assets("connections.0.status")).toBe("DELETED");
    const query = { bool: { filter: [{ term: { __guid: connection } }] } };
    const active = { bool: { filter: [...query.bool.filter, { term: { __state: "ACTIVE" } }] } };
    for (const [dsl, count] of [
      [{ query }, 1],
      [{ query: active }, 0],
    ] as const) {
      const hits = await stage.send("POST /api/meta/search/indexsearch", { body: { dsl } });
      expect(at(hits.body, "approximateCount")).toBe(count);
    }
  });

  test.each([
    { kind: "personas", typeName: "Persona", status: 409, words: "ATLAS-409-00-015" },
    { kind: "collections", typeName: "Collection", status: 501, words: "deleted Collection" },
  ])(
    "a write to the deleted one of $kind is $status",
    async ({ kind, typeName, status, words }) => {
      const { name, qualifiedName } = Object(await assets(`${kind}.0`));
      await arm({ match: {}, do: { before: [{ deleteAsset: { guid: await guid(kind) } }] } });
      const answer = await stage.send("POST /api/meta/entity/bulk", {
        bearer: stage.tenant.userBearerToken,
        body: { entities: [{ typeName, attributes: { name, qualifiedName, description: "x" } }] },
      });
      expect(answer.status).toBe(status);
      expect(answer.text).toContain(words);
    },
  );

  test("one that names nothing is a loud 500", async () => {
    await arm({ match: {}, do: { before: [{ addAdminUsers: { guid: "none", usernames: [] } }] } });
    expect(await stage.send(`GET ${WHO}`)).toMatchObject({
      status: 500,
      text: expect.stringContaining("none: no such asset"),
    });
  });
});

test.each([
  { faults: undefined, words: 'expected {"faults"' },
  { faults: [{ do: { hang: true } }], words: "match is undefined" },
  { faults: [{ match: {}, do: { explode: true } }], words: "exactly one of status, dropReply" },
  { faults: [{ match: {}, do: { hang: true, reset: true } }], words: "exactly one" },
  { faults: [{ match: {}, do: { hang: false } }], words: "do.hang is false, expected true" },
  { faults: [{ match: {}, do: { commitAfterMs: -1 } }], words: "do.commitAfterMs is -1" },
  { faults: [{ match: {}, do: { delayMs: 2 ** 31 } }], words: "from 0 to 2147483647" },
  { faults: [{ match: {}, do: { after: [{ deleteAsset: {} }] } }], words: "deleteAsset" },
  { faults: [{ match: {}, do: { status: 99 } }], words: "from 200 to 599" },
  {
    faults: [{ match: {}, do: { status: 200, headers: { "bad name": "x" } } }],
    words: "headers as strings",
  },
  { faults: [{ match: { path: "(" }, do: { hang: true } }], words: "regular expression" },
  { faults: [{ match: { path: 3 }, do: { hang: true } }], words: "match.path is 3" },
  { faults: [{ match: { url: "x" }, do: { hang: true } }], words: "match.url is unknown" },
  { faults: [{ match: {}, times: 0, do: { hang: true } }], words: "times is 0" },
  { faults: [{ match: {}, skip: -1, do: { hang: true } }], words: "skip is -1" },
  { faults: [{ match: {}, do: { before: [{ steal: {} }] } }], words: "addAdminUsers" },
])("refuses $faults", async ({ faults, words }) => {
  const answer = await stage.send("POST /_tenant/faults", { body: { faults } });
  expect(answer.status).toBe(400);
  expect(textAt(answer.body, "error")).toContain(words);
  expect(await stage.control.faults()).toEqual([]);
});
