import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { byId } from "../../../../src/resources/principals/selector.js";
import { type Rig, tenantSession } from "../tenant-session.js";

const never = new AbortController().signal;
const nobody = "00000000-0000-4000-8000-000000000000";
const longAgo = "2020-01-01T00:00:00Z";

interface Listed {
  readonly attributes: object;
}

let rig: Rig;
beforeEach(async () => {
  rig = await tenantSession({ seed: { tokens: [{ displayName: "loader" }] } });
});
afterEach(() => rig.tenant.stop());

const confirm = (id: string, createdAt: string | null = longAgo) =>
  rig.session.apiTokens.absence.confirm({ selector: byId(id), createdAt, createdBy: null }, never);

describe("a token that a list does not show", () => {
  it("is gone when it is old and the list shows the API key's own token", async () => {
    expect(await confirm(nobody)).toBeNull();
  });

  it("is there when the tenant shows it on asking by id", async () => {
    const [token] = await rig.control.tokensNamed("loader");
    expect(await confirm(token?.id ?? "")).toMatchObject({ displayName: "loader" });
  });

  it("may only not be listed yet when it is young", async () => {
    const now = new Date().toISOString();
    await expect(confirm(nobody, now)).rejects.toMatchObject({
      diagnostics: [{ detail: expect.stringContaining("less than five minutes ago") }],
    });
  });

  it("proves nothing while the list does not show the API key's own token either", async () => {
    const empty = { totalRecord: 0, filterRecord: 0, records: [] };
    const match = { method: "GET", path: "apikeys" };
    await rig.control.addFaults({ match, times: 2, do: { status: 200, body: empty } });
    await expect(confirm(nobody)).rejects.toMatchObject({
      diagnostics: [{ detail: expect.stringContaining("own token either") }],
    });
    expect(await confirm(nobody)).toBeNull();
  });

  it("proves nothing by what the list left out before it showed the API key's own token", async () => {
    const [token] = await rig.control.tokensNamed("loader");
    const empty = { totalRecord: 0, filterRecord: 0, records: [] };
    await rig.control.addFaults({
      match: { method: "GET", path: "apikeys" },
      do: { status: 200, body: empty },
    });
    expect(await confirm(token?.id ?? "")).toMatchObject({ displayName: "loader" });
  });

  it("costs two confirmations each, and one look at ourselves for all", async () => {
    await rig.tokenRequests();
    await Promise.all(Array.from({ length: 10 }, () => confirm(nobody)));
    expect(await rig.tokenRequests()).toHaveLength(21);
  });

  it("is asked for once by all the reads that miss it, and anew by a delete", async () => {
    await rig.tokenRequests();
    const expected = { selector: byId(nobody), createdAt: longAgo, createdBy: null };
    const reads = Array.from({ length: 10 }, () =>
      rig.session.apiTokens.absence.read(expected, never),
    );
    for (const { record } of await Promise.all(reads)) expect(record).toBeNull();
    // Ten reads at once are one walk; then the API key's own token, and the missing one alone.
    expect(await rig.tokenRequests()).toHaveLength(3);
    await confirm(nobody);
    expect(await rig.tokenRequests()).toHaveLength(2);
  });
});

describe("signed in as an OAuth client, which has no token of its own", () => {
  let oauth: Rig;
  beforeEach(async () => {
    const seed = { tokens: [{ displayName: "loader", count: 2 }] };
    oauth = await tenantSession({ seed }, { asOAuthClient: true });
  });
  afterEach(() => oauth.tenant.stop());

  const expected = (createdBy: string | null) => ({
    selector: byId(nobody),
    createdAt: longAgo,
    createdBy,
  });
  const read = async (createdBy: string | null) =>
    oauth.session.apiTokens.absence.read(expected(createdBy), never);
  const own = () => oauth.session.ownUsername(never);
  /** The tenant lists these alone, whatever it is asked for. */
  const listOnly = async (...records: readonly unknown[]) => {
    const body = { totalRecord: records.length, filterRecord: records.length, records };
    const match = { method: "GET", path: "apikeys" };
    await oauth.control.addFaults({ match, times: 10, do: { status: 200, body } });
  };

  it("a token is gone when the list shows another one", async () => {
    expect((await read(null)).record).toBeNull();
    expect(await oauth.session.apiTokens.absence.confirm(expected(null), never)).toBeNull();
  });

  it("costs one walk, one look for another one, and one for the one that is missing", async () => {
    await oauth.tokenRequests();
    await Promise.all(Array.from({ length: 10 }, () => read(null)));
    // The first page of the list tells which other one to ask for.
    expect(await oauth.tokenRequests()).toHaveLength(4);
  });

  it("a token is not proven gone by an empty list, and the error says how to let go of it", async () => {
    await listOnly();
    const detail = expect.stringMatching(
      /lists no other token[\s\S]*terraform state rm '<the address/,
    );
    await expect(read(null)).rejects.toMatchObject({ diagnostics: [{ detail }] });
  });

  it.each([
    { creator: "it", isProven: true, createdBy: own },
    { creator: "somebody else", isProven: false, createdBy: async () => "amira" },
  ])(
    "what it created proves that a token is gone that $creator created: $isProven",
    async ({ isProven, createdBy }) => {
      const listed = await oauth.control.api("GET", "/api/service/apikeys?limit=1");
      const { records } = (await listed.json()) as { readonly records: readonly Listed[] };
      const [{ attributes, ...record }] = records as readonly [Listed];
      await listOnly({ ...record, attributes: { ...attributes, createdBy: await own() } });
      const proof = read(await createdBy());
      if (isProven) expect((await proof).record).toBeNull();
      else await expect(proof).rejects.toThrow();
    },
  );
});
