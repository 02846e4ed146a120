import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { userDataSource } from "../../../../src/resources/user/data-source.js";
import { failureOf, lookUp } from "../look-up.js";
import { type Rig, tenantSession } from "../tenant-session.js";

let rig: Rig;
beforeEach(async () => {
  rig = await tenantSession({
    seed: {
      users: [
        { username: "amira", admin: true },
        { username: "tomas" },
        { username: "Tomas", email: "tomas@example.com" },
      ],
    },
  });
});
afterEach(() => rig.tenant.stop());

const find = (settings: Record<string, string>) => lookUp(rig.session, userDataSource, settings);

describe("atlan_user", () => {
  it.each([
    ["username", { username: "amira" }],
    ["email", { email: "amira@example.com" }],
  ])("finds by %s", async (_name, settings) => {
    const { users } = await rig.control.state();
    expect(await find(settings)).toEqual({
      id: users[0]?.id,
      username: "amira",
      email: "amira@example.com",
      enabled: true,
      wait_seconds: null,
    });
  });

  it("lists near misses, and says where API tokens are found", async () => {
    const { summary, detail, attribute } = await failureOf(find({ username: "amirra" }));
    expect({ summary, attribute }).toEqual({ summary: "User not found", attribute: ["username"] });
    expect(detail).toContain('"amira", amira@example.com');
    expect(detail).toContain("atlan_api_token");
  });

  it("lists the candidates when several have the email", async () => {
    const { summary, detail } = await failureOf(find({ email: "tomas@example.com" }));
    expect(summary).toBe("Several users match");
    expect(detail).toMatch(/"tomas".*\n.*"Tomas"/);
  });

  it("counts case", async () => {
    const { detail } = await failureOf(find({ username: "AMIRA" }));
    expect(detail).toContain('No user has the username "AMIRA". Upper and lower case count.');
  });
});
