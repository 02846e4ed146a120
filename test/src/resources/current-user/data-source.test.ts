import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { currentUserDataSource } from "../../../../src/resources/current-user/data-source.js";
import { failureOf, lookUp } from "../look-up.js";
import { type Rig, tenantSession } from "../tenant-session.js";

let rig: Rig;
beforeEach(async () => {
  rig = await tenantSession();
});
afterEach(() => rig.tenant.stop());

const find = (settings: Record<string, string>) =>
  lookUp(rig.session, currentUserDataSource, settings);

describe("atlan_current_user", () => {
  it("is the API key's own principal unless told otherwise", async () => {
    expect(await find({})).toEqual({
      credential: "api_key",
      id: expect.any(String),
      username: expect.stringMatching(/^service-account-apikey-/),
      email: null,
      is_api_token: true,
      is_oauth_client: false,
    });
  });

  it("is the OAuth client where the provider signs in as one", async () => {
    const oauth = await tenantSession({}, { asOAuthClient: true });
    try {
      expect(await lookUp(oauth.session, currentUserDataSource, {})).toEqual({
        credential: "api_key",
        id: expect.any(String),
        username: `service-account-${oauth.tenant.oauthClientId}`,
        email: null,
        is_api_token: false,
        is_oauth_client: true,
      });
    } finally {
      await oauth.tenant.stop();
    }
  });

  it("is the person behind the bearer token", async () => {
    const { users } = await rig.control.state();
    expect(await find({ credential: "user_bearer_token" })).toEqual({
      credential: "user_bearer_token",
      id: users[0]?.id,
      username: "amira",
      email: "amira@example.com",
      is_api_token: false,
      is_oauth_client: false,
    });
  });

  it("says so when the bearer token has expired", async () => {
    await rig.control.changeSettings({ userBearerLifetimeSeconds: 60 });
    await rig.control.advance(120);
    const { summary, detail, attribute } = await failureOf(
      find({ credential: "user_bearer_token" }),
    );
    expect(summary).toBe("Cannot tell the current user");
    expect(detail).toContain("401");
    expect(attribute).toEqual(["credential"]);
  });
});
