import { afterEach, describe, expect, it } from "@jest/globals";
import type { ObjectValue } from "../../../../src/framework/index.js";
import { personasDataSource } from "../../../../src/resources/personas/data-source.js";
import { failureOf, lookUp } from "../look-up.js";
import { type Rig, tenantSession } from "../tenant-session.js";

let rig: Rig;
afterEach(() => rig.tenant.stop());

const open = async (count: number) => {
  const personas = Array.from({ length: count }, (_, index) => ({ name: `persona ${index + 1}` }));
  rig = await tenantSession({ seed: { personas } });
};

const list = (settings: ObjectValue) => lookUp(rig.session, personasDataSource, settings);
const namesIn = ({ records }: ObjectValue) =>
  (records as readonly ObjectValue[]).map(({ name }) => name);
const queries = async () =>
  (await rig.control.requests())
    .filter(({ path }) => path === "/api/service/personas")
    .map(({ query }) => new URLSearchParams(query));

describe("atlan_personas", () => {
  it("gives all of them with the tenant's counters, in one order", async () => {
    await open(120);
    await rig.control.changeSettings({ maxPageSize: 100 });
    const state = await list({});
    expect(namesIn(state)).toHaveLength(120);
    expect(state).toMatchObject({ total_record: 120, filter_record: 120, limit: null });
    const sent = await queries();
    expect(sent.map((query) => query.get("offset"))).toEqual(["0", "100", "120"]);
    for (const query of sent) {
      expect([query.get("sort"), query.has("count"), query.has("columns")]).toEqual([
        "createdAt",
        false,
        false,
      ]);
    }
  });

  it("ends on an empty page where nothing is counted and pages are capped", async () => {
    await open(25);
    await rig.control.changeSettings({ maxPageSize: 10 });
    const state = await list({ count_records: false });
    expect(namesIn(state)).toHaveLength(25);
    expect(state).toMatchObject({ total_record: 0, filter_record: 0 });
  });

  it("sends every parameter as it was given", async () => {
    await open(5);
    const filter = '{"name":{"$ne":"persona 2"}}';
    const columns = ["id", "name"];
    const settings = { limit: 2, offset: 1, sort: "-createdBy", count_records: true, columns };
    const state = await list({ ...settings, filter });
    expect(state).toMatchObject({ ...settings, filter, total_record: 5, filter_record: 4 });
    const [query, ...others] = await queries();
    expect(others).toEqual([]);
    expect([...(query ?? [])].sort()).toEqual(
      [
        ["columns", "id"],
        ["columns", "name"],
        ["count", "true"],
        ["filter", filter],
        ["limit", "2"],
        ["offset", "1"],
        ["sort", "-createdBy"],
      ].sort(),
    );
  });

  it("gives null or empty text, as sent, for columns that were left out", async () => {
    await open(1);
    const { records } = await list({ columns: ["displayName"] });
    expect(records).toEqual([
      expect.objectContaining({
        name: "persona 1",
        display_name: "persona 1",
        id: "",
        description: "",
        created_at: null,
        enabled: null,
        users: null,
        metadata_policies: null,
        attributes: null,
        qualified_name: null,
      }),
    ]);
  });

  it.each([404, 410])("names the way out when the endpoint answers %s", async (status) => {
    await open(1);
    await rig.control.addFaults({ match: { path: "personas" }, do: { status, body: {} } });
    const { summary, detail } = await failureOf(list({}));
    expect(summary).toBe("Cannot list personas");
    expect(detail).toContain(`answered ${status}`);
    expect(detail).toContain("atlan_persona finds a persona by name or qualified name");
  });

  it("names no way out for other failures", async () => {
    await open(1);
    await rig.control.addFaults({ match: { path: "personas" }, do: { status: 403, body: {} } });
    const { detail } = await failureOf(list({}));
    expect(detail).not.toContain("atlan_persona finds");
  });
});
