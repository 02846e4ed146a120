// Role and personas of an OAuth client: resolved before anything is made, and fixed from then on.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type ObjectValue, Secret } from "../../../../src/framework/index.js";
import { OAUTH_CLIENT } from "../principals/kinds.js";
import { principalRun, type Result, type TokenRun } from "../principals/token-run.js";
import { everyHour } from "../rotation/rotation-world.js";

let run: TokenRun;
beforeEach(async () => {
  const seed = { personas: [{ name: "Loaders" }, { name: "Stewards" }] };
  run = await principalRun(OAUTH_CLIENT, { seed });
});
afterEach(() => run.tenant.stop());

const create = (attributes: ObjectValue = {}) =>
  run.create({ display_name: "robot", ...attributes });
const robots = async () =>
  (await run.control.state()).oauthClients.filter(({ displayName }) => displayName === "robot");
const personas = async () =>
  (await run.control.state()).personas.map(({ qualifiedName }) => qualifiedName);

describe("the role of a client", () => {
  it.each(["Member", "member", " MEMBER ", "$member"])("may be written %j", async (role) => {
    const { state, errors } = await create({ role });
    expect(errors).toEqual([]);
    expect(state).toMatchObject({ role, role_name: "$member" });
    expect(await robots()).toMatchObject([{ role: "$member" }]);
  });

  it("that there is not is an error with those that there are, before anything is made", async () => {
    const { state, errors } = await create({ role: "Owner" });
    expect(state).toBeNull();
    expect(errors).toMatchObject([{ summary: "Unknown role", attribute: ["role"] }]);
    expect(errors[0]?.detail).toMatch(/"Admin": \$admin[\s\S]*"Member": \$member/);
    const sent = (await run.control.requests()).map(({ method }) => method);
    expect(sent).not.toContain("POST");
  });

  it("cannot be looked up where the tenant refuses the list, and nothing is made", async () => {
    await run.control.addFaults({ match: { path: "roles" }, do: { status: 403, body: {} } });
    const { errors } = await create();
    expect(errors).toMatchObject([{ summary: "Cannot create OAuth client" }]);
    expect(await robots()).toEqual([]);
  });

  it("is asked for once by all creates of a run", async () => {
    await Promise.all(["a", "b", "c"].map((name) => create({ display_name: name })));
    const sent = (await run.control.requests()).filter(({ path }) => path.includes("roles"));
    expect(sent).toHaveLength(1);
  });

  it("is shown as it is declared, as long as it is the same one", async () => {
    const made = await create({ role: "member" });
    expect((await run.read(made)).state).toMatchObject({ role: "member" });
    const other = { ...made, state: { ...made.state, role: "Admin", role_name: "$admin" } };
    expect((await run.read(other)).state).toMatchObject({ role: "$member", role_name: "$member" });
  });

  it("is imported by its label", async () => {
    const { state } = await create({ role: "$guest" });
    expect((await run.import(String(state?.id))).state).toMatchObject({
      role: "Guest",
      role_name: "$guest",
      persona_qualified_names: [],
    });
  });
});

describe("a client that is deleted for one with another role", () => {
  /** Deletes it by the plan of the one that comes in its place, of which the plan knew no roles: it was tainted, say. */
  const replaceBy = async (role: string) => {
    const made = await create();
    const config = { ...OAUTH_CLIENT.defaults, display_name: "robot", role };
    const planned = await run.plan({ ...made, state: null, private: new Uint8Array() }, config);
    expect(planned.errors).toEqual([]);
    return await (await run.again()).remove({ ...made, private: planned.private });
  };

  it("is kept where there is no such role, and the error lists those that there are", async () => {
    const { errors } = await replaceBy("Owner");
    expect(errors).toMatchObject([{ summary: "Unknown role", attribute: ["role"] }]);
    expect(errors[0]?.detail).toMatch(/Nothing was changed[\s\S]*"Member": \$member/);
    expect(await robots()).toHaveLength(1);
  });

  it("is deleted where the role is there, however it is written", async () => {
    expect((await replaceBy(" member ")).errors).toEqual([]);
    expect(await robots()).toEqual([]);
  });
});

describe("a plan with another role or other personas", () => {
  let made: Result;
  beforeEach(async () => {
    made = await run.read(await create({ role: "Member" }));
  });
  const config = { display_name: "robot", role: "Member", persona_qualified_names: [] };
  const rotation = everyHour(OAUTH_CLIENT);

  it.each<[string, ObjectValue, readonly string[]]>([
    ["another role", { role: "Guest" }, ["role"]],
    ["other personas", { persona_qualified_names: ["default/x"] }, ["persona_qualified_names"]],
    ["the same role in another case", { role: "MEMBER" }, []],
    ["the name of the same role", { role: "$member" }, []],
  ])("replaces the client for what differs: %s", async (_change, change, replacing) => {
    const planned = await run.plan(made, { ...config, ...change });
    expect(planned.errors).toEqual([]);
    expect(planned).toMatchObject({ replacing });
  });

  it.each([
    ["$member", "Member"],
    ["$member", " member "],
    ["$admin_connections", "Admins (Connections)"],
    ["Admins (Connections)", "$admin_connections"],
  ])("keeps it where one role is written in another way: %j, then %j", async (before, role) => {
    const named = await run.read(await create({ role: before }));
    for (const its of [null, rotation]) {
      const planned = await run.plan(named, { ...config, role, rotation: its });
      expect(planned).toMatchObject({ replacing: [], errors: [], warnings: [] });
    }
    const updated = await run.update(named, { role });
    expect(updated.errors).toEqual([]);
    const { id, role_name } = named.state ?? {};
    expect(updated.state).toMatchObject({ id, role, role_name });
  });

  it("replaces it where the label is that of another role than the name says", async () => {
    const named = await create({ role: "$member" });
    const role = { id: "1", name: "$custom", description: "Member", level: "workspace" };
    const body = { totalRecord: 1, filterRecord: 1, records: [role] };
    await run.control.addFaults({ match: { path: "roles" }, do: { status: 200, body } });
    const later = await run.again();
    const planned = await later.plan(await later.read(named), { ...config, role: "Member" });
    expect(planned).toMatchObject({ replacing: ["role"], errors: [] });
  });

  it.each<[string, ObjectValue, string]>([
    ["another role", { role: "Guest" }, "because role changes"],
    ["other personas", { persona_qualified_names: ["x/y"] }, "because persona_qualified_names"],
  ])("rotates it where rotation is set: %s", async (_change, change, because) => {
    const planned = await run.plan(made, { ...config, ...change, rotation });
    expect(planned).toMatchObject({ replacing: [] });
    expect(planned.warnings).toMatchObject([
      { summary: "Secrets are rotated", detail: expect.stringContaining(because) },
    ]);
  });

  it.each([
    ["replace", null],
    ["rotate", rotation],
  ])("is refused where it would %s for a role that there is not", async (_verb, its) => {
    const planned = await run.plan(made, { ...config, role: "Owner", rotation: its });
    expect(planned.errors).toMatchObject([{ summary: "Unknown role", attribute: ["role"] }]);
    expect(planned.errors[0]?.detail).toMatch(/"Admin": \$admin[\s\S]*"Member": \$member/);
  });

  it("knows the roles from the create: the first read notes nothing that would look like drift", async () => {
    const created = await run.create({ display_name: "robot", role: "Member" });
    expect((await (await run.again()).read(created)).private).toEqual(created.private);
    const planned = await run.plan(created, { ...config, role: "Owner" });
    expect(planned.errors).toMatchObject([{ summary: "Unknown role" }]);
  });

  it("leaves it to the apply to find the role where no list was read", async () => {
    await run.control.addFaults({ match: { path: "roles" }, do: { status: 403, body: {} } });
    const later = await run.again();
    const read = await later.read(made);
    expect(read.errors).toEqual([]);
    for (const role of ["Owner", "MEMBER", "$member"]) {
      const planned = await later.plan(read, { ...config, role });
      expect(planned).toMatchObject({ replacing: role === "Owner" ? ["role"] : [], errors: [] });
    }
  });

  it("rotates nothing where the role is only written otherwise", async () => {
    const planned = await run.plan(made, { ...config, role: "$member", rotation });
    expect(planned).toMatchObject({ replacing: [], warnings: [] });
  });
});

describe("the personas of a client", () => {
  it("go with the create", async () => {
    const names = await personas();
    const { errors } = await create({ persona_qualified_names: names });
    expect(errors).toEqual([]);
    expect(await robots()).toMatchObject([{ personaQualifiedNames: names }]);
  });

  it("that are gone are named by the refusal, and nothing is made", async () => {
    const { errors } = await create({ persona_qualified_names: ["default/gone"] });
    expect(errors).toMatchObject([
      { summary: "Cannot create OAuth client", attribute: ["persona_qualified_names"] },
    ]);
    expect(errors[0]?.detail).toContain("default/gone");
    expect(await robots()).toEqual([]);
  });
});

describe("a new client", () => {
  it("whose secret is not taken at first is asked again until it is", async () => {
    const match = { method: "POST", path: "oauth-clients/token" };
    await run.control.addFaults({ match, times: 3, do: { status: 401, body: {} } });
    const { errors } = await create();
    expect(errors).toEqual([]);
  });

  it("whose secret is never taken is kept, with an error that says what was seen", async () => {
    const match = { method: "POST", path: "oauth-clients/token" };
    await run.control.addFaults({ match, times: 999, do: { status: 401, body: {} } });
    const { state, errors } = await create();
    expect(errors).toMatchObject([{ summary: "OAuth client does not become ready" }]);
    expect(errors[0]?.detail).toMatch(/oauth-clients\/token.*401/);
    expect(state?.client_secret).toBeInstanceOf(Secret);
  });
});
