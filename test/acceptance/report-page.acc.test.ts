// The page that `report` writes, opened from its file in a real browser.
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { execa } from "execa";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { startTenant, type Tenant, type TenantSeed } from "../../src/tenant/index.js";
import { NASTY_NAMES } from "../src/inventory/nasty.js";
import {
  accessibilityFaults,
  missingBrowser,
  type OpenPage,
  openBrowser,
  openPage,
  overflowOf,
} from "./harness/browser.js";
import { describeUnless } from "./harness/describe-unless.js";
import { ROOT } from "./harness/npm-package.js";

const VIEWS = ["tokens", "personas", "connections", "collections", "gaps"];

const SEED: TenantSeed = {
  users: [{ username: "amira", admin: true }],
  personas: [{ name: "Loaders" }],
  tokens: [
    { displayName: "loader", personas: ["Loaders"], validitySeconds: 86_400 },
    { displayName: "W".repeat(200) },
  ],
};

let browser: Browser;
let folder: string;
let tenant: Tenant;
let opened: OpenPage | undefined;

const fileOf = (name: string): string => path.join(folder, name);

async function write(...options: readonly string[]): Promise<string> {
  const out = fileOf("access.html");
  const program = path.join(ROOT, "dist/cli/main.js");
  await execa(process.execPath, [program, "report", "--out", out, ...options], {
    env: { ...tenant.env() },
    extendEnv: false,
  });
  return out;
}

async function open(seed: TenantSeed, browserOptions: BrowserContextOptions = {}): Promise<Page> {
  tenant = await startTenant({ seed });
  const file = await write();
  opened = await openPage(browser, pathToFileURL(file).href, browserOptions);
  return opened.page;
}

const rowsOf = (page: Page) => page.locator("section:not([hidden]) tbody tr");
const names = (page: Page) =>
  page.locator("section:not([hidden]) tbody th .name > bdi").allTextContents();

describeUnless("the page of a report", missingBrowser, () => {
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "atlan-report-"));
  });
  afterEach(async () => {
    const { problems = [], asked = [], page } = opened ?? {};
    opened = undefined;
    await page?.close();
    await tenant.stop();
    await rm(folder, { recursive: true });
    expect(problems).toEqual([]);
    expect(asked.filter((url) => !url.startsWith("file:"))).toEqual([]);
  });

  test("shows who can do what and when what expires, without a secret, to its owner alone", async () => {
    const page = await open(SEED);
    const file = fileOf("access.html");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const html = await readFile(file, "utf8");
    for (const secret of await tenant.control.secrets()) expect(html).not.toContain(secret);

    const row = rowsOf(page).filter({ hasText: "loader" });
    expect(await row.locator("td[data-title=Personas]").textContent()).toBe("Loaders");
    expect(await row.locator("td[data-title=Expires]").textContent()).toContain("expires soon");
    expect(await page.locator("header").textContent()).toContain(tenant.baseUrl);
    expect(await page.locator("dl.figures").textContent()).toContain("API tokens3");
    await page.getByRole("link", { name: "Personas" }).click();
    expect(await rowsOf(page).locator("td").first().textContent()).toBe("loader");
  });

  test("is filtered by a bar of the timeline, and back", async () => {
    const page = await open(SEED);
    const bar = page.getByRole("button", { name: /^Never\W+1$/ });
    await bar.click();
    expect(await names(page)).toEqual(["embedded tenant OAuth client"]);
    expect(await bar.getAttribute("aria-pressed")).toBe("true");
    await bar.click();
    expect(await rowsOf(page).count()).toBe(4);
  });

  test("says what a state manages", async () => {
    tenant = await startTenant({ seed: SEED });
    const [loader] = await tenant.control.tokensNamed("loader");
    const instances = [{ attributes: { id: loader?.id } }];
    const resource = { mode: "managed", type: "atlan_api_token", name: "etl", instances };
    const state = fileOf("terraform.tfstate");
    await writeFile(state, JSON.stringify({ version: 4, resources: [resource] }), { mode: 0o600 });
    const file = await write("--state", state);
    opened = await openPage(browser, pathToFileURL(file).href);
    const { page } = opened;
    await page.getByLabel("Terraform").selectOption("In the state");
    expect(await names(page)).toEqual(["loader"]);
    expect(await rowsOf(page).textContent()).toContain("atlan_api_token.etl");
  });

  test("lets no name become markup, script or another direction", async () => {
    const nasty = Object.values(NASTY_NAMES);
    const page = await open({
      personas: nasty.map((name) => ({ name })),
      tokens: nasty.map((name) => ({ displayName: name, description: name, personas: [name] })),
    });
    const shown = await names(page);
    expect(shown.length).toBe(nasty.length + 2);
    expect(shown).toContain(NASTY_NAMES.html);
    expect(shown).toContain("abcU+202EdcbaU+2066xU+2069");
    expect(await page.title()).toBe("Access report");
    expect(await page.locator("main img, main script").count()).toBe(0);
    expect(await page.locator("script").count()).toBe(2);
  });

  test("stays usable with 10,000 tokens", async () => {
    const page = await open({
      tokens: [{ displayName: "loader", count: 9_999 }, { displayName: "needle" }],
    });
    const status = page.locator("section:not([hidden]) [role=status]");
    expect(await status.textContent()).toBe("1–50 of 10,002 tokens and clients");
    expect(await rowsOf(page).count()).toBe(50);
    await page.getByRole("searchbox").first().fill("needle");
    expect(await status.textContent()).toBe("1 of 10,002 tokens and clients");
    expect(await names(page)).toEqual(["needle"]);
  });

  test.each([
    { look: "light", options: { colorScheme: "light" } as const },
    { look: "dark", options: { colorScheme: "dark" } as const },
    { look: "400 pixels wide", options: { viewport: { width: 400, height: 800 } } },
  ])("has no accessibility fault that axe finds: $look", async ({ options }) => {
    const page = await open(SEED, options);
    for (const view of VIEWS) {
      await page.locator(`nav a[href="#${view}"]`).click();
      await page.locator("section:not([hidden]) h2").waitFor();
      expect({ view, faults: await accessibilityFaults(page) }).toEqual({ view, faults: [] });
      expect({ view, overflow: await overflowOf(page) }).toEqual({ view, overflow: 0 });
    }
  });
});
