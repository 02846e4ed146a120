// What serves the tenant's page: nothing from elsewhere, in nobody's frame, and not in the log.
import { describe, expect, test } from "@jest/globals";
import { pageRoutes } from "../../../src/tenant/page/page-routes.js";
import { useTenant } from "./use-tenant.js";

const routes = pageRoutes({ script: "let script;", style: "p{}" });

describe("the files", () => {
  test.each([
    { path: "/", type: "text/html; charset=utf-8", holds: "Embedded Atlan tenant" },
    {
      path: "/_tenant/page/page.js",
      type: "text/javascript; charset=utf-8",
      holds: "let script;",
    },
    { path: "/_tenant/page/page.css", type: "text/css; charset=utf-8", holds: "p{}" },
    { path: "/_tenant/page/icon.svg", type: "image/svg+xml", holds: "<svg" },
  ])("$path", async ({ path, type, holds }) => {
    const reply = await routes.request(path);
    expect([reply.status, reply.headers.get("content-type")]).toEqual([200, type]);
    expect(await reply.text()).toContain(holds);
  });

  test("let a browser run only the tenant's own script, and be framed by nobody", async () => {
    const { headers } = await routes.request("/");
    const policy = headers.get("content-security-policy");
    for (const rule of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"])
      expect(policy).toContain(rule);
    expect(policy).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });
});

describe("a tenant that runs from source", () => {
  const stage = useTenant();

  test("says that its page was not built, and logs no request for it", async () => {
    const reply = await stage.send("GET /", { bearer: null });
    expect([reply.status, reply.text]).toEqual([501, expect.stringContaining("npm run build")]);
    expect(await stage.control.requests()).toEqual([]);
  });
});
