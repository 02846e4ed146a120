// The stack of this project, deployed by Terraform to a tenant that lives as long as one test.
import { afterEach, beforeEach, expect, it, jest } from "@jest/globals";
import { App } from "cdktf";
import { startTenant, type Tenant, Workspace } from "cdktf-provider-atlan/testing";
import { Loader } from "../stack";

jest.setTimeout(600_000);

const PERSONA = "default/warehouse";
const NAME = "nightly loader";

let tenant: Tenant;
let workspace: Workspace;

/** As `main.ts` does it, for this test. */
function synthesise(outdir: string): void {
  const app = new App({ outdir });
  new Loader(app, "loader", { persona: PERSONA });
  app.synth();
}

beforeEach(async () => {
  tenant = await startTenant({
    seed: { personas: [{ name: "Warehouse", qualifiedName: PERSONA }] },
  });
  workspace = await Workspace.open({ tenant, configuration: synthesise });
});

afterEach(async () => {
  await workspace.close();
  await tenant.stop();
});

/** Past Terraform, as another client of Atlan does. */
const callAtlan = (method: string, path: string, secret: string): Promise<Response> =>
  fetch(tenant.baseUrl + path, { method, headers: { authorization: `Bearer ${secret}` } });

it("makes one token, linked to the persona, and then plans nothing", async () => {
  await workspace.apply();
  const ninetyDays = 90 * 24 * 60 * 60;
  expect(await tenant.control.tokensNamed(NAME)).toMatchObject([
    { personaQualifiedNames: [PERSONA], validitySeconds: ninetyDays },
  ]);
  expect((await workspace.plan()).changes).toEqual([]);
});

it("gives out a secret that the tenant takes", async () => {
  await workspace.apply();
  const { loader_token: secret } = await workspace.outputs();
  const [token] = await tenant.control.tokensNamed(NAME);
  const me = await callAtlan("GET", "/api/service/users/current", String(secret));
  expect(await me.json()).toMatchObject({ username: token?.username });
});

it("makes the token anew when somebody deletes it", async () => {
  await workspace.apply();
  const [before] = await tenant.control.tokensNamed(NAME);
  await callAtlan("DELETE", `/api/service/apikeys/${before?.id}`, tenant.apiKey);
  // What is younger than five minutes may only not be listed yet: the provider does not take it for gone.
  await tenant.control.advance(6 * 60);
  await workspace.apply();
  const [after, ...others] = await tenant.control.tokensNamed(NAME);
  expect(others).toEqual([]);
  expect(after?.id).not.toBe(before?.id);
});

it("survives a gateway that is down for a moment", async () => {
  await tenant.control.addFaults({ match: { method: "GET" }, times: 2, do: { status: 503 } });
  await workspace.apply();
  expect(await tenant.control.tokensNamed(NAME)).toHaveLength(1);
});

it("leaves nothing behind when it is destroyed", async () => {
  await workspace.apply();
  await workspace.destroy();
  expect(await tenant.control.tokensNamed(NAME)).toEqual([]);
});
