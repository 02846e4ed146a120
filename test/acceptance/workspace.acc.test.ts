// The kit's workspaces with real engines: what an engine does comes back as data, and a failure as an error.
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { EngineError, startTenant, type Tenant, Workspace } from "../../src/testing/index.js";
import { until } from "../until.js";
import { engine, engines } from "./harness/engines.js";

const LOADER = "atlan_api_token.loader";
const NAME = "nightly loader";
const resource = (attributes: object) => ({
  resource: { atlan_api_token: { loader: { display_name: NAME, ...attributes } } },
  output: { secret: { value: `\${${LOADER}.access_token}`, sensitive: true } },
});

let tenant: Tenant;
let parent: string;

beforeEach(async () => {
  tenant = await startTenant();
  parent = await mkdtemp(path.join(tmpdir(), "atlan-workspaces-"));
});
afterEach(async () => {
  await tenant.stop();
  expect(await readdir(parent)).toEqual([]);
  await rm(parent, { recursive: true });
});

describe.each(engines)("a workspace of $name", ({ binary }) => {
  it("tells what would change, what there is and what is left, and goes with its scope", async () => {
    await using workspace = await Workspace.open({
      tenant,
      parent,
      engine: binary,
      configuration: resource({}),
    });
    const first = await workspace.plan();
    expect(first.changes).toEqual([{ address: LOADER, action: "create" }]);
    expect(first.outputs).toEqual({ secret: "create" });
    await workspace.apply();
    expect((await workspace.plan()).isEmpty).toBe(true);
    const { secret } = await workspace.outputs();
    expect(await tenant.control.secrets()).toContain(secret);
    const [token] = await tenant.control.tokensNamed(NAME);
    expect(await workspace.attributes(LOADER)).toMatchObject({ id: token?.id });
    expect(await workspace.show()).toMatchObject({ values: { root_module: expect.anything() } });

    await workspace.configure(resource({ validity_seconds: 3600 }));
    const second = await workspace.plan();
    expect(second.changes).toMatchObject([{ address: LOADER, action: "replace" }]);
    expect(second.diagnostics).toMatchObject([
      { severity: "warning", summary: "API token will be replaced", address: LOADER },
    ]);
    await workspace.destroy();
    expect(await tenant.control.tokensNamed(NAME)).toEqual([]);
    expect((await workspace.state()).resources).toEqual([]);
  });
});

describe("a workspace", () => {
  it("signs in as the tenant's OAuth client when it is told to", async () => {
    const { ATLAN_API_KEY: _key, ...environment } = tenant.env();
    await using workspace = await Workspace.open({
      tenant,
      parent,
      engine: engine.binary,
      environment: { ATLAN_BASE_URL: environment.ATLAN_BASE_URL },
      signIn: "oauth_client",
      configuration: resource({}),
    });
    await workspace.apply();
    const [token] = await tenant.control.tokensNamed(NAME);
    expect(token?.createdBy).toMatch(/^service-account-oauth-client-/);
  });

  it("rejects with what the engine said, and no secret of the tenant's in it", async () => {
    await using workspace = await Workspace.open({
      tenant,
      parent,
      engine: engine.binary,
      configuration: resource({}),
    });
    await workspace.apply();
    const { secret } = await workspace.outputs();
    await workspace.configure(`locals { secret = "${secret}" }\n${"resource {}\n"}`);
    const error = await workspace.apply().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EngineError);
    const { message, exitCode } = error as EngineError;
    expect(exitCode).toBe(1);
    expect(message).toMatch(/^Cannot apply in .*: exit code 1\n[\s\S]*Missing type for resource/i);
    expect(message).not.toContain(secret);
  });

  it("resolves with the exit code instead, when it is told to", async () => {
    await using workspace = await Workspace.open({
      tenant,
      parent,
      engine: engine.binary,
      configuration: "",
      reject: false,
    });
    await workspace.configure("nonsense");
    expect(await workspace.apply()).toMatchObject({ exitCode: 1 });
    const plan = await workspace.plan();
    expect(plan).toMatchObject({ exitCode: 1, isEmpty: false, changes: [] });
    expect(plan.diagnostics).toMatchObject([{ severity: "error" }]);
  });

  it("leaves no folder when it cannot be initialised", async () => {
    const opening = Workspace.open({
      tenant,
      parent,
      engine: engine.binary,
      configuration: "nonsense",
    });
    await expect(opening).rejects.toThrow(/^Cannot init in .*: exit code 1\n/);
  });

  it("says that there is no such engine", async () => {
    const opening = Workspace.open({ tenant, parent, engine: "no-engine", configuration: "" });
    await expect(opening).rejects.toThrow('Cannot run "no-engine"');
  });

  it("interrupts what still runs before it goes, and keeps no lock and no process", async () => {
    const workspace = await Workspace.open({
      tenant,
      parent,
      engine: engine.binary,
      configuration: resource({}),
    });
    await tenant.control.addFaults({ match: { method: "GET" }, times: 1000, do: { hang: true } });
    const { ended } = workspace.start({}, "apply", "-auto-approve");
    await until(async () => (await tenant.control.requests()).length > 0);
    await workspace.close();
    expect((await ended).exitCode).toBe(1);
    expect(existsSync(workspace.directory)).toBe(false);
  });

  it("interrupts nobody where the engine could not be started", async () => {
    const interrupted = jest.fn();
    process.on("SIGINT", interrupted);
    try {
      const workspace = await Workspace.open({
        parent,
        engine: "/no/such/engine",
        initialise: false,
        configuration: {},
      });
      const { ended } = workspace.start({}, "plan");
      await workspace.close();
      await expect(ended).rejects.toThrow("it was not found");
      expect(interrupted).not.toHaveBeenCalled();
    } finally {
      process.off("SIGINT", interrupted);
    }
  });

  it("knows nothing of others that run at the same time", async () => {
    const open = () =>
      Workspace.open({ tenant, parent, engine: engine.binary, configuration: resource({}) });
    const workspaces = await Promise.all([open(), open()]);
    await Promise.all(workspaces.map((it) => it.apply("-lock-timeout=0s")));
    const ids = await Promise.all(workspaces.map(async (it) => (await it.attributes(LOADER)).id));
    expect(new Set(ids).size).toBe(2);
    await Promise.all(workspaces.map((it) => it.destroy()));
    await Promise.all(workspaces.map((it) => it.close()));
  });
});
