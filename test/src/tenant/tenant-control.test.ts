// The typed control of a tenant: what a test asks for, over HTTP, and what it is told when that fails.
import { describe, expect, it } from "@jest/globals";
import { connectTenant, startTenant } from "../../../src/tenant/index.js";
import { certificateFiles } from "../client/support/https-server.js";
import { json, serve } from "../client/support/server.js";
import { useTenant } from "./use-tenant.js";

const stage = useTenant();

describe("the control of a tenant", () => {
  it("works by its address alone, as for a tenant in another process", async () => {
    const { baseUrl } = stage.tenant;
    const elsewhere = connectTenant({ baseUrl });
    expect(await elsewhere.state()).toEqual(await stage.control.state());
    expect(await elsewhere.tokensNamed("loader 2")).toMatchObject([{ description: "loads" }]);
    expect(await elsewhere.tokensNamed("nobody")).toEqual([]);
  });

  it("changes settings, and tells all of them", async () => {
    const changed = await stage.control.changeSettings({ maxPageSize: 2 });
    expect(changed).toMatchObject({ maxPageSize: 2, latencyMs: 0 });
    expect(await stage.control.settings()).toEqual(changed);
  });

  it("moves the clock on and to a time", async () => {
    const start = await stage.control.clock();
    const later = await stage.control.advance(60);
    expect(later.getTime() - start.getTime()).toBe(60_000);
    await stage.control.setClock(start);
    expect(await stage.control.clock()).toEqual(start);
  });

  it("keeps faults until they hit or are cleared", async () => {
    const fault = { match: { method: "GET" }, times: 2, do: { status: 503 } } as const;
    await stage.control.addFaults(fault, { match: {}, do: { hang: true } });
    expect((await stage.send("GET /api/service/whoami")).status).toBe(503);
    expect(await stage.control.faults()).toMatchObject([{ times: 1 }, { do: { hang: true } }]);
    await stage.control.clearFaults();
    expect(await stage.control.faults()).toEqual([]);
  });

  it("says what the tenant refused", async () => {
    const wrong = stage.control.changeSettings({ latencyMs: -1 });
    await expect(wrong).rejects.toThrow(
      /^Cannot PUT \/_tenant\/settings of the tenant at http:\/\/127\.0\.0\.1:\d+: it answered 400 .*expected a number from 0/,
    );
  });

  it("says that the tenant does not run", async () => {
    const tenant = await startTenant();
    await tenant.stop();
    await expect(tenant.control.state()).rejects.toThrow(
      /^Cannot GET \/_tenant\/state .*: connect ECONNREFUSED .*, expected a running tenant$/,
    );
  });

  it("needs nobody's trust in the tenant's certificate, under the same rules", async () => {
    const { cert, key } = certificateFiles();
    const controlKey = "key-of-this-test";
    const tenant = await startTenant({
      tls: { cert: cert.toString(), key: key.toString() },
      host: "0.0.0.0",
      controlKey,
    });
    expect(await tenant.control.tokensNamed("nobody")).toEqual([]);
    expect(await tenant.control.changeSettings({ maxPageSize: 2 })).toMatchObject({
      maxPageSize: 2,
    });
    const wrong = tenant.control.changeSettings({ latencyMs: -1 });
    await expect(wrong).rejects.toThrow(/ at https:.* it answered 400 /);
    await tenant.control.reset();
    await tenant.stop();
    await expect(tenant.control.state()).rejects.toThrow(
      "it has stopped, expected a running tenant",
    );
  });

  it("says that something else answers at the address", async () => {
    const page = await serve((_asked, response) => response.end("<html>"));
    const elsewhere = connectTenant({ baseUrl: page.baseUrl.href });
    await expect(elsewhere.state()).rejects.toThrow("expected the base URL of an embedded tenant");
    await page.close();
  });

  it("sends the control key as a bearer, and does not tell it", async () => {
    const guarded = await serve((_asked, response) => json(response, 403, { error: "no" }));
    const elsewhere = connectTenant({ baseUrl: guarded.baseUrl.href, controlKey: "a-key" });
    const error = await elsewhere.reset().catch(String);
    expect(guarded.asked[0]?.headers.authorization).toBe("Bearer a-key");
    expect(error).toContain("it answered 403");
    expect(error).not.toContain("a-key");
    await guarded.close();
  });
});
