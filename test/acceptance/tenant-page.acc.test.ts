// The tenant's page at `/`, in a real browser, against the tenant that the package ships.
import { createRequire } from "node:module";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { Tenant, TenantSeed } from "../../src/tenant/index.js";
import { NASTY_NAMES } from "../src/inventory/nasty.js";
import { httpClientOf } from "../src/tenant/http-client.js";
import {
  accessibilityFaults,
  missingBrowser,
  type OpenPage,
  openBrowser,
  openPage,
  overflowOf,
} from "./harness/browser.js";
import { describeUnless } from "./harness/describe-unless.js";

const { startTenant }: typeof import("../../src/tenant/index.js") = createRequire(import.meta.url)(
  "../../dist/testing/index.js",
);

const VIEWS = [
  "tokens",
  "personas",
  "connections",
  "collections",
  "requests",
  "clock",
  "settings",
  "faults",
];

const SHOWN_BIDI = "abcU+202EdcbaU+2066xU+2069";

let browser: Browser;
let tenant: Tenant | undefined;
let opened: OpenPage[] = [];
/** What the browser's console may say, because the test makes it happen: the browser notes every request that fails. */
let excused: RegExp | undefined;

async function open(seed: TenantSeed, hash = "", options = {}): Promise<OpenPage> {
  tenant = await startTenant({ seed });
  const page = await openPage(browser, `${tenant.baseUrl}/${hash}`, options);
  opened.push(page);
  await page.page.locator("main table").first().waitFor({ state: "attached" });
  await page.page.locator(".summary time[datetime]").waitFor();
  return page;
}

const running = (): Tenant => {
  if (tenant === undefined) throw new Error("no tenant was started");
  return tenant;
};
const send: ReturnType<typeof httpClientOf> = (request, options) =>
  httpClientOf(running())(request, options);
const control = async (request: string) => (await send(request)).body;

const createToken = (displayName: string) =>
  send("POST /api/service/apikeys", {
    body: {
      displayName,
      description: "",
      personas: [],
      personaQualifiedNames: [],
      validitySeconds: 86_400,
    },
  });

const rowsOf = (page: Page) => page.locator("section:not([hidden]) tbody tr");
const names = (page: Page) =>
  page.locator("section:not([hidden]) tbody th .name > bdi").allTextContents();
const status = (page: Page) => page.locator("section:not([hidden]) [role=status]");

describeUnless("the tenant's page", missingBrowser, () => {
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  afterEach(async () => {
    const problems = opened.flatMap((each) => each.problems);
    const asked = opened.flatMap((each) => each.asked);
    const base = running().baseUrl;
    await Promise.all(opened.map(({ page }) => page.close()));
    await tenant?.stop();
    opened = [];
    expect(problems.filter((problem) => excused?.test(problem) !== true)).toEqual([]);
    excused = undefined;
    expect(asked.filter((url) => !url.startsWith(`${base}/`))).toEqual([]);
    expect(asked.filter((url) => url.includes("/secrets"))).toEqual([]);
  });

  test("shows who holds what, and no secret", async () => {
    const { page } = await open({
      users: [{ username: "amira", admin: true }],
      personas: [{ name: "Loaders" }],
      connections: [{ name: "development", connectorName: "snowflake", adminUsers: ["amira"] }],
      tokens: [{ displayName: "loader", personas: ["Loaders"], validitySeconds: 86_400 }],
    });
    const row = rowsOf(page).filter({ hasText: "loader" });
    await row.waitFor();
    expect(await row.locator("td[data-title=Personas]").textContent()).toBe("Loaders");
    expect(await row.locator("td[data-title=Expires]").textContent()).toContain("expires soon");
    await page.getByRole("link", { name: "Personas" }).click();
    expect(await rowsOf(page).locator("td").first().textContent()).toBe("loader");
    await page.getByRole("link", { name: "Connections" }).click();
    expect(await rowsOf(page).locator("td").first().textContent()).toContain("amira");
    const text = await page.content();
    const secrets = (await control("GET /_tenant/secrets")) as readonly string[];
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  test("shows a token and its request as they come", async () => {
    const { page } = await open({}, "#requests");
    await createToken("nightly");
    await rowsOf(page).filter({ hasText: "POST /api/service/apikeys" }).waitFor();
    await page.getByRole("link", { name: "Tokens and clients" }).click();
    await rowsOf(page).filter({ hasText: "nightly" }).waitFor();
  });

  test("changes settings, and only those that were touched", async () => {
    const { page } = await open({}, "#settings");
    await send("PUT /_tenant/settings", { body: { trimNames: true } });
    await page.getByLabel("listLagMs").fill("1500");
    await page.getByLabel("tokenReads").selectOption("granted");
    await page.getByLabel("unknownUserReply").fill('{"status": 422}');
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByRole("link", { name: "4 settings on" }).waitFor();
    expect(await control("GET /_tenant/settings")).toMatchObject({
      listLagMs: 1500,
      tokenReads: "granted",
      unknownUserReply: { status: 422 },
      trimNames: true,
      latencyMs: 0,
    });
  });

  test("says what the tenant refuses, and keeps what was typed", async () => {
    const { page } = await open({}, "#settings");
    await page.getByLabel("maxPageSize").fill("1.5");
    await page.getByRole("button", { name: "Apply" }).click();
    const alert = page.locator("#alert");
    await alert.filter({ hasText: 'Cannot change setting "maxPageSize": it is 1.5' }).waitFor();
    expect(await page.getByLabel("maxPageSize").inputValue()).toBe("1.5");
    excused = /status of 400/;
  });

  test("adds a fault that the next request meets", async () => {
    const { page } = await open({}, "#faults");
    const form = page.getByRole("form", { name: "Add a fault" });
    await form.getByLabel("Method").selectOption("POST");
    await form.getByLabel("Path").fill("/apikeys$");
    await form.getByLabel("Status").fill("418");
    await form.getByLabel("Body").fill('{"message": "short and stout"}');
    await form.getByRole("button", { name: "Add the fault" }).click();
    await page.getByRole("link", { name: "1 fault to come" }).waitFor();
    const reply = await createToken("refused");
    expect([reply.status, reply.body]).toEqual([418, { message: "short and stout" }]);
    await page.getByText("No fault is to come.").waitFor();
  });

  test("moves the clock, and what expires with it", async () => {
    const { page } = await open({ tokens: [{ displayName: "short", validitySeconds: 3600 }] });
    await page.getByRole("link", { name: "Clock" }).click();
    await page.getByRole("button", { name: "+ 1 day" }).click();
    await page.getByRole("link", { name: "Tokens and clients" }).click();
    await page.getByRole("button", { name: /^Expired\W+1$/ }).click();
    expect(await names(page)).toEqual(["short"]);
    // Nothing has expired any more, and still the bar that is pressed gives back what it hides.
    await tenant?.control.reset();
    await status(page).filter({ hasText: "0 tokens and clients" }).waitFor();
    await page.getByRole("button", { name: /^Expired/ }).click();
    await rowsOf(page).filter({ hasText: "short" }).waitFor();
  });

  test("resets the tenant once that is confirmed", async () => {
    const { page } = await open({});
    await createToken("gone soon");
    await rowsOf(page).filter({ hasText: "gone soon" }).waitFor();
    await page.getByRole("link", { name: "Clock" }).click();
    await page.getByRole("button", { name: "Reset the tenant…" }).click();
    await page.getByRole("button", { name: "Reset", exact: true }).click();
    await page.getByRole("link", { name: "Tokens and clients" }).click();
    await rowsOf(page).filter({ hasText: "gone soon" }).waitFor({ state: "detached" });
  });

  test("lets no name become markup, script or another direction", async () => {
    const nasty = Object.values(NASTY_NAMES);
    const { page } = await open({
      personas: nasty.map((name) => ({ name, description: name })),
      tokens: nasty.map((name) => ({ displayName: name, description: name, personas: [name] })),
    });
    await status(page)
      .filter({ hasText: `${nasty.length + 2} tokens and clients` })
      .waitFor();
    const shown = await names(page);
    expect(shown).toContain(NASTY_NAMES.html);
    expect(shown).toContain(SHOWN_BIDI);
    expect(await page.title()).toBe("Embedded Atlan tenant");
    expect(await page.locator("main img, main script").count()).toBe(0);
  });

  test("stays usable with 10,000 tokens", async () => {
    const { page } = await open({
      tokens: [{ displayName: "loader", count: 9_999 }, { displayName: "needle" }],
    });
    await status(page).filter({ hasText: "1–50 of 10,002 tokens and clients" }).waitFor();
    expect(await rowsOf(page).count()).toBe(50);
    await page.getByRole("button", { name: "Next" }).first().click();
    await status(page).filter({ hasText: "51–100 of 10,002" }).waitFor();
    await page.getByRole("searchbox").first().fill("needle");
    await status(page).filter({ hasText: "1 of 10,002 tokens and clients" }).waitFor();
    expect(await names(page)).toEqual(["needle"]);
  });

  test("is sorted by its headings, with the keyboard alone", async () => {
    const { page } = await open({ tokens: [{ displayName: "b 10" }, { displayName: "b 9" }] });
    await rowsOf(page).first().waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
    await page.getByRole("button", { name: "Name" }).focus();
    await page.keyboard.press("Enter");
    expect((await names(page)).slice(0, 2)).toEqual(["b 9", "b 10"]);
    await page.keyboard.press("Enter");
    expect((await names(page)).slice(-2)).toEqual(["b 10", "b 9"]);
    expect(await page.getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort")).toBe(
      "descending",
    );
  });

  test.each([
    { look: "light", options: { colorScheme: "light" } },
    { look: "dark", options: { colorScheme: "dark" } },
    { look: "400 pixels wide", options: { viewport: { width: 400, height: 800 } } },
  ])("has no accessibility fault that axe finds: $look", async ({ options }) => {
    const { page } = await open(
      {
        personas: [{ name: "Loaders" }],
        connections: [{ name: "development", connectorName: "snowflake", adminUsers: ["amira"] }],
        collections: [{ name: "W".repeat(200), adminUsers: ["amira"] }],
        tokens: [
          { displayName: "W".repeat(200), personas: ["Loaders"], validitySeconds: 60 },
          { displayName: "loader" },
        ],
      },
      "",
      options,
    );
    await createToken("a request to show");
    for (const view of VIEWS) {
      await page.locator(`nav a[href="#${view}"]`).click();
      await page.locator("section:not([hidden]) h2").waitFor();
      expect({ view, faults: await accessibilityFaults(page) }).toEqual({ view, faults: [] });
      expect({ view, overflow: await overflowOf(page) }).toEqual({ view, overflow: 0 });
    }
  });

  test("asks for the control key, where the tenant has one, and keeps it to itself", async () => {
    tenant = await startTenant({ controlKey: "correct-horse-battery" });
    const { page } = await openPage(browser, tenant.baseUrl);
    excused = /status of 401/;
    const key = page.getByLabel("Control key");
    expect(await page.getByRole("navigation").isVisible()).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
    await key.fill("wrong-horse");
    await page.getByRole("button", { name: "Open" }).click();
    await page.getByRole("alert").filter({ hasText: "the control key is another one" }).waitFor();
    await key.fill("correct-horse-battery");
    await page.getByRole("button", { name: "Open" }).click();
    await rowsOf(page).filter({ hasText: "embedded tenant API key" }).waitFor();
    expect(await page.evaluate("JSON.stringify([localStorage, sessionStorage])")).toBe("[{},{}]");
    await page.reload();
    await key.waitFor();
    await page.close();
  });

  test("says when the tenant has stopped", async () => {
    const { page } = await open({});
    await running().stop();
    await page.locator("#alert").filter({ hasText: "expected a running tenant" }).waitFor();
    excused = /ERR_/;
  });
});
