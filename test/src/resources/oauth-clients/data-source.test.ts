import { afterEach, describe, expect, it } from "@jest/globals";
import { oauthClientDataSource } from "../../../../src/resources/oauth-client/data-source.js";
import { oauthClientsDataSource } from "../../../../src/resources/oauth-clients/data-source.js";
import { failureOf, lookUp } from "../look-up.js";
import { type Rig, tenantSession } from "../tenant-session.js";

let rig: Rig;
afterEach(() => rig.tenant.stop());

const open = async (count: number) => {
  rig = await tenantSession({
    seed: { oauthClients: [{ displayName: "sync", role: "$member", count }] },
  });
};
const list = async (settings: Record<string, string | number>) => {
  const { clients } = await lookUp(rig.session, oauthClientsDataSource, settings);
  return clients as readonly { readonly display_name: string }[];
};
const SYNCS = '{"displayName":{"$like":"sync%"}}';

describe("atlan_oauth_clients", () => {
  it("gives each client as the lookup of one does", async () => {
    await open(2);
    const [client] = await list({ filter: '{"displayName":"sync 2"}' });
    const one = await lookUp(rig.session, oauthClientDataSource, { display_name: "sync 2" });
    const { wait_seconds: _patience, ...record } = one;
    expect(client).toEqual(record);
  });

  it("walks on where the tenant caps its pages", async () => {
    await open(50);
    await rig.control.changeSettings({ maxPageSize: 20 });
    expect(await list({ filter: SYNCS })).toHaveLength(50);
  });

  it("takes sort, limit and offset", async () => {
    await open(5);
    const page = await list({ filter: SYNCS, sort: "-displayName", limit: 2, offset: 1 });
    expect(page.map(({ display_name }) => display_name)).toEqual(["sync 4", "sync 3"]);
  });

  it("says what the tenant says of a filter it does not understand", async () => {
    await open(1);
    const { summary, detail } = await failureOf(list({ filter: '{"$where":"1"}' }));
    expect(summary).toBe("Cannot list OAuth clients");
    expect(detail).toContain("400");
  });
});
