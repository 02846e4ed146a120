// Who a bearer is to the tenant, and until when.
import { describe, expect, test } from "@jest/globals";
import type { TenantSettings } from "../../../src/tenant/index.js";
import { textAt } from "./http-client.js";
import { SEED, useTenant } from "./use-tenant.js";

const stage = useTenant();
const WHO = "GET /api/service/users/current";
const who = async (bearer: string | null) => {
  const { status, body } = await stage.send(WHO, { bearer });
  return status === 200 ? textAt(body, "username") : status;
};
const newToken = async (body: object = {}) => {
  const answer = await stage.send("POST /api/service/apikeys", {
    body: { displayName: "new", ...body },
  });
  return {
    id: textAt(answer.body, "id"),
    secret: textAt(answer.body, "attributes.accessToken"),
    clientId: textAt(answer.body, "clientId"),
  };
};
const advance = (advanceSeconds: number) => stage.control.advance(advanceSeconds);
const change = (settings: Partial<TenantSettings>) => stage.control.changeSettings(settings);

test("each secret is its own principal", async () => {
  const { secret, clientId } = await newToken();
  expect(await who(secret)).toBe(`service-account-${clientId}`);
  expect(await who(stage.tenant.apiKey)).toMatch(/^service-account-apikey-/);
  expect(await who(stage.tenant.userBearerToken)).toBe("amira");
});

test.each([
  { says: "no credentials", bearer: null },
  { says: "an unknown secret", bearer: "x.y.z" },
  { says: "two secrets", bearer: "a b" },
])("$says: 401 with Jetty's body", async ({ bearer }) => {
  const answer = await stage.send(WHO, { bearer });
  expect(answer.status).toBe(401);
  expect(answer.body).toEqual({
    servlet: "default",
    message: "Unauthorized",
    url: "/api/service/users/current",
    status: "401",
  });
});

test("a secret dies at its last second, by the tenant's clock", async () => {
  const { secret } = await newToken({ validitySeconds: 60 });
  await advance(59.999);
  expect(await who(secret)).toMatch(/^service/);
  await advance(0.001);
  expect(await who(secret)).toBe(401);
});

test("a deleted token's secret is nobody's", async () => {
  const { id, secret } = await newToken();
  await stage.send(`DELETE /api/service/apikeys/${id}`);
  expect(await who(secret)).toBe(401);
});

describe("settings", () => {
  test("userBearerLifetimeSeconds counts from the moment it is set, and leaves tokens alone", async () => {
    await advance(1000);
    await change({ userBearerLifetimeSeconds: 60 });
    expect(await who(stage.tenant.userBearerToken)).toBe("amira");
    await advance(60);
    expect(await who(stage.tenant.userBearerToken)).toBe(401);
    expect(await who(stage.tenant.apiKey)).toMatch(/^service/);
  });

  test("tokenActivationMs keeps a new secret at 401, and not the seed's", async () => {
    await change({ tokenActivationMs: 5000 });
    const { secret } = await newToken();
    expect(await who(secret)).toBe(401);
    expect(await who(stage.tenant.apiKey)).toMatch(/^service/);
    await advance(5);
    expect(await who(secret)).toMatch(/^service/);
  });

  test("overflow2038 makes a token that outlives 2038 be born dead", async () => {
    const lives = await newToken({ validitySeconds: 409968000 });
    await change({ overflow2038: true });
    const dead = await newToken({ validitySeconds: 409968000 });
    const short = await newToken({ validitySeconds: 157680000 });
    expect([await who(dead.secret), await who(lives.secret)]).toEqual([401, 401]);
    expect(await who(short.secret)).toMatch(/^service/);
    await change({ overflow2038: false });
    expect(await who(dead.secret)).toMatch(/^service/);
  });

  test.each([
    { path: "GET /api/service/apikeys", empty: { totalRecord: 0, records: [] } },
    { path: "GET /api/service/personas", empty: { totalRecord: 0, records: [] } },
    { path: "GET /api/meta/types/typedefs?type=struct", empty: { structDefs: [] } },
  ])("freshTokenAnswersEmptyMs: $path", async ({ path, empty }) => {
    await change({ freshTokenAnswersEmptyMs: 5000 });
    const { secret: bearer } = await newToken();
    expect((await stage.send(path, { bearer })).body).toMatchObject(empty);
    expect((await stage.send(path)).body).not.toMatchObject(empty);
    await advance(5);
    expect((await stage.send(path, { bearer })).body).not.toMatchObject(empty);
  });
});

describe("whoami", () => {
  test.each([
    { says: "a token", bearer: () => stage.tenant.apiKey, role: "$api-token-default-access" },
    { says: "an admin", bearer: () => stage.tenant.userBearerToken, role: "$admin" },
  ])("$says has $role", async ({ bearer, role }) => {
    const { body } = await stage.send("GET /api/service/whoami", { bearer: bearer() });
    expect(body).toMatchObject({ roles: [{ name: role }] });
  });
});

describe("a person who is no admin", () => {
  const plain = useTenant({
    ...SEED,
    users: [{ username: "tomas" }, { username: "amira" }, { username: "ingrid" }],
  });

  test.each([
    { request: "GET /api/service/apikeys" },
    { request: "POST /api/service/apikeys" },
    { request: "POST /api/service/apikeys/x" },
    { request: "DELETE /api/service/apikeys/x" },
  ])("$request is 403 in Heracles' shape", async ({ request }) => {
    const sent = request.startsWith("POST") ? { body: { displayName: "a" } } : {};
    const answer = await plain.send(request, { ...sent, bearer: plain.tenant.userBearerToken });
    expect(answer).toMatchObject({
      status: 403,
      body: { code: 403, error: "Forbidden", message: expect.stringContaining("tomas") },
    });
  });
});
