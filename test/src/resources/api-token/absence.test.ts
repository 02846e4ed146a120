import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { byId } from "../../../../src/resources/api-token/token-selector.js";
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
  rig.session.absence.confirm({ selector: byId(id), createdAt }, never);

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
    await rig.control.faults({ match, times: 2, do: { status: 200, body: empty } });
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
    const reads = Array.from({ length: 10 }, () => rig.session.absence.read(expected, never));
    for (const { token } of await Promise.all(reads)) expect(token).toBeNull();
    // Ten reads at once are one walk; then the token alone, and the API key's own.
    expect(await rig.tokenRequests()).toHaveLength(3);
    await confirm(nobody);
    expect(await rig.tokenRequests()).toHaveLength(1);
  });
});
