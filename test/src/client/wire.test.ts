// What exactly is sent, and what is read from the answers.
import { describe, expect, test } from "@jest/globals";
import {
  createApiToken,
  currentUser,
  deleteApiToken,
  type HttpResponse,
  listApiTokens,
  listStructTypedefs,
  listUsers,
  updateApiToken,
} from "../../../src/client/index.js";
import { Secret } from "../../../src/secret.js";
import { API_KEY, USER_BEARER, unstopped } from "./support/client.js";
import { json } from "./support/server.js";
import { useServer } from "./support/use-server.js";

const stage = useServer();
const { against } = stage;

const CREATED = {
  id: "5b0c",
  attributes: { clientId: "apikey-0c9d", accessToken: "shh", personaQualifiedName: "[]" },
};
const TOKEN = { displayName: "loader", description: "", personaQualifiedNames: ["default/abc"] };

describe("every request", () => {
  test("says who asks, with what, and for what", async () => {
    const { client } = await against((_asked, response) =>
      json(response, 200, { username: "amira" }),
    );
    await currentUser(client.apiKey, unstopped());
    expect(stage.server.asked[0]?.headers).toMatchObject({
      accept: "application/json",
      authorization: `Bearer ${API_KEY}`,
      "user-agent": "cdktf-provider-atlan/test",
      "x-atlan-request-id": "request-1",
    });
  });

  test("is logged without headers, query and body", async () => {
    const { client, logged } = await against((_asked, response) => json(response, 200, CREATED));
    await createApiToken(client.apiKey, { ...TOKEN, validitySeconds: 60 }, unstopped());
    expect(logged).toEqual([
      {
        message: "atlan request",
        method: "POST",
        path: "/api/service/apikeys",
        status: 200,
        durationMs: 0,
        requestId: "request-1",
        try: 1,
      },
    ]);
  });

  test.each([
    ["the person's bearer", `Bearer ${USER_BEARER}`],
    ["another credential", "Bearer fresh"],
  ])("can act under %s", async (who, authorization) => {
    const { client } = await against((_asked, response) =>
      json(response, 200, { username: "amira" }),
    );
    const http = who === "another credential" ? client.as(new Secret("fresh")) : client.bearer;
    if (http === null) throw new Error("the client has no bearer");
    const { body } = await currentUser(http, unstopped());
    expect(body.username).toBe("amira");
    expect(stage.server.asked[0]?.headers.authorization).toBe(authorization);
  });

  test("tells the tenant's time and the request's id", async () => {
    const date = "Wed, 01 Jan 2025 00:00:05 GMT";
    const { client } = await against((_asked, response) =>
      json(response, 200, { structDefs: [{}] }, { date }),
    );
    const reply = await listStructTypedefs(client.apiKey, unstopped());
    expect(reply).toEqual({
      body: [{}],
      status: 200,
      serverTime: new Date(date),
      durationMs: 0,
      requestId: "request-1",
    });
  });
});

describe("API tokens", () => {
  test("are listed by filter, whatever the name holds", async () => {
    const { client } = await against((_asked, response) => json(response, 200, { records: [] }));
    const displayName = 'a "b" & c+d é\n';
    await listApiTokens(
      client.apiKey,
      { filter: { displayName }, limit: 5, count: true },
      unstopped(),
    );
    const url = new URL(stage.server.asked[0]?.target ?? "", stage.server.baseUrl);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      filter: JSON.stringify({ displayName }),
      limit: "5",
      count: "true",
    });
  });

  test("are created with every field, and once", async () => {
    const { client } = await against((_asked, response) => json(response, 200, CREATED));
    const { body } = await createApiToken(
      client.apiKey,
      { ...TOKEN, validitySeconds: 60 },
      unstopped(),
    );
    expect(body.accessToken.reveal()).toBe("shh");
    expect(JSON.parse(stage.server.asked[0]?.body ?? "")).toEqual({
      displayName: "loader",
      description: "",
      personas: [],
      personaQualifiedNames: ["default/abc"],
      validitySeconds: 60,
    });
  });

  test("are updated with every field but the lifetime", async () => {
    const { client } = await against((_asked, response) => json(response, 200, { id: "a/b" }));
    await updateApiToken(client.apiKey, { id: "a/b", ...TOKEN }, unstopped());
    expect(stage.server.asked[0]).toMatchObject({
      method: "POST",
      target: "/api/service/apikeys/a%2Fb",
    });
    expect(JSON.parse(stage.server.asked[0]?.body ?? "")).toEqual({
      displayName: "loader",
      description: "",
      personas: [],
      personaQualifiedNames: ["default/abc"],
    });
  });

  test.each([
    ["no body", 204, ""],
    ["an empty 200", 200, ""],
    ["plain text", 200, "deleted"],
    ["JSON", 202, "{}"],
  ])("are deleted when the answer is %s", async (_name, status, text) => {
    const { client } = await against((_asked, response) => {
      response.writeHead(status).end(text);
    });
    await deleteApiToken(client.apiKey, "5b0c", unstopped());
    expect(stage.server.asked[0]).toMatchObject({
      method: "DELETE",
      target: "/api/service/apikeys/5b0c",
      body: "",
    });
  });
});

test("users are found by filter", async () => {
  const user = { id: "c1d2", username: "amira", email: "amira@example.com", enabled: true };
  const { client } = await against((_asked, response) =>
    json(response, 200, { totalRecord: 1, filterRecord: 1, records: [user] }),
  );
  const { body } = await listUsers(client.apiKey, { filter: { username: "amira" } }, unstopped());
  expect(body.records).toEqual([{ ...user, firstName: null, lastName: null }]);
});

describe("a call that looks closer", () => {
  test("is told each answer as it came, a refusal too", async () => {
    const { client } = await against((_asked, response) =>
      json(response, 403, { message: "no" }, { "x-limit": "7" }),
    );
    const answers: HttpResponse[] = [];
    const onResponse = (answer: HttpResponse) => void answers.push(answer);
    await currentUser(client.apiKey, { ...unstopped(), onResponse }).catch(() => {});
    expect(answers).toMatchObject([
      { status: 403, headers: { "x-limit": "7" }, text: '{"message":"no"}' },
    ]);
  });

  test("may say something else of its body", async () => {
    const { client } = await against((_asked, response) => json(response, 200, {}));
    const call = { method: "POST", path: "/", body: {}, read: () => {} } as const;
    await client.apiKey.request({ ...call, contentType: "text/plain" }, unstopped());
    expect(stage.server.asked[0]?.headers["content-type"]).toBe("text/plain");
  });
});
