// A name that the tenant does not know, refused in whatever words: only the one who gave it fails.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type AssetWorld, assetWorld } from "./asset-world.js";
import { pluginRun } from "./plugin-run.js";

const TYPE = "atlan_connection_admin";
const names = ["person-1", "person-2", "tmoas", "person-3", "person-4", "person-5"];
const good = names.filter((name) => name !== "tmoas");

let world: AssetWorld;
beforeEach(async () => {
  world = await assetWorld();
});
afterEach(() => world.tenant.stop());

const grant = (name: string) => ({ connection_id: world.connection.guid, usernames: [name] });
const words = { errorCode: "ATLAS-000-00-000", errorMessage: "principal could not be resolved" };

describe.each([
  ["as the metastore does", null],
  ["with 400", { status: 400, body: words }],
  ["with 404", { status: 404, body: words }],
  ["with 409", { status: 409, body: words }],
  ["with 422", { status: 422, body: words }],
  ["with 500 in other words", { status: 500, body: { message: "There was an error" } }],
  ["with 501", { status: 501, body: words }],
  ["with 502 and a page", { status: 502, body: "<html>Bad gateway</html>" }],
  ["with 503 and nothing", { status: 503, body: "" }],
])("a tenant that refuses it %s", (_name, unknownUserReply) => {
  beforeEach(() => world.control.changeSettings({ unknownUserReply }));

  it("fails only the grant that names it, and says which", async () => {
    const run = await pluginRun(world.tenant);
    const done = await Promise.all(names.map((name) => run.create(TYPE, grant(name))));
    const failed = names.filter((_, index) => (done[index]?.errors.length ?? 0) > 0);
    expect(failed).toEqual(["tmoas"]);
    expect((await world.admins()).filter((name) => !["amira", "ingrid"].includes(name))).toEqual(
      good,
    );
    const [error, ...others] = done.flatMap(({ errors }) => errors);
    expect(others).toEqual([]);
    expect(error?.attribute).toEqual(["usernames"]);
    expect(error?.detail).toMatch(/^Cannot add "tmoas" to the admins of connection/);
    expect(error?.detail).toContain("usernames takes usernames in exact case");
    expect(done[names.indexOf("tmoas")]?.state).toBeNull();
  });
});
