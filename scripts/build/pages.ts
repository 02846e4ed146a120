// Makes one script and one style sheet of each page for a browser, as text that other bundles contain.
import { build } from "esbuild";

/** The oldest browsers that the pages run in. */
const BROWSERS = ["chrome109", "firefox115", "safari16"];

const PAGES = {
  __TENANT_PAGE__: "src/page/tenant/main.ts",
  __REPORT_PAGE__: "src/page/report/main.ts",
} as const;

async function bundled(entry: string, format: "iife" | undefined): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    write: false,
    bundle: true,
    minify: true,
    platform: "browser",
    target: BROWSERS,
    legalComments: "none",
    logLevel: "error",
    ...(format && { format }),
  });
  return outputFiles.map(({ text }) => text).join("");
}

/** What a bundle that serves or writes a page takes as esbuild's `define`. */
export async function pageDefinitions(
  names: readonly (keyof typeof PAGES)[],
): Promise<Record<string, string>> {
  const style = await bundled("src/page/page.css", undefined);
  const definitions = names.map(async (name) => {
    const script = await bundled(PAGES[name], "iife");
    return [name, JSON.stringify({ script, style })] as const;
  });
  return Object.fromEntries(await Promise.all(definitions));
}
