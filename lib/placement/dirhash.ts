// The `h1:` checksum of a package as Terraform writes it into its lock file (golang.org/x/mod/sumdb/dirhash, Hash1).
import { createHash } from "node:crypto";
import type { PackageFile } from "./package-files";

const sha256 = (content: Uint8Array | string) => createHash("sha256").update(content);

/** `files` are sorted by path. Neither modes nor times count. */
export function h1Of(files: readonly PackageFile[]): string {
  const lines = files.map(({ path, content }) => `${sha256(content).digest("hex")}  ${path}\n`);
  return `h1:${sha256(lines.join("")).digest("base64")}`;
}
