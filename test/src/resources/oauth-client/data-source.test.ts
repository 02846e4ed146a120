import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { oauthClientDataSource } from "../../../../src/resources/oauth-client/data-source.js";
import { failureOf, lookUp } from "../look-up.js";
import { type Rig, tenantSession } from "../tenant-session.js";

let rig: Rig;
beforeEach(async () => {
  rig = await tenantSession({
    seed: {
      personas: [{ name: "Loaders" }],
      oauthClients: [
        { displayName: "sync", role: "$member", personas: ["Loaders"], tokenExpirySeconds: 900 },
        { displayName: "sync 2", role: "$guest" },
        { displayName: "twin", role: "$guest" },
        { displayName: "twin", role: "$admin" },
        { displayName: "caf\u00e9", role: "$guest" },
      ],
    },
  });
});
afterEach(() => rig.tenant.stop());

const find = (settings: Record<string, string | number>) =>
  lookUp(rig.session, oauthClientDataSource, settings);
const seeded = async (name: string) => {
  const { oauthClients } = await rig.control.state();
  const found = oauthClients.find(({ displayName }) => displayName === name);
  if (found === undefined) throw new Error(`no client ${name}`);
  return found;
};

describe("atlan_oauth_client", () => {
  it("gives everything but the secret", async () => {
    const { id, clientId, username, personaQualifiedNames, createdBy } = await seeded("sync");
    expect(await find({ display_name: "sync" })).toEqual({
      id,
      client_id: clientId,
      username,
      display_name: "sync",
      description: "",
      role_name: "$member",
      persona_qualified_names: personaQualifiedNames,
      token_expiry_seconds: 900,
      created_at: expect.stringMatching(/Z$/),
      created_by: createdBy,
      active_ids: [id],
      active_usernames: [username],
      wait_seconds: null,
    });
  });

  type Seeded = Awaited<ReturnType<typeof seeded>>;
  it.each<[string, string, (client: Seeded) => string]>([
    ["the GUID", "id", ({ id }) => id],
    ["the GUID in upper case", "id", ({ id }) => id.toUpperCase()],
    ["the client ID", "client_id", ({ clientId }) => clientId],
    ["the username", "client_id", ({ username }) => username],
  ])("is found by %s, and gives it back as it was written", async (_name, by, written) => {
    const value = written(await seeded("sync"));
    expect(await find({ [by]: value })).toMatchObject({ display_name: "sync", [by]: value });
  });

  it("is found by a name whose letters are composed in another way", async () => {
    const display_name = "cafe\u0301";
    expect(await find({ display_name })).toMatchObject({ display_name, role_name: "$guest" });
  });

  it("lists near misses", async () => {
    const { summary, detail, attribute } = await failureOf(find({ display_name: "Sync" }));
    expect({ summary, attribute }).toEqual({
      summary: "OAuth client not found",
      attribute: ["display_name"],
    });
    expect(detail).toMatch(
      /No OAuth client has the display name "Sync"\. Upper and lower case count\.[\s\S]*"sync", oauth-client-/,
    );
  });

  it("waits for one that is not listed yet, when it is told to", async () => {
    await rig.control.changeSettings({ listLagMs: 5_000 });
    const client = { displayName: "late", description: "", role: "$guest", personaQNs: [] };
    await rig.control.api("POST", "/api/service/oauth-clients", client);
    const { summary } = await failureOf(find({ display_name: "late" }));
    expect(summary).toBe("OAuth client not found");
    expect(await find({ display_name: "late", wait_seconds: 60 })).toMatchObject({
      role_name: "$guest",
      wait_seconds: 60,
    });
  });

  it("names several instead of choosing", async () => {
    const { summary, detail } = await failureOf(find({ display_name: "twin" }));
    expect(summary).toBe("Several OAuth clients match");
    expect(detail).toContain("Name the one you mean by its GUID.");
  });
});
