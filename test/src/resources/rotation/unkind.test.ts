// Rotations in tenants that are late, and after runs that were killed.
import { afterEach, describe, expect, it } from "@jest/globals";
import { claimText } from "../../../../src/resources/principals/claim.js";
import type { TenantSettings } from "../../../../src/tenant/index.js";
import {
  EVERY_HOUR,
  meanwhile,
  type RotationWorld,
  rotate,
  rotationWorld,
} from "./rotation-world.js";

let world: RotationWorld;
afterEach(() => world.run.tenant.stop());

const UNKIND: Partial<TenantSettings> = {
  listLagMs: 2_000,
  searchLagMs: 2_000,
  totalCountsAll: true,
  trimNames: true,
  latencyMs: 2,
};

const profiles: readonly (readonly [string, Partial<TenantSettings>])[] = [
  ["whose list is a second late", { listLagMs: 1_000 }],
  ["whose list is 30 s late", { listLagMs: 30_000 }],
  ["whose search is 30 s late", { searchLagMs: 30_000 }],
  ["that is unkind", UNKIND],
  ["where tokens see only what they are given", { tokenReads: "granted" }],
  [
    "where a new token and its rights work late",
    {
      tokenReads: "granted",
      tokenActivationMs: 3_000,
      freshTokenAnswersEmptyMs: 6_000,
      grantActivationMs: 9_000,
    },
  ],
];

describe.each(profiles)("in a tenant %s", (_name, settings) => {
  it("a rotation carries everything, is proven and leaves two tokens", async () => {
    world = await rotationWorld();
    const { run, made, persona } = world;
    await run.control.changeSettings(settings);
    const { state, errors, warnings } = await rotate(run, made);
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
    const usernames = [made.state?.username, state?.username];
    expect(await world.holders()).toMatchObject({
      admins: ["amira", ...usernames],
      viewers: usernames,
    });
    expect((await world.token(state?.id))?.personaQualifiedNames).toEqual([persona.qualifiedName]);
    expect(await world.names()).toEqual([
      `loader (retired, succeeded by ${state?.client_id})`,
      "loader",
    ]);
  });
});

describe("a successor that a killed run left", () => {
  const claim = claimText("00000000-0000-4000-8000-0000000000ff", new Date(Date.now() + 3_600_000));
  const leave = () =>
    world.run.control.leaveToken(`loader (successor of ${world.made.state?.client_id})`, claim);

  it("is deleted by the next rotation, whatever its claim's date", async () => {
    world = await rotationWorld();
    const left = await leave();
    const [token] = (await world.run.control.state()).tokens.filter(({ id }) => id === left);
    const usernames = [String(token?.username)];
    await meanwhile(world.run, [
      { addAdminUsers: { guid: world.connection.guid, usernames } },
      { addViewerUsers: { guid: world.collection.guid, usernames } },
    ]);
    const { state, errors, warnings } = await rotate(world.run, world.made);
    expect(errors).toEqual([]);
    expect(warnings).toMatchObject([{ summary: `Purged unfinished API token ${left}` }]);
    expect(await world.names()).toHaveLength(2);
    const holders = [world.made.state?.username, state?.username];
    expect(await world.holders()).toMatchObject({
      admins: ["amira", ...holders],
      viewers: holders,
    });
  });

  it("is named by each read of a token that rotates, until it is deleted", async () => {
    world = await rotationWorld();
    const left = await leave();
    const { run, made } = world;
    const rotating = { ...made, state: { ...made.state, rotation: EVERY_HOUR } };
    const read = await (await run.again()).read(rotating);
    expect(read).toMatchObject({ errors: [], state: { id: made.state?.id } });
    expect(read.warnings).toMatchObject([{ summary: `API token ${left} is not finished` }]);
    expect(read.warnings[0]?.detail).toContain(`DELETE /api/service/apikeys/${left}`);
    expect((await (await run.again()).read(made)).warnings).toEqual([]);
    await run.control.api("DELETE", `/api/service/apikeys/${left}`);
    expect((await (await run.again()).read(rotating)).warnings).toEqual([]);
  });

  it("is deleted with the update that renames the token: nothing would find it later", async () => {
    world = await rotationWorld();
    const left = await leave();
    const { run, made } = world;
    const rotating = { ...made, state: { ...made.state, rotation: EVERY_HOUR } };
    const updated = await run.update(rotating, { display_name: "other" });
    expect(updated).toMatchObject({ errors: [], state: { id: made.state?.id } });
    expect(updated.warnings).toMatchObject([{ summary: `Purged unfinished API token ${left}` }]);
    expect(await world.names()).toEqual(["other"]);
  });

  it("is deleted at the end where the list did not show it at first", async () => {
    world = await rotationWorld();
    await world.run.control.changeSettings({ listLagMs: 10_000 });
    const left = await leave();
    const { errors, warnings } = await rotate(world.run, world.made);
    expect(errors).toEqual([]);
    expect(warnings).toMatchObject([{ summary: `Purged unfinished API token ${left}` }]);
    expect(await world.names()).toHaveLength(2);
  });

  it("is deleted where the old token has its retired name already", async () => {
    world = await rotationWorld();
    const { run, made } = world;
    const left = await leave();
    const [successor] = (await run.control.state()).tokens.filter(({ id }) => id === left);
    const displayName = `loader (retired, succeeded by ${successor?.clientId})`;
    const body = { displayName, description: "", personaQualifiedNames: [] };
    await run.control.api("POST", `/api/service/apikeys/${made.state?.id}`, body);
    const read = await (await run.again()).read(made);
    expect(read).toMatchObject({ errors: [], state: { display_name: displayName } });
    const { state, errors } = await rotate(run, read, { display_name: "loader" });
    expect(errors).toEqual([]);
    expect(await world.names()).toEqual([
      `loader (retired, succeeded by ${state?.client_id})`,
      "loader",
    ]);
  });

  it("is deleted when the token is destroyed", async () => {
    world = await rotationWorld();
    await leave();
    const { state } = world.made;
    const rotating = { ...world.made, state: { ...state, rotation: EVERY_HOUR } };
    const { errors } = await world.run.remove(rotating);
    expect(errors).toEqual([]);
    expect(await world.names()).toEqual([]);
  });

  it("is left alone where it is finished: it has no claim", async () => {
    world = await rotationWorld();
    const name = `loader (successor of ${world.made.state?.client_id})`;
    const left = await world.run.control.leaveToken(name, "somebody's");
    await rotate(world.run, world.made);
    expect(await world.token(left)).toBeDefined();
  });
});

describe("the key that the provider signs in with", () => {
  it("rotates under a list that is 10 s late, and goes on working", async () => {
    world = await rotationWorld();
    const { made, collection } = world;
    const usernames = [String(made.state?.username)];
    await meanwhile(world.run, [{ removeViewerUsers: { guid: collection.guid, usernames } }]);
    await world.run.control.changeSettings({ listLagMs: 10_000 });
    const signedIn = { api_key: made.state?.access_token ?? null, max_retries: 1 };
    const { state, errors } = await rotate(await world.run.again(signedIn), made);
    expect(errors).toEqual([]);
    expect(await Promise.all([made, { ...made, state }].map(world.statusOf))).toEqual([200, 200]);
    expect((await world.holders()).admins).toContain(state?.username);
  });
});
