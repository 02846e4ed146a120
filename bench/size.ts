// How big the plugin is: the zip that is placed beside every stack, and the scripts in it.
import { stat } from "node:fs/promises";
import path from "node:path";
import type { Bench, Measurement } from "./measurement.js";
import { readZip, ZIP } from "./plugins.js";
import { sum } from "./processor-time.js";
import { row } from "./row.js";
import { TARGETS } from "./targets.js";

const KILOBYTE = 1000;

async function measure({ root }: Bench) {
  const { size: zipBytes } = await stat(path.join(root, ZIP));
  const files = Object.entries(await readZip(root)).map(
    ([name, bytes]) => [name, bytes.length / KILOBYTE] as const,
  );
  const kilobytes = sum(files.map(([, size]) => size));
  const how = files.map(([name, size]) => `${name} ${size.toFixed(0)}`).join(", ");
  return [row(TARGETS.zip, zipBytes / KILOBYTE, ""), row(TARGETS.scripts, kilobytes, how)];
}

export const size: Measurement = { name: "size", run: measure };
