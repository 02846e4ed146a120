// Compares the pages as they should be with those on disk.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface RenderedPage {
  /** From the root of the checkout. */
  readonly path: string;
  readonly text: string;
}

/** The pages that are missing on disk, or say something else there. */
export function findStale(
  root: string,
  rendered: readonly RenderedPage[],
): readonly RenderedPage[] {
  return rendered.filter(({ path, text }) => readIfThere(join(root, path)) !== text);
}

/** Pages on disk whose type is gone. */
export function findForgotten(root: string, paths: readonly string[]): readonly string[] {
  return ["docs/resources", "docs/data-sources", "docs/ephemeral-resources"]
    .flatMap((folder) => filesIn(join(root, folder)).map((file) => `${folder}/${file}`))
    .filter((path) => !paths.includes(path));
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
