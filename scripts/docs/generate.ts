// `npm run docs` writes the reference pages; with `-- --check` it writes nothing and names the stale ones.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pages } from "./pages.js";
import { readMaterial } from "./read-material.js";
import { renderPage } from "./render-page.js";
import { findForgotten, findStale } from "./stale.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const rendered = pages.map((page) => ({
  path: page.path,
  text: renderPage(page, readMaterial(root, page)),
}));
const stale = findStale(root, rendered);
const forgotten = findForgotten(
  root,
  rendered.map(({ path }) => path),
);

if (process.argv.includes("--check")) {
  const faults = [
    ...stale.map(({ path }) => `  ${path}: not what lib/schema and docs/templates say`),
    ...forgotten.map((path) => `  ${path}: of a type that lib/schema does not have`),
  ];
  if (faults.length > 0) {
    process.stderr.write(
      `Cannot accept the reference pages: stale, expected fresh; run \`npm run docs\` and commit\n${faults.join("\n")}\n`,
    );
    process.exitCode = 1;
  }
} else {
  for (const { path, text } of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    process.stdout.write(`wrote ${path}\n`);
  }
  for (const path of forgotten) {
    rmSync(join(root, path));
    process.stdout.write(`removed ${path}\n`);
  }
}
