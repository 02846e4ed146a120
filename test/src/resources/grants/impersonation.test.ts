// Who writes: the API key where it is an admin itself, otherwise the person, and what is said when nobody can.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type AssetWorld, assetWorld } from "./asset-world.js";
import { pluginRun } from "./plugin-run.js";

const TYPE = "atlan_connection_admin";

let world: AssetWorld;
beforeEach(async () => {
  world = await assetWorld();
});
afterEach(() => world.tenant.stop());

const grant = (...usernames: readonly string[]) => ({
  connection_id: world.connection.guid,
  usernames,
});
const writers = async () =>
  (await world.sent())
    .filter((one) => one.startsWith("POST entity/bulk"))
    .map((one) => one.slice(17));

/** Over the API, by whoever may. */
const giveOwnRight = () =>
  world.control.addFaults({
    match: { method: "GET", path: "whoami" },
    do: { before: [{ addAdminUsers: { guid: world.connection.guid, usernames: [world.own] } }] },
  });

const apiKeyIsAdmin = async () => {
  await giveOwnRight();
  await world.control.api("GET", "/api/service/whoami");
};

const forbidden = {
  match: { method: "POST", path: "entity/bulk" },
  do: {
    status: 403,
    body: { errorCode: "ATLAS-403-00-001", errorMessage: "not authorized" },
  },
};

describe("a write goes out", () => {
  it("as the API key, without a person, where the key is an admin", async () => {
    await apiKeyIsAdmin();
    const run = await pluginRun(world.tenant, { bearer: null });
    expect((await run.create(TYPE, grant("tomas"))).errors).toEqual([]);
    expect(await writers()).toEqual(["api key"]);
  });

  it("as the API key, although there is a person too", async () => {
    await apiKeyIsAdmin();
    const run = await pluginRun(world.tenant);
    await run.create(TYPE, grant("tomas"));
    expect(await writers()).toEqual(["api key"]);
  });

  it("as the person where the key's right does not count yet", async () => {
    await world.control.changeSettings({ grantActivationMs: 3_600_000 });
    await apiKeyIsAdmin();
    const run = await pluginRun(world.tenant);
    expect((await run.create(TYPE, grant("tomas"))).errors).toEqual([]);
    expect(await writers()).toEqual(["api key", "amira"]);
  });

  it("as the API key once its right counts, where there is no person", async () => {
    await apiKeyIsAdmin();
    const run = await pluginRun(world.tenant, { bearer: null });
    await run.create(TYPE, grant("person-1"));
    await writers();
    await world.control.addFaults({ ...forbidden, times: 7 });
    expect((await run.create(TYPE, grant("tomas"))).errors).toEqual([]);
    expect(await writers()).toEqual(Array.from({ length: 8 }, () => "api key"));
  });

  it("once as the API key that is refused although it is an admin, where nothing was granted just now", async () => {
    await apiKeyIsAdmin();
    const run = await pluginRun(world.tenant, { bearer: null });
    await world.control.addFaults({ ...forbidden, times: 99 });
    const { errors } = await run.create(TYPE, grant("tomas"));
    expect(errors).toMatchObject([{ summary: "The API key may not change the asset" }]);
    expect(await writers()).toEqual(["api key"]);
  });

  it("as the API key for bindings, always", async () => {
    const run = await pluginRun(world.tenant);
    const { personas, tokens } = await world.control.state();
    await world.sent();
    await run.create("atlan_token_persona_binding", {
      persona_qualified_name: personas[0]?.qualifiedName ?? "",
      token_ids: [tokens[0]?.id ?? ""],
    });
    const sent = await world.sent();
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter((one) => !one.endsWith(" api key"))).toEqual([]);
  });
});

const WHERE =
  /network tab.*indexsearch.*Authorization header, without the word Bearer.*ATLAN_USER_BEARER_TOKEN/;

describe("without a person who may", () => {
  it.each([
    ["none is configured", async () => null, "user_bearer_token is not set"],
    ["the bearer token has expired", async () => "expired", "user_bearer_token has expired"],
    [
      "the bearer token is an API token's",
      async () => world.tenant.apiKey,
      "user_bearer_token is an API token",
    ],
  ])("because %s, create says where a bearer token comes from", async (_name, bearer, summary) => {
    const run = await pluginRun(world.tenant, { bearer: await bearer() });
    const { state, errors } = await run.create(TYPE, grant("tomas"));
    expect(state).toBeNull();
    expect(errors).toMatchObject([
      { summary, detail: expect.stringMatching(/^Cannot add "tomas" to the admins of connection/) },
    ]);
    expect(errors[0]?.detail).toMatch(WHERE);
    expect(errors[0]?.detail).not.toContain("removed {");
    expect(await writers()).toEqual([]);
  });

  it.each([null, "expired"])("destroy (%p) also says how to let go", async (bearer) => {
    const run = await pluginRun(world.tenant, { bearer });
    const { state, errors } = await run.remove(TYPE, grant("ingrid"));
    expect(state).toMatchObject(grant("ingrid"));
    expect(errors[0]?.detail).toMatch(WHERE);
    expect(errors[0]?.detail).toMatch(
      /removed \{ from = atlan_connection_admin\.<name> lifecycle \{ destroy = false \} \}/,
    );
  });

  it("adopting needs none", async () => {
    const run = await pluginRun(world.tenant, { bearer: "expired" });
    expect((await run.create(TYPE, grant("ingrid"))).errors).toEqual([]);
  });

  it("because they are no admin, says who is", async () => {
    const { guid } = world.connection;
    await world.control.addFaults({
      match: { method: "GET", path: "whoami" },
      do: { before: [{ removeAdminUsers: { guid, usernames: ["amira"] } }] },
    });
    await world.control.api("GET", "/api/service/whoami");
    const run = await pluginRun(world.tenant);
    const { errors } = await run.create(TYPE, grant("tomas"));
    expect(errors).toMatchObject([
      {
        summary: "The owner of user_bearer_token may not change the asset",
        detail: expect.stringMatching(
          /403.*belongs to amira, who is not an admin.*Its admins are: ingrid/,
        ),
      },
    ]);
    expect(await writers()).toEqual(["amira"]);
  });

  it("although they are an admin, does not say that they are none", async () => {
    const refused = { status: 403, body: { message: "no" } };
    const match = { method: "POST", path: "entity/bulk" };
    await world.control.addFaults({ match, times: 99, do: refused });
    const run = await pluginRun(world.tenant);
    const { errors } = await run.create(TYPE, grant("tomas"));
    expect(errors[0]?.detail).toMatch(/403.*amira.* is one of the admins/);
    expect(errors[0]?.detail).not.toContain("not an admin");
  });

  it("who may neither see the asset says so", async () => {
    await world.control.changeSettings({ tokenReads: "granted" });
    const run = await pluginRun(world.tenant, { bearer: null });
    const { errors } = await run.create(TYPE, grant("tomas"));
    expect(errors).toMatchObject([
      {
        summary: "user_bearer_token is not set",
        detail: expect.stringContaining("may not see the asset"),
      },
    ]);
    const imported = await run.import(TYPE, `${world.connection.guid},ingrid`);
    expect(imported.errors).toMatchObject([{ summary: "user_bearer_token is not set" }]);
  });

  it("lets one that finds its right held succeed beside one that needs a person", async () => {
    const run = await pluginRun(world.tenant, { bearer: null });
    const [held, refused] = await Promise.all([
      run.create(TYPE, grant("ingrid")),
      run.create(TYPE, grant("tomas")),
    ]);
    expect(held).toMatchObject({ state: grant("ingrid"), errors: [] });
    expect(refused).toMatchObject({
      state: null,
      errors: [{ summary: "user_bearer_token is not set" }],
    });
  });

  it("of fifty, asks once, and tells each of its own", async () => {
    const run = await pluginRun(world.tenant, { bearer: "expired" });
    const names = Array.from({ length: 50 }, (_, index) => `person-${index + 1}`);
    const done = await Promise.all(names.map((name) => run.create(TYPE, grant(name))));
    expect(done.map(({ errors }) => errors.length)).toEqual(names.map(() => 1));
    done.forEach(({ errors }, index) => {
      expect(errors[0]?.detail).toContain(`add "${names[index]}" to the admins`);
    });
    expect((await world.sent()).length).toBeLessThan(6);
  });
});
