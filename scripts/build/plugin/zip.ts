// The plugin's zip: the same bytes from the same files, whenever and wherever it is built.
import { zipSync } from "fflate";
import type { PackageFile } from "../../../lib/placement/index.js";

/** The oldest time a zip can hold, so that no clock shows. Noon, so that no time zone makes it 1979. */
const MODIFIED_AT = new Date(1980, 0, 1, 12);
const UNIX = 3;
/** A regular file, executable: npm and some tools drop modes, and Terraform checks this one only when it launches. */
const MODE = 0o100755;

export const zipPackage = (files: readonly PackageFile[]): Uint8Array =>
  zipSync(
    Object.fromEntries(
      files.map(({ path, content }) => [
        path,
        [content, { level: 9, mtime: MODIFIED_AT, os: UNIX, attrs: (MODE << 16) >>> 0 }],
      ]),
    ),
  );
