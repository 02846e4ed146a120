// How big the plugin is: the zip that is placed beside every stack, and the script in it.
import { stat } from "node:fs/promises";
import path from "node:path";
import type { Bench, Measurement } from "./measurement.js";
import { readZip, ZIP } from "./plugin-files.js";
import { type Row, verdictOf } from "./row.js";

const KILOBYTE = 1000;

const sizeRow = (what: string, bytes: number, mostKilobytes: number): Row => ({
  what,
  seen: `${(bytes / KILOBYTE).toFixed(0)} KB`,
  against: "",
  ratio: "",
  target: `≤ ${mostKilobytes} KB`,
  verdict: verdictOf({ value: bytes, most: mostKilobytes * KILOBYTE }),
});

async function measure({ root }: Bench) {
  const { size } = await stat(path.join(root, ZIP));
  const files = Object.values(await readZip(root));
  const unpacked = files.reduce((sum, bytes) => sum + bytes.length, 0);
  return [
    sizeRow("the plugin's zip", size, 500),
    sizeRow("the script in it, with its chunks", unpacked, 1000),
  ];
}

export const size: Measurement = { name: "size", run: measure };
