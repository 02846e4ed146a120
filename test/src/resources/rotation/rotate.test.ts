// A rotation: the successor has every right before it takes over, and the old secret goes on working.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { LoggedRequest } from "../../../../src/tenant/index.js";
import { KINDS } from "../principals/kinds.js";
import { meanwhile, type RotationWorld, rotate, rotationWorld } from "./rotation-world.js";

let world: RotationWorld;
afterEach(() => world.run.tenant.stop());

const writesOf = (requests: readonly LoggedRequest[]) =>
  requests.filter(({ path }) => path.includes("entity/bulk")).map(({ actor }) => actor);

describe.each(KINDS)("a rotation of %s", (_name, kind) => {
  beforeEach(async () => {
    world = await rotationWorld({}, {}, kind);
  });

  it("makes a successor with the same rights, and leaves the old one working under a retired name", async () => {
    const { run, made, persona } = world;
    const { state, errors, warnings } = await rotate(run, made);
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
    const old = made.state ?? {};
    const successor = state ?? {};
    expect(successor.id).not.toBe(old.id);
    expect(await world.holders()).toMatchObject({
      admins: ["amira", old.username, successor.username],
      viewers: [old.username, successor.username],
    });
    expect(await world.token(successor.id)).toMatchObject({
      displayName: "loader",
      description: "",
      personaQualifiedNames: [persona.qualifiedName],
    });
    expect(await world.token(old.id)).toMatchObject({
      displayName: `loader (retired, succeeded by ${successor.client_id})`,
      personaQualifiedNames: [persona.qualifiedName],
    });
    expect(await Promise.all([made, { ...made, state }].map(world.statusOf))).toEqual([200, 200]);
    expect(state).toMatchObject({
      active_ids: [successor.id, old.id],
      active_usernames: [successor.username, old.username],
      retiring: [{ id: old.id, client_id: old.client_id, username: old.username, due: false }],
      ready_for_rotation: false,
    });
  });

  it("writes what the old token is admin of as that token, and the rest as the person", async () => {
    const { run, made, collection } = world;
    await run.control.changeSettings({ tokenReads: "granted" });
    await rotate(run, made);
    const writers = writesOf(await run.control.requests());
    expect([...writers].sort()).toEqual(["amira", made.state?.username]);
    expect(collection.name).toBe("Finance");
  });

  it("needs no person where the old token is admin of all that it has rights on", async () => {
    const { made, collection } = world;
    const username = String(made.state?.username);
    await meanwhile(world.run, [
      { removeViewerUsers: { guid: collection.guid, usernames: [username] } },
    ]);
    await world.run.control.changeSettings({ tokenReads: "granted" });
    const { state, errors } = await rotate(await world.alone(), made);
    expect(errors).toEqual([]);
    expect((await world.holders()).admins).toContain(state?.username);
  });

  it("is refused before anything is made where no credential may carry a right, with the assets", async () => {
    const run = await world.alone();
    const { state, errors } = await rotate(run, world.made);
    expect(errors).toMatchObject([{ summary: "Refused to rotate: rights would be lost" }]);
    expect(errors[0]?.detail).toContain(`collection "Finance" (${world.collection.guid})`);
    expect(errors[0]?.detail).not.toContain(world.connection.guid);
    expect(state).toEqual(world.made.state);
    expect(await world.names()).toEqual(["loader"]);
  });

  it("carries only the personas where it is told so", async () => {
    const run = await world.alone();
    const rotation = { carry_asset_grants: false };
    const { state, errors, warnings } = await rotate(run, world.made, { rotation });
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
    expect((await world.token(state?.id))?.personaQualifiedNames).toHaveLength(1);
    expect((await world.holders()).admins).not.toContain(state?.username);
  });

  it("warns that rights may be missed where the state has no secret, and carries what others see", async () => {
    const { run, made } = world;
    const imported = { ...made, state: { ...made.state, [kind.secret]: null } };
    const { state, errors, warnings } = await rotate(run, imported);
    expect(errors).toEqual([]);
    expect(warnings).toMatchObject([
      { summary: `Some rights of a rotated ${kind.noun} may not be carried` },
    ]);
    expect((await world.holders()).viewers).toContain(state?.username);
  });

  it("gives the successor exactly the personas of the plan where the resource manages them", async () => {
    const { run, made } = world;
    const [, stewards] = (await run.control.state()).personas;
    const personas = [String(stewards?.qualifiedName)];
    const { state } = await rotate(run, made, { persona_qualified_names: personas });
    expect(await world.token(state?.id)).toMatchObject({ personaQualifiedNames: personas });
  });

  it("changes name and description of the successor in the same apply", async () => {
    const change = { display_name: "other", description: "loads" };
    const { state } = await rotate(world.run, world.made, change);
    const token = await world.token(state?.id);
    expect(token).toMatchObject({ displayName: "other", description: "loads" });
  });

  it("costs seventeen requests, and seven for each asset", async () => {
    await rotate(world.run, world.made);
    expect((await world.run.control.requests()).length).toBeLessThanOrEqual(17 + 2 * 7);
  });

  it("tells of assets that the old token owns, which nobody carries", async () => {
    const { run, made, connection } = world;
    const { guid, name, qualifiedName } = connection;
    const attributes = { name, qualifiedName, ownerUsers: [made.state?.username] };
    const entities = [{ typeName: "Connection", guid, attributes }];
    await fetch(`${run.tenant.baseUrl}/api/meta/entity/bulk`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${run.tenant.userBearerToken}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ entities }),
    });
    const { errors, warnings } = await rotate(run, made);
    expect(errors).toEqual([]);
    expect(warnings).toMatchObject([
      { summary: `The rotated ${kind.noun} ${made.state?.id} is an owner` },
    ]);
    expect(warnings[0]?.detail).toContain('Connection "development"');
  });

  it("rotates again, and keeps both of those that retire", async () => {
    const { run, made } = world;
    const first = await rotate(run, made);
    const { state, errors } = await rotate(await run.again(), first);
    expect(errors).toEqual([]);
    expect(state?.retiring).toMatchObject([{ id: made.state?.id }, { id: first.state?.id }]);
    expect(state?.active_ids).toHaveLength(3);
  });
});

describe("what changes on the old token during a rotation is true of the successor", () => {
  beforeEach(async () => {
    world = await rotationWorld();
  });
  const POST = { method: "POST", path: "^/api/service/apikeys$" };

  it("a right on an asset that it loses", async () => {
    const { run, made, connection } = world;
    const usernames = [String(made.state?.username)];
    const after = [{ removeAdminUsers: { guid: connection.guid, usernames } }];
    await run.control.addFaults({ match: { path: "typedefs" }, do: { after } });
    const { state, errors } = await rotate(run, made);
    expect(errors).toEqual([]);
    expect((await world.holders()).admins).not.toContain(state?.username);
  });

  it("a right that it loses after its successor was given it", async () => {
    const { run, made, connection } = world;
    const usernames = [String(made.state?.username)];
    const after = [{ removeAdminUsers: { guid: connection.guid, usernames } }];
    // The successor reads what it was given.
    const proof = { method: "GET", path: `guid/${connection.guid}` };
    await run.control.addFaults({ match: proof, skip: 3, do: { after } });
    const { state, errors } = await rotate(run, made);
    expect(errors).toEqual([]);
    expect((await world.holders()).admins).toEqual(["amira"]);
    expect(state?.id).not.toBe(made.state?.id);
  });

  it("a right on an asset that it is given", async () => {
    const { run, made, collection } = world;
    const usernames = [String(made.state?.username)];
    const after = [{ addAdminUsers: { guid: collection.guid, usernames } }];
    await run.control.addFaults({ match: POST, do: { after } });
    const { state } = await rotate(run, made);
    expect((await world.holders()).editors).toContain(state?.username);
  });

  it.each(["linkPersona", "unlinkPersona"] as const)("a persona: %s", async (operation) => {
    const { run, made, persona } = world;
    const [, stewards] = (await run.control.state()).personas;
    const personaQualifiedName = String(
      operation === "linkPersona" ? stewards?.qualifiedName : persona.qualifiedName,
    );
    const change = { tokenGuid: String(made.state?.id), personaQualifiedName };
    const after =
      operation === "linkPersona" ? [{ linkPersona: change }] : [{ unlinkPersona: change }];
    await run.control.addFaults({ match: POST, do: { after } });
    const { state } = await rotate(run, made);
    const [old, successor] = [await world.token(made.state?.id), await world.token(state?.id)];
    expect(successor?.personaQualifiedNames).toEqual(old?.personaQualifiedNames);
    expect(old?.personaQualifiedNames).toHaveLength(operation === "linkPersona" ? 2 : 0);
  });
});
