// Bindings: a persona in the list of each token, and tokens that come and go.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { HELD_UP } from "../../../tenant-control.js";
import { untilSent } from "../until-sent.js";
import { type AssetWorld, assetWorld } from "./asset-world.js";
import { type PluginRun, pluginRun } from "./plugin-run.js";

const TYPE = "atlan_token_persona_binding";
const TEN_MINUTES_SECONDS = 600;
const NOBODY = "00000000-0000-4000-8000-000000000000";

let world: AssetWorld;
let run: PluginRun;
let loader: string;
let exporter: string;
let persona: string;
beforeEach(async () => {
  world = await assetWorld();
  run = await pluginRun(world.tenant);
  const { tokens, personas } = await world.control.state();
  const idOf = (name: string) => tokens.find((it) => it.displayName === name)?.id ?? "";
  loader = idOf("loader");
  exporter = idOf("exporter");
  persona = personas[0]?.qualifiedName ?? "";
});
afterEach(() => world.tenant.stop());

const binding = (...token_ids: readonly string[]) => ({
  persona_qualified_name: persona,
  token_ids,
});
const linked = async () => {
  const { tokens } = await world.control.state();
  return tokens.filter((it) => it.personaQualifiedNames.includes(persona)).map(({ id }) => id);
};

describe("a binding", () => {
  it("links each of its tokens, and warns of the one that was linked already", async () => {
    await run.create(TYPE, binding(loader));
    const later = await pluginRun(world.tenant);
    const { state, warnings } = await later.create(TYPE, binding(loader, exporter));
    expect(state).toMatchObject(binding(loader, exporter));
    expect(warnings).toMatchObject([{ summary: expect.stringContaining(`already: ${loader}`) }]);
    expect((await linked()).sort()).toEqual([loader, exporter].sort());
  });

  it("that fails for one token keeps what it added to the others, and only that", async () => {
    await run.create(TYPE, binding(exporter));
    const later = await pluginRun(world.tenant);
    const { state, errors } = await later.create(TYPE, binding(loader, exporter, NOBODY));
    expect(state).toMatchObject(binding(loader));
    expect(errors).toMatchObject([
      { summary: "Cannot create persona binding", detail: expect.stringContaining(NOBODY) },
    ]);
  });

  it("takes a GUID in upper case for the same one, and keeps the link", async () => {
    await run.create(TYPE, binding(loader));
    await world.control.advance(TEN_MINUTES_SECONDS);
    const later = await pluginRun(world.tenant);
    const imported = await later.import(TYPE, `${persona},${loader.toUpperCase()}`);
    const { state, errors, warnings } = await later.update(TYPE, imported, binding(loader));
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
    expect(state).toMatchObject(binding(loader));
    expect(await linked()).toEqual([loader]);
  });

  it("that fails to update keeps the prior ones and what it added", async () => {
    const prior = await run.create(TYPE, binding(loader));
    const { state, errors } = await run.update(TYPE, prior, binding(loader, exporter, NOBODY));
    expect(errors).toHaveLength(1);
    expect(state).toMatchObject(binding(loader, exporter));
  });

  it("to a persona that is unknown points at it", async () => {
    const wrong = { persona_qualified_name: "default/nobody", token_ids: [loader] };
    const { state, errors } = await run.create(TYPE, wrong);
    expect(state).toBeNull();
    expect(errors).toMatchObject([
      {
        summary: "Cannot create persona binding",
        detail: expect.stringMatching(/link API token .* to persona default\/nobody.*400/s),
        attribute: ["persona_qualified_name"],
      },
    ]);
  });

  it("by client ID says that it wants the GUID", async () => {
    const { errors } = await run.create(TYPE, binding("apikey-1"));
    expect(errors).toMatchObject([
      { detail: expect.stringContaining("the token's GUID: its `id`") },
    ]);
  });

  it("counts a token that is gone as removed", async () => {
    const created = await run.create(TYPE, binding(loader, exporter));
    await world.control.advance(TEN_MINUTES_SECONDS);
    await world.control.api("DELETE", `/api/service/apikeys/${loader}`);
    expect((await run.read(TYPE, created)).state).toMatchObject(binding(exporter));
  });

  it("does not take a token for gone that is too young to be listed", async () => {
    const created = await run.create(TYPE, binding(loader));
    const noted = await run.read(TYPE, created);
    const empty = { totalRecord: 0, filterRecord: 0, records: [] };
    const later = await pluginRun(world.tenant);
    await world.control.api("DELETE", `/api/service/apikeys/${loader}`);
    await world.control.addFaults({ match: { path: "apikeys" }, do: { status: 200, body: empty } });
    const { state, errors } = await later.read(TYPE, noted);
    expect(state).toMatchObject(binding(loader));
    expect(errors).toMatchObject([{ summary: "Cannot tell whether the API token still exists" }]);
  });

  it("is deleted without an error when its token is gone", async () => {
    const created = await run.create(TYPE, binding(loader));
    await world.control.advance(TEN_MINUTES_SECONDS);
    await world.control.api("DELETE", `/api/service/apikeys/${loader}`);
    const { state, errors } = await (await pluginRun(world.tenant)).remove(TYPE, created);
    expect({ state, errors }).toEqual({ state: null, errors: [] });
  });

  it("is deleted without an error when its token goes between the read and the write", async () => {
    const created = await run.create(TYPE, binding(loader));
    await world.control.advance(TEN_MINUTES_SECONDS);
    await world.control.addFaults({
      match: { method: "POST", path: "apikeys/.+" },
      do: { before: [{ deleteToken: { guid: loader } }] },
    });
    const { state, errors } = await (await pluginRun(world.tenant)).remove(TYPE, created);
    expect({ state, errors }).toEqual({ state: null, errors: [] });
  });

  it("keeps the name and the description that somebody else gives in the meantime", async () => {
    await world.control.api("POST", `/api/service/apikeys/${loader}`, {
      displayName: "renamed",
      description: "new",
      personaQualifiedNames: [],
    });
    await run.create(TYPE, binding(loader));
    const [token] = await world.control.tokensNamed("renamed");
    expect(token).toMatchObject({ description: "new", personaQualifiedNames: [persona] });
  });

  it("says so when it does not hold", async () => {
    const unlinked = { tokenGuid: loader, personaQualifiedName: persona };
    await world.control.addFaults({
      match: { method: "POST", path: "apikeys/.+" },
      times: 99,
      do: { after: [{ unlinkPersona: unlinked }] },
    });
    const { state, errors } = await run.create(TYPE, binding(loader));
    expect(state).toBeNull();
    expect(errors).toMatchObject([
      {
        summary: "A persona binding was written, but not kept",
        detail: expect.stringContaining(persona),
      },
    ]);
  });
});

describe("a stop", () => {
  const slowly = { match: { method: "POST", path: "apikeys/.+" }, do: HELD_UP };

  it("lets a write under way finish, and keeps what was written with a warning", async () => {
    const { systemClock } = await import("../../../../src/clock.js");
    const real = await pluginRun(world.tenant, { clock: systemClock });
    await world.control.addFaults(slowly);
    const creating = real.create(TYPE, binding(loader));
    await untilSent(world.control, slowly.match, creating);
    real.stop();
    await world.control.clearFaults();
    const { state, warnings, errors } = await creating;
    expect(errors).toEqual([]);
    expect(state).toMatchObject(binding(loader));
    expect(warnings).toMatchObject([{ summary: "A persona binding was written, but not checked" }]);
    expect(await linked()).toEqual([loader]);
  });

  it("before the write leaves nothing, with an error", async () => {
    run.stop();
    const { state, errors } = await run.create(TYPE, binding(loader));
    expect(state).toBeNull();
    expect(errors).toHaveLength(1);
    expect(await linked()).toEqual([]);
  });
});

describe("a token whose own resource sets its personas", () => {
  it.each(["token first", "binding first"])(
    "warns once of the binding beside it: %s",
    async (order) => {
      const created = await run.create(TYPE, binding(loader));
      const imported = await run.import("atlan_api_token", loader);
      const token = { ...imported.state, persona_qualified_names: [persona] };
      const later = await pluginRun(world.tenant);
      const reads = [
        () => later.read("atlan_api_token", token),
        () => later.read(TYPE, created),
        () => later.read(TYPE, created),
      ];
      const done = [];
      for (const read of order === "token first" ? reads : reads.reverse()) done.push(await read());
      expect(done.flatMap(({ warnings }) => warnings)).toMatchObject([
        { summary: `API token ${loader} has its personas managed twice` },
      ]);
    },
  );

  it("is not warned of where the resource leaves them alone", async () => {
    const created = await run.create(TYPE, binding(loader));
    const token = await run.import("atlan_api_token", loader);
    const done = [await run.read("atlan_api_token", token), await run.read(TYPE, created)];
    expect(done.flatMap(({ warnings }) => warnings)).toEqual([]);
  });
});
