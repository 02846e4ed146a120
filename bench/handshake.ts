// From launch to the handshake line, as Terraform waits for it at every launch, against a Node that does nothing.
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { cleanEnvironment } from "../scripts/clean-environment.js";
import { createServerCertificate } from "../src/protocol/launch/certificate.js";
import { interleavedMedians } from "./interleaved.js";
import type { Bench, Measurement } from "./measurement.js";
import { unpackPlugin } from "./plugin-files.js";
import { comparisonRow } from "./row.js";

const ROUNDS = 21;
const MOST_RATIO = 1.5;
/** go-plugin's cookie for Terraform providers. */
const MAGIC_COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

async function timeBareNode(): Promise<number> {
  const startMs = performance.now();
  const child = spawn(process.execPath, ["-e", "0"], {
    env: cleanEnvironment({}),
    stdio: "ignore",
  });
  await once(child, "exit");
  return performance.now() - startMs;
}

async function timeHandshake(executable: string, clientCertificate: string): Promise<number> {
  const startMs = performance.now();
  const child = spawn(executable, [], {
    env: cleanEnvironment({
      PATH: `${path.dirname(process.execPath)}:${process.env.PATH ?? ""}`,
      TF_PLUGIN_MAGIC_COOKIE: MAGIC_COOKIE,
      PLUGIN_PROTOCOL_VERSIONS: "5,6",
      PLUGIN_CLIENT_CERT: clientCertificate,
    }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  const timeMs = performance.now() - startMs;
  child.kill("SIGKILL");
  if (/^1\|6\|/.test(String(line))) return timeMs;
  throw new Error(`Cannot time the handshake: the plugin answered "${line}", expected 1|6|…`);
}

async function measure({ root, directory }: Bench) {
  const executable = await unpackPlugin(root, path.join(directory, "plugin"));
  const { certificatePem } = createServerCertificate(new Date());
  const medians = await interleavedMedians(
    ROUNDS,
    new Map([
      ["node", timeBareNode],
      ["plugin", () => timeHandshake(executable, certificatePem)],
    ]),
  );
  return [
    comparisonRow({
      what: "launch to handshake",
      seenMs: medians.get("plugin") ?? Number.NaN,
      against: "node -e 0",
      againstMs: medians.get("node") ?? Number.NaN,
      mostRatio: MOST_RATIO,
    }),
  ];
}

export const handshake: Measurement = { name: "handshake", run: measure };
