// A tenant that is kept over a restart: nothing that a client can see or use is another one afterwards.

import { describe, expect, it } from "@jest/globals";
import { startTenant, type Tenant, type TenantStorage } from "../../../src/tenant/index.js";
import { until } from "../../until.js";
import { httpClientOf, textAt } from "./http-client.js";
import { NEW_YEAR, SEED } from "./use-tenant.js";

const clock = { now: () => NEW_YEAR };

interface MemoryStorage extends TenantStorage {
  text: string | undefined;
  /** How often it was written. */
  writes: number;
}

const storageWith = (text?: string): MemoryStorage => ({
  name: "the saved state",
  text,
  writes: 0,
  async read() {
    return this.text;
  },
  async write(written) {
    this.text = written;
    this.writes += 1;
  },
});

async function during<Result>(
  storage: TenantStorage,
  use: (tenant: Tenant) => Promise<Result>,
  options: Parameters<typeof startTenant>[0] = {},
): Promise<Result> {
  // Node's fetch may send the first request to a tenant of the same port over a connection that the last one closed.
  const tenant = await startTenant({ clock, storage, port: 0, ...options });
  try {
    return await use(tenant);
  } finally {
    await tenant.stop();
  }
}

const SERVICE = "/api/service";

/** All that clients and control show. */
async function shownBy(tenant: Tenant) {
  const { control, apiKey, userBearerToken, oauthClientId, oauthClientSecret } = tenant;
  const send = httpClientOf(tenant);
  return {
    credentials: { apiKey, userBearerToken, oauthClientId, oauthClientSecret },
    state: await control.state(),
    secrets: await control.secrets(),
    settings: await control.settings(),
    clock: await control.clock(),
    list: (await send(`GET ${SERVICE}/apikeys`)).body,
    clients: (await send(`GET ${SERVICE}/oauth-clients`)).body,
    search: (
      await send("POST /api/meta/search/indexsearch", {
        body: { dsl: { query: { match_all: {} }, size: 100 } },
      })
    ).body,
  };
}

/** Makes, changes and deletes some of everything. */
async function use(tenant: Tenant): Promise<{ readonly secret: string; readonly gone: string }> {
  const send = httpClientOf(tenant);
  const { personas, connections } = await tenant.control.state();
  const create = async (displayName: string) =>
    (
      await send(`POST ${SERVICE}/apikeys`, {
        body: {
          displayName,
          description: "",
          validitySeconds: 86_400,
          personaQualifiedNames: [personas[0]?.qualifiedName],
        },
      })
    ).body;
  const [made, gone] = [await create("made"), await create("gone")];
  await send(`DELETE ${SERVICE}/apikeys/${textAt(gone, "id")}`);
  await send(`POST ${SERVICE}/oauth-clients`, {
    body: { displayName: "client", description: "", role: "$member", personaQNs: [] },
  });
  const username = textAt(made, "attributes.clientId");
  const before = [
    {
      addAdminUsers: {
        guid: connections[0]?.guid ?? "",
        usernames: [`service-account-${username}`],
      },
    },
  ];
  await tenant.control.addFaults({ match: {}, do: { before } });
  await send(`GET ${SERVICE}/whoami`);
  await tenant.control.changeSettings({ listLagMs: 60_000, maxPageSize: 50 });
  await tenant.control.advance(3600);
  return {
    secret: textAt(made, "attributes.accessToken"),
    gone: textAt(gone, "attributes.accessToken"),
  };
}

describe("a restart", () => {
  it("changes nothing that a client sees or uses", async () => {
    const storage = storageWith();
    const first = await during(
      storage,
      async (tenant) => ({ ...(await use(tenant)), shown: await shownBy(tenant) }),
      { seed: SEED },
    );
    await during(storage, async (tenant) => {
      expect(await shownBy(tenant)).toEqual(first.shown);
      const send = httpClientOf(tenant);
      const whoami = `GET ${SERVICE}/whoami`;
      expect((await send(whoami, { bearer: first.secret })).status).toBe(200);
      expect((await send(whoami, { bearer: first.gone })).status).toBe(401);
    });
  });

  it("keeps what lags behind a change, and what was always there", async () => {
    const storage = storageWith();
    const listed = async (tenant: Tenant) =>
      (await httpClientOf(tenant)(`GET ${SERVICE}/apikeys`)).text;
    await during(storage, async (tenant) => {
      await tenant.control.changeSettings({
        listLagMs: 60_000,
        tokenReads: "granted",
        grantActivationMs: 60_000,
      });
      await use(tenant);
    });
    await during(storage, async (tenant) => {
      await tenant.control.changeSettings({ listLagMs: 7_200_000 });
      expect(await listed(tenant)).not.toContain('"made"');
      await tenant.control.changeSettings({ listLagMs: 0 });
      expect(await listed(tenant)).toContain('"made"');
    });
  });

  it("leaves the way back to the seed open", async () => {
    const storage = storageWith();
    const atFirst = await during(storage, async (tenant) => {
      const state = await tenant.control.state();
      await use(tenant);
      return state;
    });
    await during(storage, async (tenant) => {
      await tenant.control.reset();
      expect(await tenant.control.state()).toEqual(atFirst);
      expect((await httpClientOf(tenant)(`GET ${SERVICE}/whoami`)).status).toBe(200);
    });
  });

  it("is of the seed that it began with", async () => {
    const storage = storageWith();
    await during(storage, async () => {}, { seed: SEED });
    await during(storage, async () => {}, { seed: structuredClone(SEED) });
    await expect(startTenant({ storage, seed: { tokens: [] } })).rejects.toThrow(
      "Cannot use the seed: the saved state began with another one, expected the same or none. Delete it to start from this seed",
    );
  });

  it("has the port of the last time, unless another one is asked for", async () => {
    const storage = storageWith();
    const first = await startTenant({ storage });
    await first.stop();
    await using again = await startTenant({ storage });
    expect(again.baseUrl).toBe(first.baseUrl);
    await using elsewhere = await startTenant({ storage, port: 0 });
    expect(elsewhere.baseUrl).not.toBe(first.baseUrl);
  });
});

describe("saving", () => {
  it("happens once for changes that come together, and not for reads", async () => {
    const storage = storageWith();
    let writes = 0;
    await during(storage, async (tenant) => {
      const send = httpClientOf(tenant);
      expect(storage.writes).toBe(1);
      await Promise.all(
        Array.from({ length: 20 }, (_each, index) =>
          send(`POST ${SERVICE}/apikeys`, { body: { displayName: `t${index}` } }),
        ),
      );
      const isSaved = (index: number) => storage.text?.includes(`"t${index}"`);
      await until(() =>
        Array.from({ length: 20 }, (_each, index) => isSaved(index)).every(Boolean),
      );
      writes = storage.writes;
      expect(writes).toBeLessThan(20);
      await send(`GET ${SERVICE}/apikeys`);
      await send("POST /api/meta/search/indexsearch", {
        body: { dsl: { query: { match_all: {} } } },
      });
    });
    expect(storage.writes).toBe(writes);
  });

  it("goes on after a write that failed, and says at the end when the last one did", async () => {
    const storage = storageWith();
    const { write } = storage;
    const tenant = await startTenant({ storage });
    storage.write = async () => {
      throw new Error("the disk is full");
    };
    await tenant.control.advance(1);
    expect((await httpClientOf(tenant)(`GET ${SERVICE}/whoami`)).status).toBe(200);
    await expect(tenant.stop()).rejects.toThrow("the disk is full");
    storage.write = write;
    await tenant.stop();
    expect(storage.text).toContain('"clockOffsetMs":1000');
  });

  it("that fails at the start leaves no tenant behind", async () => {
    const storage = storageWith();
    storage.write = async () => {
      throw new Error("the disk is full");
    };
    await expect(startTenant({ storage })).rejects.toThrow("the disk is full");
  });
});

describe("a saved state that cannot be used", () => {
  it.each([
    ["JSON of something else", () => '{"tokens":[]}', "it is not the state of an embedded tenant"],
    ["no JSON", () => "hello", "it is not the state of an embedded tenant"],
    [
      "of another version",
      (text: string) => text.replace('"version":1', '"version":2'),
      "in format 2, expected 1. Use that version, or delete it to start from the seed",
    ],
    ["cut off", (text: string) => text.slice(0, -20), "it is damaged or was changed by hand"],
    ["changed by hand", (text: string) => text.replace("amira", "emira"), "it is damaged"],
    ["without its second line", (text: string) => text.split("\n")[0] ?? "", "it is damaged"],
  ])("is refused when it is %s, and left alone", async (_name, change, words) => {
    const storage = storageWith();
    await during(storage, async () => {});
    const changed = change(storage.text ?? "");
    const broken = storageWith(changed);
    await expect(startTenant({ storage: broken })).rejects.toThrow(`Cannot use the saved state: `);
    await expect(startTenant({ storage: broken })).rejects.toThrow(words);
    expect(broken).toMatchObject({ text: changed, writes: 0 });
  });

  it("is a start when it is empty", async () => {
    const storage = storageWith("");
    await during(storage, async () => {});
    expect(storage.text).toContain('"version":1');
  });
});
