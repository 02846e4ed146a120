import { afterEach, describe, expect, it } from "@jest/globals";
import { apiTokenDataSource } from "../../../../src/resources/api-token/data-source.js";
import { apiTokensDataSource } from "../../../../src/resources/api-tokens/data-source.js";
import { failureOf, lookUp } from "../look-up.js";
import { type Rig, tenantSession } from "../tenant-session.js";

let rig: Rig;
afterEach(() => rig.tenant.stop());

const open = async (count: number) => {
  rig = await tenantSession({
    seed: {
      personas: [{ name: "Loaders" }],
      tokens: [{ displayName: "loader", count, personas: ["Loaders"], validitySeconds: 3600 }],
    },
  });
};

const list = async (settings: Record<string, string | number>) => {
  const { tokens } = await lookUp(rig.session, apiTokensDataSource, settings);
  return tokens as readonly { readonly display_name: string }[];
};
const namesOf = async (settings: Record<string, string | number>) =>
  (await list(settings)).map(({ display_name }) => display_name);

describe("atlan_api_tokens", () => {
  it("gives each token as the lookup of one does", async () => {
    await open(2);
    const [token] = await list({ filter: '{"displayName":"loader 2"}' });
    const one = await lookUp(rig.session, apiTokenDataSource, { display_name: "loader 2" });
    const { wait_seconds: _patience, ...record } = one;
    expect(token).toEqual(record);
  });

  it("lists all of them, page by page, in one order", async () => {
    await open(230);
    await rig.control.changeSettings({ maxPageSize: 100 });
    expect(await namesOf({})).toHaveLength(231);
    const sent = (await rig.control.requests()).filter(({ path }) => path.includes("apikeys"));
    expect(sent.map(({ query }) => query)).toEqual([
      expect.stringContaining("offset=0"),
      expect.stringContaining("offset=100"),
      expect.stringContaining("offset=200"),
      expect.stringContaining("offset=231"),
    ]);
    for (const { query } of sent) expect(query).toContain("sort=createdAt");
  });

  it("walks on where the tenant caps its pages", async () => {
    await open(50);
    await rig.control.changeSettings({ maxPageSize: 20 });
    expect(await namesOf({ filter: '{"displayName":{"$like":"loader%"}}' })).toHaveLength(50);
  });

  it.each([
    ["limit", { limit: 2 }, ["loader 1", "loader 2"]],
    ["limit and offset", { limit: 2, offset: 3 }, ["loader 4", "loader 5"]],
    ["offset", { offset: 4 }, ["loader 5"]],
    ["sort", { sort: "-displayName", limit: 1 }, ["loader 5"]],
  ])("takes %s", async (_name, settings, expected) => {
    await open(5);
    const filter = '{"displayName":{"$like":"loader%"}}';
    expect(await namesOf({ filter, sort: "displayName", ...settings })).toEqual(expected);
  });

  it("says what the tenant says of a filter it does not understand", async () => {
    await open(1);
    const { summary, detail } = await failureOf(list({ filter: '{"$where":"1"}' }));
    expect(summary).toBe("Cannot list API tokens");
    expect(detail).toContain("400");
  });
});
