import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { roleDataSource } from "../../../../src/resources/role/data-source.js";
import { rolesDataSource } from "../../../../src/resources/roles/data-source.js";
import { failureOf, lookUp } from "../look-up.js";
import { type Rig, tenantSession } from "../tenant-session.js";

let rig: Rig;
beforeEach(async () => {
  rig = await tenantSession({ seed: {} });
});
afterEach(() => rig.tenant.stop());

const find = (settings: Record<string, string>) => lookUp(rig.session, roleDataSource, settings);
const MEMBER = { id: expect.any(String), name: "$member", label: "Member", level: "workspace" };

describe("atlan_role", () => {
  it.each([{ name: "$member" }, { label: "Member" }])("is found by %j", async (settings) => {
    expect(await find(settings)).toEqual(MEMBER);
  });

  it("says which roles there are", async () => {
    const { summary, detail, attribute } = await failureOf(find({ label: "Memmber" }));
    expect({ summary, attribute }).toEqual({ summary: "Role not found", attribute: ["label"] });
    expect(detail).toMatch(
      /No role has the label "Memmber"[\s\S]*Similar ones:\n {2}- "Member": \$member\n[\s\S]*The roles that there are:\n[\s\S]*"Guest": \$guest/,
    );
  });
});

describe("atlan_roles", () => {
  const list = (settings: Record<string, string | number>) =>
    lookUp(rig.session, rolesDataSource, settings);

  it("lists all of them, by name", async () => {
    const { roles } = await list({});
    const named = (name: string) => expect.objectContaining({ name });
    expect(roles).toEqual(
      ["$admin", "$admin_connections", "$api-token-default-access", "$guest", "$member"].map(named),
    );
  });

  it("takes a filter by label", async () => {
    const { roles } = await list({ filter: '{"description":"Member"}' });
    expect(roles).toEqual([MEMBER]);
  });

  it("says what the tenant says of a filter it does not understand", async () => {
    const { summary } = await failureOf(list({ filter: '{"$where":"1"}' }));
    expect(summary).toBe("Cannot list roles");
  });
});
