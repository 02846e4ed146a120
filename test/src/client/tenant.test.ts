// The client against the embedded tenant: a token's life, and answers that are lost.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import {
  type AtlanClient,
  createApiToken,
  currentUser,
  deleteApiToken,
  listApiTokens,
  listStructTypedefs,
  listUsers,
  parseBaseUrl,
  updateApiToken,
} from "../../../src/client/index.js";
import { Secret } from "../../../src/secret.js";
import { type Fault, startTenant, type Tenant } from "../../../src/tenant/index.js";
import { withTimeEnough } from "../../time-enough.js";
import { clientOf, unstopped } from "./support/client.js";
import { failing } from "./support/failing.js";

let tenant: Tenant;
let client: AtlanClient;

beforeEach(async () => {
  tenant = await startTenant({
    seed: {
      users: [{ username: "amira", admin: true }],
      personas: [{ name: "Loaders" }],
      tokens: [{ displayName: 'a "b" & c', personas: ["Loaders"] }],
    },
  });
  ({ client } = clientOf(parseBaseUrl(tenant.baseUrl), {
    signIn: { apiKey: new Secret(tenant.apiKey) },
    userBearerToken: new Secret(tenant.userBearerToken),
  }));
});
afterEach(() => tenant.stop());

async function plant(...faults: readonly Fault[]): Promise<void> {
  await tenant.control.addFaults(...faults);
}

const namesOf = async () => {
  const { body } = await listApiTokens(client.apiKey, {}, unstopped());
  return body.records.map((token) => token.displayName);
};
const create = (options = {}) =>
  createApiToken(
    client.apiKey,
    { displayName: "loader", description: "d", personaQualifiedNames: [], validitySeconds: 60 },
    { ...unstopped(), ...options },
  );

test("a token lives its life", async () => {
  const filter = { displayName: 'a "b" & c' };
  const seeded = (await listApiTokens(client.apiKey, { filter }, unstopped())).body.records[0];
  expect(seeded?.personas).toEqual([
    { qualifiedName: expect.any(String), id: expect.any(String), name: "Loaders" },
  ]);
  const links = seeded?.personas.map((persona) => persona.qualifiedName) ?? [];

  const { body: created, serverTime } = await create();
  expect(serverTime).toBeInstanceOf(Date);
  expect(created).toMatchObject({ displayName: "loader", description: "d", lifespanSeconds: 60 });

  const fresh = client.as(created.accessToken);
  expect((await currentUser(fresh, unstopped())).body.username).toBe(created.username);
  expect((await listStructTypedefs(fresh, unstopped())).body).not.toHaveLength(0);

  const change = { displayName: "renamed", description: "", personaQualifiedNames: links };
  await updateApiToken(client.apiKey, { id: created.id, ...change }, unstopped());
  const byId = { filter: { id: created.id } };
  const changed = (await listApiTokens(client.apiKey, byId, unstopped())).body.records[0];
  expect(changed).toMatchObject({ displayName: "renamed", description: "", lifespanSeconds: 60 });
  expect(changed?.personas.map((persona) => persona.qualifiedName)).toEqual(links);

  await deleteApiToken(client.apiKey, created.id, unstopped());
  expect((await listApiTokens(client.apiKey, byId, unstopped())).body.records).toEqual([]);
  expect((await failing(currentUser(fresh, unstopped()))).kind).toBe("unauthorized");
});

test("people are people", async () => {
  if (client.bearer === null) throw new Error("the client has no bearer");
  expect((await currentUser(client.bearer, unstopped())).body.username).toBe("amira");
  const { body } = await listUsers(client.bearer, { filter: { username: "amira" } }, unstopped());
  expect(body.records).toHaveLength(1);
});

describe("a create whose answer is lost", () => {
  const creates = { method: "POST", path: "apikeys" };

  test.each<[string, Fault["do"], string, boolean]>([
    ["breaks after it was done", { dropReply: true }, "connection_broken", true],
    ["breaks before it was done", { reset: true }, "connection_broken", false],
    ["fails after it was done", { replyAfterCommit: { status: 500 } }, "server_error", true],
  ])("when it %s is sent once and may have happened", async (_name, effect, kind, exists) => {
    await plant({ match: creates, do: effect });
    expect(await failing(create())).toMatchObject({ kind, mayHaveCommitted: true, tries: 1 });
    expect((await namesOf()).includes("loader")).toBe(exists);
  });

  test("when it hangs is sent once and may have happened", async () => {
    await plant({ match: creates, times: 3, do: { hang: true } });
    // On a connection that is open already, so that the time is spent waiting for the answer.
    await namesOf();
    const error = await withTimeEnough(
      300,
      (timeoutMs) => failing(create({ timeoutMs })),
      ({ kind }) => kind === "unreachable",
    );
    expect(error).toMatchObject({ kind: "timeout", mayHaveCommitted: true, tries: 1 });
    expect(await namesOf()).not.toContain("loader");
  });
});

test("a deletion is repeated until its answer comes", async () => {
  const { body } = await create();
  await plant({ match: { method: "DELETE" }, times: 1, do: { reset: true } });
  await deleteApiToken(client.apiKey, body.id, unstopped());
  expect(await namesOf()).not.toContain("loader");
});

test("a deletion that was done and not answered tells so, without a retry to spend", async () => {
  const { body } = await create();
  await plant({ match: { method: "DELETE" }, times: 1, do: { dropReply: true } });
  const { client: once } = clientOf(parseBaseUrl(tenant.baseUrl), {
    signIn: { apiKey: new Secret(tenant.apiKey) },
    maxRetries: 0,
  });
  const error = await failing(deleteApiToken(once.apiKey, body.id, unstopped()));
  expect(error).toMatchObject({ kind: "connection_broken", mayHaveCommitted: true, tries: 1 });
  expect(await namesOf()).not.toContain("loader");
});

test("what the tenant does not simulate is not taken for absence", async () => {
  const call = {
    method: "GET",
    path: "/api/service/workflows",
    read: (body: unknown) => body,
  } as const;
  const error = await failing(client.apiKey.request(call, unstopped()));
  expect(error).toMatchObject({ kind: "not_implemented", status: 501 });
});
