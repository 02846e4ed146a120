// A real browser, Debian's chromium: what a page does in it, and what it asks of whom.
import { spawnSync } from "node:child_process";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome"];
const program =
  process.env.CHROMIUM_BINARY ??
  PROGRAMS.find((name) => spawnSync(name, ["--version"]).status === 0);

/** Playwright's word for no timeout: what never comes is ended by that of all tests. */
const NEVER = 0;

/** What is missing for tests that open pages; undefined where it is there. */
export const missingBrowser =
  program === undefined
    ? "no chromium on the PATH, and CHROMIUM_BINARY names none: apt-get install chromium"
    : undefined;

/** A page, and everything that it complained about and asked for. */
export interface OpenPage {
  readonly page: Page;
  /** Errors in the console, those of the content security policy among them, and what its script threw. */
  readonly problems: readonly string[];
  /** The address of everything it asked for. */
  readonly asked: readonly string[];
}

export const openBrowser = (): Promise<Browser> => {
  if (program === undefined) throw new Error(missingBrowser);
  const path = program.includes("/") ? program : spawnSync("which", [program]).stdout.toString();
  return chromium.launch({ executablePath: path.trim(), timeout: NEVER });
};

export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const page = await browser.newPage({ viewport: { width: 1300, height: 900 }, ...options });
  page.setDefaultTimeout(NEVER);
  const problems: string[] = [];
  const asked: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(address);
  return { page, problems, asked };
}

/** What axe finds wrong for people who cannot see well, or use no mouse: a line each. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate("axe.run()")) as axe.AxeResults;
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html}`),
  );
}

/** How much wider than the window the page is, in pixels. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - innerWidth");
