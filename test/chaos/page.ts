// Writes the figures of campaigns into docs/reliability.md, from their reports: `npm run chaos:page -- REPORT.json…`.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pageWith } from "./figures.js";
import type { Report } from "./report.js";

const PAGE = path.resolve(import.meta.dirname, "../../docs/reliability.md");

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write(
    "Cannot write figures: no report given, expected files that --report wrote\n",
  );
  process.exitCode = 1;
} else {
  const reports = await Promise.all(
    files.map(async (file): Promise<Report> => JSON.parse(await readFile(file, "utf8"))),
  );
  await writeFile(PAGE, pageWith(await readFile(PAGE, "utf8"), reports));
}
