// The stack of this project, deployed by Terraform to a tenant that lives as long as one test.
import { afterEach, beforeEach, expect, it, jest } from "@jest/globals";
import { startTenant, type Tenant } from "cdktf-provider-atlan/testing";
import { Deployment } from "../deployment";
import { Loader } from "../stack";
import { addFaults, advance, request, tokensNamed } from "../tenant-state";

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

it("makes one token, linked to the persona, and then plans nothing", async () => {
  await deployment.deploy();
  const ninetyDays = 90 * 24 * 60 * 60;
  expect(await tokensNamed(tenant, NAME)).toMatchObject([
    { personaQualifiedNames: [PERSONA], validitySeconds: ninetyDays },
  ]);
  await deployment.plansNothing();
});

it("gives out a secret that the tenant takes", async () => {
  await deployment.deploy();
  const secret = await deployment.output("loader_token");
  const [token] = await tokensNamed(tenant, NAME);
  const me = await request(tenant, { method: "GET", path: "/api/service/users/current", secret });
  expect(me).toMatchObject({ username: token?.username });
});

it("makes the token anew when somebody deletes it", async () => {
  await deployment.deploy();
  const [before] = await tokensNamed(tenant, NAME);
  const path = `/api/service/apikeys/${before?.id}`;
  await request(tenant, { method: "DELETE", path, secret: tenant.apiKey });
  // What is younger than five minutes may only not be listed yet: the provider does not take it for gone.
  await advance(tenant, 6 * 60);
  await deployment.deploy();
  const [after, ...others] = await tokensNamed(tenant, NAME);
  expect(others).toEqual([]);
  expect(after?.id).not.toBe(before?.id);
});

it("survives a gateway that is down for a moment", async () => {
  await addFaults(tenant, { match: { method: "GET" }, times: 2, do: { status: 503 } });
  await deployment.deploy();
  expect(await tokensNamed(tenant, NAME)).toHaveLength(1);
});

it("leaves nothing behind when it is destroyed", async () => {
  await deployment.deploy();
  await deployment.destroy();
  expect(await tokensNamed(tenant, NAME)).toEqual([]);
});
