import { afterEach, describe, expect, it } from "@jest/globals";
import { collectionDataSource } from "../../../../src/resources/collection/data-source.js";
import { failureOf, lookUp } from "../look-up.js";
import { type Rig, tenantSession } from "../tenant-session.js";

let rig: Rig;
afterEach(() => rig.tenant.stop());

const open = async () => {
  rig = await tenantSession({
    seed: {
      users: [{ username: "amira", admin: true }, { username: "tomas" }],
      connections: [{ name: "Finance", connectorName: "snowflake" }],
      collections: [
        { name: "Finance", viewerUsers: ["tomas"], viewerGroups: ["analysts"] },
        { name: "Sales" },
      ],
    },
  });
  return rig.control.state();
};

const find = (settings: Record<string, string>) =>
  lookUp(rig.session, collectionDataSource, settings);

describe("atlan_collection", () => {
  it.each([
    ["name", () => "Finance"],
    ["id", ({ guid }: { guid: string }) => guid],
    ["qualified_name", ({ qualifiedName }: { qualifiedName: string }) => qualifiedName],
  ])("finds by %s", async (attribute, naming) => {
    const [finance] = (await open()).collections;
    if (finance === undefined) throw new Error("the seed has no collection");
    expect(await find({ [attribute]: naming(finance) })).toEqual({
      id: finance.guid,
      qualified_name: finance.qualifiedName,
      name: "Finance",
      description: "",
      admin_users: ["amira"],
      admin_groups: [],
      viewer_users: ["tomas"],
      viewer_groups: ["analysts"],
      created_at: expect.any(String),
      created_by: "amira",
      wait_seconds: null,
    });
  });

  it("finds nothing by the GUID of a connection", async () => {
    const { connections } = await open();
    const { summary } = await failureOf(find({ id: connections[0]?.guid ?? "" }));
    expect(summary).toBe("Collection not found");
  });

  it("says what the API key can see", async () => {
    await open();
    const { detail } = await failureOf(find({ name: "Finanse" }));
    expect(detail).toContain('"Finance"');
    expect(detail).toContain("The API key sees only collections that it made");
  });
});
