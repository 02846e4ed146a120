import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { personasOf } from "../../../../src/resources/api-token/mapping.js";
import { byId } from "../../../../src/resources/principals/selector.js";
import type { PrincipalChange } from "../../../../src/resources/principals/writer.js";
import { type Rig, tenantSession } from "../tenant-session.js";

const never = new AbortController().signal;
const seed = {
  personas: [{ name: "A" }, { name: "B" }, { name: "C" }],
  tokens: [{ displayName: "loader", description: "Loads", personas: ["A"] }],
};

let rig: Rig;
let id: string;
let personas: Readonly<Record<string, string>>;

beforeEach(async () => {
  rig = await tenantSession({ seed });
  const state = await rig.control.state();
  id = state.tokens.find(({ displayName }) => displayName === "loader")?.id ?? "";
  personas = Object.fromEntries(state.personas.map((one) => [one.name, one.qualifiedName]));
  await rig.tokenRequests();
});
afterEach(() => rig.tenant.stop());

const qualified = (name: string): string => personas[name] ?? name;
const update = (resolve: PrincipalChange["resolve"], signal = never) =>
  rig.session.apiTokens.writes.update(id, { resolve, signal });
const link = (name: string) => update(() => ({ add: { personas: [qualified(name)] } }));
const held = async () => {
  const [token] = await rig.control.tokensNamed("loader");
  const names = Object.keys(personas).filter((name) =>
    token?.personaQualifiedNames.includes(qualified(name)),
  );
  return { description: token?.description, personas: names };
};
const write = { method: "POST", path: "apikeys/.+" };

describe("an update of a token", () => {
  it("sends back what it does not change", async () => {
    await link("B");
    expect(await held()).toEqual({ description: "Loads", personas: ["A", "B"] });
  });

  it("reads, writes once and reads again to see that it holds", async () => {
    await link("B");
    expect(await rig.tokenRequests()).toEqual(["GET", `POST /${id}`, "GET"]);
  });

  it("writes nothing when the token holds it already", async () => {
    await link("A");
    expect(await rig.tokenRequests()).toEqual(["GET"]);
  });

  it("joins what is wanted of one token at the same time into one write", async () => {
    await Promise.all([link("B"), link("C"), update(() => ({ set: { description: "new" } }))]);
    expect(await held()).toEqual({ description: "new", personas: ["A", "B", "C"] });
    expect((await rig.tokenRequests()).filter((one) => one.startsWith("POST"))).toHaveLength(1);
  });

  it("fails alone when it is refused, and lets the others through", async () => {
    const settled = await Promise.allSettled([link("B"), link("default/nobody"), link("C")]);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await held()).toEqual({ description: "Loads", personas: ["A", "B", "C"] });
  });

  it("is made again when another writer's stale list takes it away", async () => {
    const unlinked = { tokenGuid: id, personaQualifiedName: qualified("B") };
    await rig.control.addFaults({
      match: write,
      times: 2,
      do: { after: [{ unlinkPersona: unlinked }] },
    });
    await link("B");
    expect(await held()).toEqual({ description: "Loads", personas: ["A", "B"] });
    expect((await rig.tokenRequests()).filter((one) => one.startsWith("POST"))).toHaveLength(3);
  });

  it("is made again when a list that lags shows it for a moment only", async () => {
    await rig.control.changeSettings({ listLagMs: 450 });
    const unlinked = { tokenGuid: id, personaQualifiedName: qualified("B") };
    await rig.control.addFaults({
      match: { method: "GET", path: "apikeys" },
      skip: 1,
      do: { before: [{ unlinkPersona: unlinked }] },
    });
    await link("B");
    expect(await held()).toEqual({ description: "Loads", personas: ["A", "B"] });
    expect((await rig.tokenRequests()).filter((one) => one.startsWith("POST"))).toHaveLength(2);
  });

  it("keeps what another writer adds between its tries", async () => {
    await rig.control.addFaults(
      { match: write, do: { status: 503 } },
      {
        match: { method: "GET", path: "apikeys" },
        skip: 1,
        do: {
          before: [{ linkPersona: { tokenGuid: id, personaQualifiedName: qualified("C") } }],
        },
      },
    );
    await link("B");
    expect(await held()).toEqual({ description: "Loads", personas: ["A", "B", "C"] });
  });

  it("gives up after some rounds, and says what it wrote and what it saw", async () => {
    const unlinked = { tokenGuid: id, personaQualifiedName: qualified("B") };
    await rig.control.addFaults({
      match: write,
      times: 99,
      do: { after: [{ unlinkPersona: unlinked }] },
    });
    await expect(link("B")).rejects.toMatchObject({
      diagnostics: [{ detail: expect.stringContaining(qualified("B")) }],
    });
  });

  it("of a token that is gone writes nothing", async () => {
    await rig.control.api("DELETE", `/api/service/apikeys/${id}`);
    await rig.tokenRequests();
    await expect(link("B")).rejects.toThrow("API token to update does not exist");
    expect(await rig.tokenRequests()).toEqual(["GET"]);
  });

  it("waits for a token that we made a moment ago", async () => {
    const { records } = await rig.session.apiTokens.reader.ask(byId(id), { signal: never });
    for (const token of records) rig.session.apiTokens.writes.made(token, personasOf(token));
    await rig.tokenRequests();
    await rig.control.addFaults({
      match: { method: "GET", path: "apikeys" },
      times: 3,
      do: { status: 200, body: { totalRecord: 0, filterRecord: 0, records: [] } },
    });
    await link("B");
    expect((await held()).personas).toEqual(["A", "B"]);
    expect((await rig.tokenRequests())[0]).toBe(`POST /${id}`);
  });

  it("that was stopped before it left is not sent", async () => {
    const stopped = AbortSignal.abort(new Error("stopped"));
    await expect(update(() => ({}), stopped)).rejects.toThrow("stopped");
    expect(await rig.tokenRequests()).toEqual([]);
  });

  it("never sends a claim back as a description", async () => {
    const claim =
      "being created by cdktf-provider-atlan, claim 00000000-0000-4000-8000-000000000001, stale after 2026-01-01T00:00:00Z";
    await rig.control.api("POST", `/api/service/apikeys/${id}`, {
      displayName: "loader",
      description: claim,
      personaQualifiedNames: [],
    });
    await link("B");
    expect(await held()).toEqual({ description: "", personas: ["B"] });
  });
});
