// The whole placement in one folder: the plugin's zips and the lock file that admits them. Idempotent.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROVIDER_SOURCE } from "../schema";
import { dropOtherVersion, type LockedProvider, lockProvider } from "./lock-file";
import { makeFolder } from "./make-folder";
import type { Plugin } from "./package";
import { placePlugin } from "./place-plugin";
import { openTofuAddress } from "./provider-pin";
import { replaceFile } from "./replace-file";

export const LOCK_FILE_NAME = ".terraform.lock.hcl";

/** The lock file's text, empty when there is none. */
export function readLockFile(directory: string): string {
  const path = join(directory, LOCK_FILE_NAME);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** The lock file with our choice and each pinned one in it. Pure. */
export function lockAll(
  lockFile: string,
  plugin: Plugin,
  pinned: readonly LockedProvider[],
): string {
  const ours = { address: PROVIDER_SOURCE, version: plugin.version, hashes: [plugin.h1] };
  return [...pinned, ours].reduce((text, provider) => {
    const address = openTofuAddress(provider.address);
    const current = address ? dropOtherVersion(text, { ...provider, address }) : text;
    return lockProvider(current, provider);
  }, lockFile);
}

/**
 * Makes `terraform init` in `directory` find the plugin without a network.
 *
 * @param pinned other providers of the configuration that need a lock entry of their own, with full addresses.
 * @returns the paths of the plugin's zips.
 */
export function place(
  directory: string,
  plugin: Plugin,
  pinned: readonly LockedProvider[] = [],
): readonly string[] {
  makeFolder(directory);
  const paths = placePlugin(directory, plugin);
  const before = readLockFile(directory);
  const after = lockAll(before, plugin, pinned);
  if (after !== before) {
    replaceFile(join(directory, LOCK_FILE_NAME), (path) => writeFileSync(path, after));
  }
  return paths;
}
