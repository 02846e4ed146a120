// A probe that may change the admins of a connection: whatever happens, they are the same afterwards, or it says what is left.
import { afterEach, describe, expect, it } from "@jest/globals";
import { ConnectionError } from "../../../../src/cli/probe/connection/find-connection.js";
import type { Fault, TenantConnection, TenantOptions } from "../../../../src/tenant/index.js";
import type { IdSource } from "../../../../src/tenant/state/id-source.js";
import { type HowToProbe, type ProbeStage, probeStage } from "./probe-run.js";

const WRITE = { method: "POST", path: "/entity/bulk$" };
const READ = { method: "GET", path: "/entity/guid/" };
const DELETION = { method: "DELETE", path: "/api/service/apikeys/" };
const STOPPED = new Error("stopped");
const ADMINS = ["amira", "tomas"];

let stage: ProbeStage;
afterEach(() => stage.end());

/** With a connection of this name, whose admin amira is the person whose bearer token the probe has. */
async function staged(options: TenantOptions = {}, ...faults: readonly Fault[]) {
  const connections = [{ name: "lent", connectorName: "snowflake", adminUsers: ADMINS }];
  const seed = {
    users: ["amira", "tomas", "noor"].map((username) => ({ username })),
    connections,
    ...options.seed,
  };
  stage = await probeStage({ ...options, seed });
  await stage.control.addFaults(...faults);
}

async function connection(): Promise<TenantConnection> {
  const { connections } = await stage.control.state();
  const [lent] = connections;
  if (lent === undefined) throw new Error("Cannot probe: the seed has no connection");
  return lent;
}

const probe = async (how: HowToProbe = {}) =>
  stage.probe({ hasBearer: true, connection: (await connection()).qualifiedName, ...how });

const writes = async () =>
  (await stage.control.requests()).filter(({ path }) => path.endsWith("/entity/bulk"));

async function ownToken() {
  const { tokens } = await stage.control.state();
  return tokens.find(({ displayName }) => displayName.includes(" probe "));
}

const expectAsBefore = async () => {
  expect((await connection()).adminUsers).toEqual(ADMINS);
  expect(await ownToken()).toBeUndefined();
};

/** Of a probe: which of its requests is the first change, and which the last of all. */
async function changesOf(options: TenantOptions = {}) {
  await staged(options);
  const { report } = await probe();
  const requests = await stage.control.requests();
  const first = requests.findIndex(({ path }) => path.endsWith("/entity/bulk"));
  await stage.end();
  return { first: first + 1, last: report?.requests ?? 0 };
}

/** The tokens of two tenants that count so have the same usernames. */
function countedIds(): IdSource {
  let count = 0;
  const guid = () => `00000000-0000-4000-9000-${String(++count).padStart(12, "0")}`;
  return { guid, suffix: () => guid().slice(-22), signature: guid };
}

describe("a probe that is stopped", () => {
  it("puts the admins back, whichever request is under way", async () => {
    const options = { settings: { grantActivationMs: 300 } };
    const { first, last } = await changesOf(options);
    expect(first).toBeGreaterThan(1);
    for (let number = first; number <= last; number++) {
      await staged(options);
      const onRequest = (count: number) => count === number && stage.stop.abort(STOPPED);
      const { leftovers } = await probe({ onRequest });
      expect({ number, leftovers }).toEqual({ number, leftovers: [] });
      await expectAsBefore();
      await stage.end();
    }
  });

  it("names what it leaves when it is stopped again while that is taken away", async () => {
    await staged({}, { match: WRITE, skip: 1, times: 9, do: { hang: true } });
    const ending = probe();
    while ((await stage.control.faults())[0]?.times === 9)
      await new Promise((resolve) => setImmediate(resolve));
    stage.stop.abort(STOPPED);
    stage.leave.abort(new Error("stopped a second time"));
    const { leftovers } = await ending;
    expect(leftovers).toHaveLength(2);
    expect(leftovers[0]).toContain(`Cannot remove ${(await ownToken())?.username} from the admins`);
  });
});

describe("a change", () => {
  it.each<[string, Fault]>([
    ["whose reply is lost", { match: WRITE, do: { dropReply: true } }],
    ["that a proxy gives up on", { match: WRITE, do: { replyAfterCommit: { status: 504 } } }],
    ["that is refused", { match: WRITE, do: { status: 400 } }],
    ["that is limited", { match: WRITE, do: { status: 429 } }],
    ["back whose reply is lost", { match: WRITE, skip: 1, do: { dropReply: true } }],
    ["back that fails for a while", { match: WRITE, skip: 1, times: 5, do: { status: 503 } }],
  ])("%s leaves nothing", async (_how, fault) => {
    await staged({}, fault);
    const { leftovers, failure } = await probe();
    expect({ leftovers, failure }).toEqual({ leftovers: [], failure: null });
    await expectAsBefore();
  });

  it("that is never allowed leaves open all that it was to find out", async () => {
    await staged({}, { match: WRITE, times: 999, do: { status: 403 } });
    const { report, leftovers } = await probe();
    for (const setting of ["grantActivationMs", "searchLagMs", "unknownUserReply"])
      expect(report?.undetermined[setting]).toBe(
        "Not determined, because the tenant answered a change of the connection's admins with 403.",
      );
    expect(leftovers).toEqual([]);
  });

  it("back that never works is told, with the names and what to do", async () => {
    await staged({}, { match: WRITE, skip: 1, times: 999, do: { status: 403 } });
    const { leftovers, report } = await probe();
    const { adminUsers, qualifiedName } = await connection();
    const [, , username] = adminUsers;
    expect(leftovers).toEqual([
      `Cannot remove ${username} from the admins of the connection "${qualifiedName}": the tenant answered 403. Look at the admins of this connection in Atlan, and remove it by hand.`,
    ]);
    expect(report?.undetermined.grantActivationMs).toMatch(/two minutes|403/);
    expect(await ownToken()).toBeUndefined();
  });

  it("back is made by the token itself where the admin has lost the right", async () => {
    const { first } = await changesOf();
    await staged();
    const { guid } = await connection();
    const lost = { removeAdminUsers: { guid, usernames: ["amira"] } };
    await stage.control.addFaults({ match: WRITE, do: { after: [lost] } });
    const onRequest = (count: number) => count === first && stage.stop.abort(STOPPED);
    const { leftovers } = await probe({ onRequest });
    expect(leftovers).toEqual([]);
    expect((await connection()).adminUsers).toEqual(["tomas"]);
  });

  it("that is only made when it was not seen for a while is taken back", async () => {
    const { first } = await changesOf();
    await staged({ ids: countedIds() }, { match: DELETION, times: 999, do: { status: 403 } });
    await probe();
    const username = (await ownToken())?.username ?? "";
    await stage.end();
    await staged({ ids: countedIds() });
    const { guid } = await connection();
    const late = { addAdminUsers: { guid, usernames: [username] } };
    await stage.control.addFaults(
      { match: WRITE, do: { reset: true } },
      { match: READ, skip: 3, do: { before: [late] } },
    );
    const onRequest = (count: number) => count === first && stage.stop.abort(STOPPED);
    expect(await probe({ onRequest })).toMatchObject({ leftovers: [], isMade: true });
    expect(await stage.control.faults()).toEqual([]);
    expect(await writes()).toHaveLength(2);
    await expectAsBefore();
  });

  it("of another program's is kept", async () => {
    await staged();
    const { guid } = await connection();
    const change = { addAdminUsers: { guid, usernames: ["noor"] } };
    await stage.control.addFaults({ match: READ, skip: 2, do: { before: [change] } });
    expect(await probe()).toMatchObject({ leftovers: [], failure: null });
    expect((await connection()).adminUsers).toEqual([...ADMINS, "noor"]);
  });

  it("that another program overwrites leaves open what it was to find out", async () => {
    await staged({}, { match: WRITE, do: { status: 200, body: {} } });
    const { report, leftovers } = await probe();
    expect(report?.undetermined.grantActivationMs).toBe(
      "Not determined, because another program changed the admins of the connection, too.",
    );
    expect(report?.settings).toMatchObject({ searchLagMs: 0, unknownUserReply: null });
    expect(leftovers).toEqual([]);
    await expectAsBefore();
  });

  it("of a connection that is deleted meanwhile leaves nothing to look after", async () => {
    await staged();
    const { guid } = await connection();
    await stage.control.addFaults({ match: WRITE, do: { after: [{ deleteAsset: { guid } }] } });
    const { report, leftovers } = await probe();
    expect(report?.undetermined.searchLagMs).toBe(
      "Not determined, because the connection was deleted.",
    );
    expect(leftovers).toEqual([]);
  });

  it("is not made where a read does not show the admins", async () => {
    const hidden = { status: 200, body: { entity: { attributes: { adminUsers: null } } } };
    await staged({}, { match: READ, times: 999, do: hidden });
    const { report } = await probe();
    expect(report?.undetermined.grantActivationMs).toBe(
      "Not determined, because a read of the connection does not show its name and admins.",
    );
    expect(await writes()).toEqual([]);
  });
});

it("two probes of one connection at once leave it as it was", async () => {
  await staged({ settings: { searchLagMs: 1_000, grantActivationMs: 1_000 } });
  const ends = await Promise.all([probe(), probe()]);
  expect(ends).toMatchObject([
    { failure: null, leftovers: [] },
    { failure: null, leftovers: [] },
  ]);
  await expectAsBefore();
});

it("the API key changes a connection whose admin it is, and no bearer token is needed", async () => {
  await staged();
  const attributes = { name: "own", qualifiedName: "default/snowflake/1" };
  const entities = [{ typeName: "Connection", attributes }];
  await stage.control.api("POST", "/api/meta/entity/bulk", { entities });
  const { report } = await probe({ hasBearer: false, connection: attributes.qualifiedName });
  expect(report?.settings).toMatchObject({
    searchLagMs: 0,
    grantActivationMs: 0,
    unknownUserReply: null,
  });
});

it("a person may be an admin by a role", async () => {
  const named = { name: "lent", connectorName: "snowflake", adminUsers: ["tomas"] };
  const users = [{ username: "amira", admin: true }, { username: "tomas" }];
  await staged({ seed: { users, connections: [{ ...named, adminRoles: ["$admin"] }] } });
  const { report } = await probe();
  expect(report?.settings).toMatchObject({ searchLagMs: 0, grantActivationMs: 0 });
  expect((await connection()).adminUsers).toEqual(["tomas"]);
});

describe("a connection that cannot be used", () => {
  it.each<[string, HowToProbe, RegExp]>([
    [
      "is not there",
      { connection: "default/snowflake/0" },
      /: Cannot use the connection "default\/snowflake\/0": .* expected one in exact case/,
    ],
    [
      "has a name that would act on a terminal",
      { connection: "default\n\u202e\u001b[31m" },
      /: Cannot use the connection "default\\n\\u202e\\u001b\[31m": neither/,
    ],
    [
      "has other admins than the API key",
      { hasBearer: false },
      /the API key is not one of its admins\. Set ATLAN_USER_BEARER_TOKEN/,
    ],
  ])("%s: nothing is written", async (_why, how, words) => {
    await staged();
    const { failure, isMade } = await probe(how);
    expect(failure).toBeInstanceOf(ConnectionError);
    expect(String(failure)).toMatch(words);
    expect(isMade).toBe(false);
    const requests = await stage.control.requests();
    const changes = requests.filter(({ method, path }) => {
      return method !== "GET" && !path.endsWith("/indexsearch");
    });
    expect(changes).toEqual([]);
  });

  it("has other admins than the API key and the person", async () => {
    const connections = [{ name: "lent", connectorName: "snowflake", adminUsers: ["tomas"] }];
    await staged({ seed: { connections } });
    const { failure } = await probe();
    expect(String(failure)).toContain(
      "neither the API key nor the owner of ATLAN_USER_BEARER_TOKEN is one of its admins",
    );
  });
});

it("a connection that is renamed while the probe looks for it keeps its new name", async () => {
  await staged({ settings: { searchLagMs: 30_000 } });
  stage.clock.advance(60_000);
  const { guid, qualifiedName } = await connection();
  const { baseUrl, userBearerToken } = stage.tenant;
  const attributes = { qualifiedName, name: "renamed" };
  const renamed = await fetch(`${baseUrl}/api/meta/entity/bulk`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${userBearerToken}` },
    body: JSON.stringify({ entities: [{ typeName: "Connection", guid, attributes }] }),
  });
  expect(renamed.status).toBe(200);
  expect(await probe()).toMatchObject({ leftovers: [], failure: null });
  expect((await connection()).name).toBe("renamed");
});
