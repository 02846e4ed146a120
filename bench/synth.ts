// Synth of 1,000 of our constructs against 1,000 of provider-null's, each in a cold process, as in a pipeline.
import path from "node:path";
import { runChild } from "../scripts/run-child.js";
import { interleaved, median } from "./interleaved.js";
import type { Bench, Measurement } from "./measurement.js";
import { ratioRow } from "./row.js";
import { TARGETS } from "./targets.js";

const ROUNDS = 7;

async function timeSynth(bench: Bench, kind: string): Promise<number> {
  const { root, directory, signal } = bench;
  const { stdout, stderr } = await runChild({ binary: process.execPath, directory, signal }, [
    path.join(root, "node_modules/tsx/dist/cli.mjs"),
    path.join(root, "bench/synth-app.ts"),
    kind,
    root,
    path.join(directory, `synth-${kind}`),
  ]);
  const timeMs = Number(stdout.trim() || Number.NaN);
  if (Number.isNaN(timeMs)) throw new Error(`Cannot time synth of ${kind}: ${stdout}${stderr}`);
  return timeMs;
}

async function measure(bench: Bench) {
  const times = await interleaved(
    ROUNDS,
    new Map([
      ["null", () => timeSynth(bench, "null")],
      ["tokens", () => timeSynth(bench, "tokens")],
    ]),
  );
  const timed = (name: "null" | "tokens") => ({ name, ms: median(times.get(name) ?? []) });
  return [ratioRow(TARGETS.synth, timed("tokens"), timed("null"))];
}

export const synth: Measurement = { name: "synth", run: measure };
