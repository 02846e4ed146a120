// Synth of 1,000 of our constructs against 1,000 of provider-null's, each in a cold process, as in a pipeline.
import path from "node:path";
import { cleanEnvironment } from "../scripts/clean-environment.js";
import { runChild } from "../scripts/demo/run-child.js";
import { interleavedMedians } from "./interleaved.js";
import type { Bench, Measurement } from "./measurement.js";
import { comparisonRow } from "./row.js";

const ROUNDS = 7;
const MOST_RATIO = 1.2;

async function timeSynth(bench: Bench, kind: string): Promise<number> {
  const { root, directory, signal } = bench;
  const { stdout, stderr } = await runChild({
    command: process.execPath,
    args: [
      path.join(root, "node_modules/tsx/dist/cli.mjs"),
      path.join(root, "bench/synth-app.ts"),
      kind,
      root,
      path.join(directory, `synth-${kind}`),
    ],
    directory,
    environment: cleanEnvironment({}),
    signal,
  });
  const timeMs = Number(stdout.trim() || Number.NaN);
  if (Number.isNaN(timeMs)) throw new Error(`Cannot time synth of ${kind}: ${stdout}${stderr}`);
  return timeMs;
}

async function measure(bench: Bench) {
  const medians = await interleavedMedians(
    ROUNDS,
    new Map([
      ["null", () => timeSynth(bench, "null")],
      ["tokens", () => timeSynth(bench, "tokens")],
    ]),
  );
  return [
    comparisonRow({
      what: "synth of 1,000 AtlanApiToken",
      seenMs: medians.get("tokens") ?? Number.NaN,
      against: "1,000 null Resource",
      againstMs: medians.get("null") ?? Number.NaN,
      mostRatio: MOST_RATIO,
    }),
  ];
}

export const synth: Measurement = { name: "synth", run: measure };
