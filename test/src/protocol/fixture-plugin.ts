// A provider of the tests, bundled once per test file exactly as the real plugin is.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundlePlugin } from "../../../scripts/build/plugin/bundle.js";

export interface FixturePlugin {
  readonly directory: string;
  readonly executable: string;
  remove(): void;
}

interface Fixture {
  readonly entry: URL;
  readonly name: string;
}

const MEMORY: Fixture = { entry: new URL("./memory-plugin.ts", import.meta.url), name: "atlan" };

export async function bundleFixturePlugin({ entry, name } = MEMORY): Promise<FixturePlugin> {
  const directory = mkdtempSync(join(tmpdir(), "plugin-"));
  const executable = await bundlePlugin({
    entry: fileURLToPath(entry),
    directory: join(directory, "package"),
    version: "0.1.0",
    name,
  });
  return {
    directory: join(directory, "package"),
    executable,
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
