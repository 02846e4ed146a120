// Puts the plugin's zip where Terraform looks beside a configuration. Writes only below `terraform.d/plugins`.
import {
  constants,
  copyFileSync,
  linkSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { PROVIDER_SOURCE } from "../schema";
import { makeFolder } from "./make-folder";
import type { Plugin } from "./package";
import { replaceFile } from "./replace-file";

/** Where the plugin runs. The zip is the same for all; Terraform looks for one under each name. */
export const PLATFORMS = ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64"] as const;

/** Where Terraform looks beside a configuration, from the folder that it is started in. */
export const MIRROR_PATH = join("terraform.d", "plugins", ...PROVIDER_SOURCE.split("/"));

export const zipName = (version: string, platform: string): string =>
  `terraform-provider-atlan_${version}_${platform}.zip`;

/** Whether a file of the mirror is the plugin of some version. */
export const isZipName = (name: string): boolean => /^terraform-provider-atlan_.*\.zip$/.test(name);

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? -1;

const isSameFile = (one: string, other: string): boolean =>
  statSync(one, { throwIfNoEntry: false })?.ino === statSync(other).ino;

export const hasSameBytes = (one: string, other: string): boolean =>
  sizeOf(one) === sizeOf(other) && readFileSync(one).equals(readFileSync(other));

const copyTo = (source: string) => (target: string) =>
  copyFileSync(source, target, constants.COPYFILE_FICLONE);

const linkOrCopyTo = (source: string) => (target: string) => {
  try {
    linkSync(source, target);
  } catch {
    // Some file systems have no hard links.
    copyFileSync(source, target);
  }
};

/**
 * Places the zip for every platform and removes those of other versions. The first is a copy, so that `directory` stays
 * whole when the package is rebuilt or removed; the others are hard links to it.
 *
 * @returns the paths of the zips, whether written now or there already.
 */
export function placePlugin(directory: string, plugin: Plugin): readonly string[] {
  const mirror = join(directory, MIRROR_PATH);
  makeFolder(mirror);
  const zipOf = (platform: string) => join(mirror, zipName(plugin.version, platform));
  const first = zipOf(PLATFORMS[0]);
  if (!hasSameBytes(first, plugin.zipPath)) replaceFile(first, copyTo(plugin.zipPath));
  const paths = PLATFORMS.map(zipOf);
  for (const path of paths) {
    if (!isSameFile(path, first) && !hasSameBytes(path, first))
      replaceFile(path, linkOrCopyTo(first));
  }
  for (const name of readdirSync(mirror)) {
    // By force: another synth into this folder may have removed it a moment ago.
    if (isZipName(name) && !paths.includes(join(mirror, name))) {
      rmSync(join(mirror, name), { force: true });
    }
  }
  return paths;
}
