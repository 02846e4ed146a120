// Access tokens of the tenant's OAuth clients: who gets one, whom it stands for, and until when.
import { describe, expect, test } from "@jest/globals";
import { at, textAt } from "./http-client.js";
import { SEED, useTenant } from "./use-tenant.js";

const stage = useTenant(SEED);
const CLIENTS = "/api/service/oauth-clients";
const TOKEN = `POST ${CLIENTS}/token`;

interface Client {
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const newClient = async (body: object = {}): Promise<Client> => {
  const sent = { displayName: "new", description: "", role: "$admin", personaQNs: [], ...body };
  const answer = await stage.send(`POST ${CLIENTS}`, { body: sent });
  return {
    id: textAt(answer.body, "id"),
    clientId: textAt(answer.body, "clientId"),
    clientSecret: textAt(answer.body, "clientSecret"),
  };
};
const own = (): Omit<Client, "id"> => ({
  clientId: stage.tenant.oauthClientId,
  clientSecret: stage.tenant.oauthClientSecret,
});
const ask = ({ clientId, clientSecret }: Omit<Client, "id">) =>
  stage.send(TOKEN, { bearer: null, body: { clientId, clientSecret } });
const bearerOf = async (client: Omit<Client, "id">) =>
  textAt((await ask(client)).body, "accessToken");
const who = async (bearer: string) => {
  const { status, body } = await stage.send("GET /api/service/users/current", { bearer });
  return status === 200 ? textAt(body, "username") : status;
};
const advance = (advanceSeconds: number) => stage.control.advance(advanceSeconds);

test("a client gets a bearer for its secret, without one, and acts as its service account", async () => {
  const client = await newClient();
  const { status, body } = await ask(client);
  expect(status).toBe(200);
  expect(body).toEqual({
    accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]{40,}$/),
    tokenType: "Bearer",
    expiresIn: 600,
  });
  expect(await who(textAt(body, "accessToken"))).toBe(`service-account-${client.clientId}`);
  expect(await stage.control.secrets()).toContain(at(body, "accessToken"));
});

test("a credential that does not work is no hindrance to get one", async () => {
  const answer = await stage.send(TOKEN, { bearer: "expired", body: own() });
  expect(answer.status).toBe(200);
});

test("each fetch gives another one, and all of them work", async () => {
  const bearers = [await bearerOf(own()), await bearerOf(own())];
  expect(new Set(bearers).size).toBe(2);
  expect(await Promise.all(bearers.map(who))).toEqual(
    bearers.map(() => `service-account-${stage.tenant.oauthClientId}`),
  );
});

test.each([
  {
    says: "a wrong secret",
    body: () => ({ ...own(), clientSecret: "x" }),
    status: 401,
    words: "secret",
  },
  {
    says: "an unknown client",
    body: () => ({ ...own(), clientId: "oauth-client-x" }),
    status: 401,
    words: "oauth-client-x not found",
  },
  {
    says: "no secret",
    body: () => ({ clientId: stage.tenant.oauthClientId }),
    status: 400,
    words: "clientSecret",
  },
  { says: "no client", body: () => ({ clientSecret: "x" }), status: 400, words: "clientId" },
])("$says is refused", async ({ body, status, words }) => {
  const answer = await stage.send(TOKEN, { bearer: null, body: body() });
  expect(answer).toMatchObject({
    status,
    body: { code: status, message: expect.stringContaining(words) },
  });
  expect(answer.text).not.toContain(stage.tenant.oauthClientSecret);
});

test("it dies at its last second, by the tenant's clock", async () => {
  const bearer = await bearerOf(own());
  await advance(599.999);
  expect(await who(bearer)).toMatch(/^service/);
  await advance(0.001);
  expect(await who(bearer)).toBe(401);
});

test("it outlives its deleted client, which gets no other", async () => {
  const client = await newClient();
  const bearer = await bearerOf(client);
  await stage.send(`DELETE ${CLIENTS}/${client.clientId}`);
  expect(await who(bearer)).toBe(`service-account-${client.clientId}`);
  expect((await stage.send("GET /api/service/apikeys", { bearer })).status).toBe(200);
  expect((await ask(client)).status).toBe(401);
  await advance(600);
  expect(await who(bearer)).toBe(401);
});

test("a role without the right to manage tokens and clients is refused both, and connections", async () => {
  const bearer = await bearerOf(await newClient({ role: "$guest" }));
  const entities = [
    {
      typeName: "Connection",
      attributes: { name: "c", qualifiedName: "default/x/1", connectorName: "x" },
    },
  ];
  const answers = await Promise.all([
    stage.send("GET /api/service/apikeys", { bearer }),
    stage.send(`GET ${CLIENTS}`, { bearer }),
    stage.send("POST /api/meta/entity/bulk", { bearer, body: { entities } }),
    stage.send("GET /api/service/personas", { bearer }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 200]);
});

describe("what a client may do to assets", () => {
  const connection = async (name: string) => {
    const connections = at(await stage.control.state(), "connections");
    return Array.isArray(connections) && connections.find((asset) => at(asset, "name") === name);
  };
  const rename = async (name: string, bearer: string) => {
    const { guid, qualifiedName, connectorName } = await connection(name);
    const attributes = { name, qualifiedName, connectorName, description: "d" };
    const body = { entities: [{ typeName: "Connection", guid, attributes }] };
    return (await stage.send("POST /api/meta/entity/bulk", { bearer, body })).status;
  };

  test("an admin of the connection by name writes it; its role $admin alone does not let it", async () => {
    const client = await newClient();
    const bearer = await bearerOf(client);
    expect([await rename("development", bearer), await rename("shared", bearer)]).toEqual([
      403, 403,
    ]);
    const guid = textAt(await connection("development"), "guid");
    const usernames = [`service-account-${client.clientId}`];
    const faults = [{ match: {}, do: { before: [{ addAdminUsers: { guid, usernames } }] } }];
    await stage.control.addFaults(...faults);
    expect(await rename("development", bearer)).toBe(200);
  });

  test("a person makes it an admin, until it is deleted", async () => {
    const client = await newClient();
    const add = async (more: readonly string[]) => {
      const { guid, name, qualifiedName, adminUsers } = await connection("development");
      const attributes = { name, qualifiedName, adminUsers: [...adminUsers, ...more] };
      const body = { entities: [{ typeName: "Connection", guid, attributes }] };
      return stage.send("POST /api/meta/entity/bulk", {
        body,
        bearer: stage.tenant.userBearerToken,
      });
    };
    const other = await newClient();
    expect((await add([`service-account-${client.clientId}`])).status).toBe(200);
    await stage.send(`DELETE ${CLIENTS}/${other.clientId}`);
    expect((await add([`service-account-${other.clientId}`])).status).toBe(500);
  });

  test("with tokenReads granted it reads what a persona or a list gives it", async () => {
    await stage.control.changeSettings({ tokenReads: "granted" });
    const state = await stage.control.state();
    const persona = textAt(state, "personas.0.qualifiedName");
    const guid = textAt(state, "connections.0.guid");
    const [bare, linked] = [await newClient(), await newClient({ personaQNs: [persona] })];
    const read = async (client: Client) =>
      (await stage.send(`GET /api/meta/entity/guid/${guid}`, { bearer: await bearerOf(client) }))
        .status;
    expect([await read(bare), await read(linked)]).toEqual([403, 200]);
  });
});

test("whoami tells the role and the personas", async () => {
  const state = await stage.control.state();
  const persona = textAt(state, "personas.0.qualifiedName");
  const bearer = await bearerOf(await newClient({ role: "$member", personaQNs: [persona] }));
  const { body } = await stage.send("GET /api/service/whoami", { bearer });
  expect(body).toMatchObject({
    roles: [{ name: "$member" }, { name: `persona_${persona.split("/")[1]}` }],
  });
});

describe("settings", () => {
  test.each([
    { oauthTokenReply: "snake_case" as const, keys: ["access_token", "token_type", "expires_in"] },
    { oauthTokenReply: "tokenOnly" as const, keys: ["accessToken"] },
  ])("oauthTokenReply $oauthTokenReply", async ({ oauthTokenReply, keys }) => {
    await stage.control.changeSettings({ oauthTokenReply });
    expect(Object.keys((await ask(own())).body ?? {})).toEqual(keys);
  });

  test("oauthTokenLifetimeSeconds is for what is given from now on", async () => {
    const before = await bearerOf(own());
    await stage.control.changeSettings({ oauthTokenLifetimeSeconds: 5 });
    const after = await ask(own());
    expect(at(after.body, "expiresIn")).toBe(5);
    await advance(5);
    expect([await who(before), await who(textAt(after.body, "accessToken"))]).toEqual([
      expect.any(String),
      401,
    ]);
  });

  test("tokenActivationMs and freshTokenAnswersEmptyMs count from the client's creation, not from the fetch", async () => {
    await stage.control.changeSettings({
      tokenActivationMs: 5000,
      freshTokenAnswersEmptyMs: 9000,
    });
    const client = await newClient();
    const early = await bearerOf(client);
    expect([await who(early), await who(await bearerOf(own()))]).toEqual([401, expect.any(String)]);
    await advance(5);
    const listed = async (bearer: string) =>
      at((await stage.send("GET /api/service/apikeys", { bearer })).body, "totalRecord");
    expect([await who(early), await listed(early)]).toEqual([expect.any(String), 0]);
    await advance(4);
    expect(await listed(await bearerOf(client))).toBe(4);
  });
});

test("oauthEnv has the variables of the client, and no API key", () => {
  expect(stage.tenant.oauthEnv()).toEqual({
    ATLAN_BASE_URL: stage.tenant.baseUrl,
    ATLAN_OAUTH_CLIENT_ID: own().clientId,
    ATLAN_OAUTH_CLIENT_SECRET: own().clientSecret,
    ATLAN_USER_BEARER_TOKEN: stage.tenant.userBearerToken,
  });
});
