import { afterEach, describe, expect, it } from "@jest/globals";
import { personaDataSource } from "../../../../src/resources/persona/data-source.js";
import { failureOf, lookUp } from "../look-up.js";
import { type Rig, tenantSession } from "../tenant-session.js";

let rig: Rig;
afterEach(() => rig.tenant.stop());

const open = async () => {
  rig = await tenantSession({
    seed: {
      personas: [
        { name: "Loaders", description: "What loads may touch" },
        { name: "loaders", enabled: false },
        { name: "Stewards" },
      ],
    },
  });
  return (await rig.control.state()).personas;
};

const find = (settings: Record<string, string | number>) =>
  lookUp(rig.session, personaDataSource, settings);

describe("atlan_persona", () => {
  it("finds by name in exact case, although the index folds it", async () => {
    const [upper, lower] = await open();
    expect(await find({ name: "Loaders" })).toEqual({
      id: upper?.guid,
      qualified_name: upper?.qualifiedName,
      name: "Loaders",
      display_name: "Loaders",
      description: "What loads may touch",
      enabled: true,
      wait_seconds: null,
    });
    expect(await find({ name: "loaders" })).toMatchObject({ id: lower?.guid, enabled: false });
  });

  it("finds by qualified name", async () => {
    const [persona] = await open();
    const found = await find({ qualified_name: persona?.qualifiedName ?? "" });
    expect(found).toMatchObject({ id: persona?.guid, name: "Loaders" });
  });

  it("lists near misses with their GUIDs when none matches", async () => {
    const personas = await open();
    const { summary, detail, attribute } = await failureOf(find({ name: "LOADERS" }));
    expect({ summary, attribute }).toEqual({ summary: "Persona not found", attribute: ["name"] });
    for (const { guid } of personas.slice(0, 2)) expect(detail).toContain(guid);
    expect(detail).toContain("Upper and lower case count");
    expect(detail).not.toContain("Stewards");
    expect(detail).not.toContain("The API key sees only");
  });

  it("lists the candidates when several match", async () => {
    await open();
    const entities = ["7f2a", "90c4"].map((guid) => ({
      typeName: "Persona",
      guid,
      status: "ACTIVE",
      attributes: { name: "Twins", qualifiedName: `default/${guid}` },
    }));
    const body = { entities, approximateCount: 2 };
    await rig.control.addFaults({ match: { path: "indexsearch" }, do: { status: 200, body } });
    const { summary, detail } = await failureOf(find({ name: "Twins" }));
    expect(summary).toBe("Several personas match");
    expect(detail).toContain('- 7f2a: "Twins", default/7f2a, created unknown by unknown');
    expect(detail).toContain('- 90c4: "Twins", default/90c4');
    expect(detail).toContain("Name the one you mean by its qualified name.");
  });

  it("says what failed when the search fails", async () => {
    await open();
    await rig.control.addFaults({
      match: { path: "indexsearch" },
      do: { status: 403, body: { errorCode: "ATLAS-403-00-001", errorMessage: "no" } },
    });
    const { summary, detail } = await failureOf(find({ name: "Loaders" }));
    expect(summary).toBe("Cannot look up persona");
    expect(detail).toContain("403");
  });

  it("asks again when the search breaks, because it changes nothing", async () => {
    const [persona] = await open();
    await rig.control.addFaults({ match: { path: "indexsearch" }, times: 2, do: { status: 503 } });
    expect(await find({ name: "Loaders" })).toMatchObject({ id: persona?.guid });
  });
});
