// Real folders for tests that write, gone when the test is over.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "@jest/globals";
import type { Plugin } from "../../lib/placement";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "atlan-lib-"));
  folders.push(folder);
  return folder;
}

/** A plugin whose zip is any bytes: placement never looks into it. */
export function somePlugin(bytes = "zip", version = "0.1.0"): Plugin {
  const zipPath = join(temporaryFolder(), "terraform-provider-atlan.zip");
  writeFileSync(zipPath, bytes);
  return { version, h1: `h1:${bytes}=`, zipPath };
}
