// The stack of this project, deployed by Terraform to a tenant that lives as long as one test.
import { afterEach, beforeEach, expect, it, jest } from "@jest/globals";
import { startTenant, type Tenant } from "cdktf-provider-atlan/testing";
import { Deployment } from "../deployment";
import { Loader } from "../stack";

jest.setTimeout(60_000);

const PERSONA = "default/warehouse";
const NAME = "nightly loader";

let tenant: Tenant;
let deployment: Deployment;

beforeEach(async () => {
  tenant = await startTenant({
    seed: { personas: [{ name: "Warehouse", qualifiedName: PERSONA }] },
  });
  deployment = new Deployment(tenant, (app) => new Loader(app, "loader", { persona: PERSONA }));
});

afterEach(async () => {
  deployment.remove();
  await tenant.stop();
});

/** Past Terraform, as another client of Atlan does. */
const callAtlan = (method: string, path: string, secret: string): Promise<Response> =>
  fetch(tenant.baseUrl + path, { method, headers: { authorization: `Bearer ${secret}` } });

it("makes one token, linked to the persona, and then plans nothing", async () => {
  await deployment.deploy();
  const ninetyDays = 90 * 24 * 60 * 60;
  expect(await tenant.control.tokensNamed(NAME)).toMatchObject([
    { personaQualifiedNames: [PERSONA], validitySeconds: ninetyDays },
  ]);
  await deployment.plansNothing();
});

it("gives out a secret that the tenant takes", async () => {
  await deployment.deploy();
  const secret = await deployment.output("loader_token");
  const [token] = await tenant.control.tokensNamed(NAME);
  const me = await callAtlan("GET", "/api/service/users/current", secret);
  expect(await me.json()).toMatchObject({ username: token?.username });
});

it("makes the token anew when somebody deletes it", async () => {
  await deployment.deploy();
  const [before] = await tenant.control.tokensNamed(NAME);
  await callAtlan("DELETE", `/api/service/apikeys/${before?.id}`, tenant.apiKey);
  // What is younger than five minutes may only not be listed yet: the provider does not take it for gone.
  await tenant.control.advance(6 * 60);
  await deployment.deploy();
  const [after, ...others] = await tenant.control.tokensNamed(NAME);
  expect(others).toEqual([]);
  expect(after?.id).not.toBe(before?.id);
});

it("survives a gateway that is down for a moment", async () => {
  await tenant.control.addFaults({ match: { method: "GET" }, times: 2, do: { status: 503 } });
  await deployment.deploy();
  expect(await tenant.control.tokensNamed(NAME)).toHaveLength(1);
});

it("leaves nothing behind when it is destroyed", async () => {
  await deployment.deploy();
  await deployment.destroy();
  expect(await tenant.control.tokensNamed(NAME)).toEqual([]);
});
