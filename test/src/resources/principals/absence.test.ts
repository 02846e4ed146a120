import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { byId } from "../../../../src/resources/principals/selector.js";
import { type Rig, tenantSession } from "../tenant-session.js";

const never = new AbortController().signal;
const nobody = "00000000-0000-4000-8000-000000000000";
const longAgo = "2020-01-01T00:00:00Z";

let rig: Rig;
beforeEach(async () => {
  rig = await tenantSession({ seed: { tokens: [{ displayName: "loader" }] } });
});
afterEach(() => rig.tenant.stop());

const confirm = (id: string, createdAt: string | null = longAgo) =>
  rig.session.apiTokens.absence.confirm({ selector: byId(id), createdAt }, never);

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

  it("costs one confirmation each, and one look at ourselves for all", async () => {
    await rig.tokenRequests();
    await Promise.all(Array.from({ length: 10 }, () => confirm(nobody)));
    expect(await rig.tokenRequests()).toHaveLength(11);
  });

  it("is asked for once by all the reads that miss it, and anew by a delete", async () => {
    await rig.tokenRequests();
    const expected = { selector: byId(nobody), createdAt: longAgo };
    const reads = Array.from({ length: 10 }, () =>
      rig.session.apiTokens.absence.read(expected, never),
    );
    for (const { record } of await Promise.all(reads)) expect(record).toBeNull();
    // Ten reads at once are one walk; then the token alone, and the API key's own.
    expect(await rig.tokenRequests()).toHaveLength(3);
    await confirm(nobody);
    expect(await rig.tokenRequests()).toHaveLength(1);
  });
});

describe("signed in as an OAuth client, which has no token of its own", () => {
  let oauth: Rig;
  beforeEach(async () => {
    const seed = { tokens: [{ displayName: "loader", count: 2 }] };
    oauth = await tenantSession({ seed }, { asOAuthClient: true });
  });
  afterEach(() => oauth.tenant.stop());

  const read = async (id: string) =>
    oauth.session.apiTokens.absence.read({ selector: byId(id), createdAt: longAgo }, never);
  const idOf = async (name: string) => (await oauth.control.tokensNamed(name))[0]?.id ?? "";

  it("a token is gone when the list shows another one of the state", async () => {
    expect((await read(await idOf("loader 1"))).record).toMatchObject({ displayName: "loader 1" });
    expect((await read(nobody)).record).toBeNull();
    expect(
      await oauth.session.apiTokens.absence.confirm(
        { selector: byId(nobody), createdAt: longAgo },
        never,
      ),
    ).toBeNull();
  });

  it("a token is not proven gone without another one, and the error says how to let go of it", async () => {
    const detail = expect.stringMatching(/another token of this state[\s\S]*terraform state rm/);
    await expect(read(nobody)).rejects.toMatchObject({ diagnostics: [{ detail }] });
  });

  it("two that are both missing prove nothing of each other", async () => {
    const other = "00000000-0000-4000-8000-000000000001";
    const ends = await Promise.allSettled([read(nobody), read(other)]);
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
});
