// From launch to the handshake line, as Terraform waits for it at every launch, against a Node that does nothing.
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { cleanEnvironment } from "../scripts/clean-environment.js";
import { createServerCertificate } from "../src/protocol/launch/certificate.js";
import { interleaved, median } from "./interleaved.js";
import type { Bench, Measurement } from "./measurement.js";
import { ourPlugin } from "./plugins.js";
import { ratioRow } from "./row.js";
import { handshakeTarget } from "./targets.js";

const ROUNDS = 21;
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

async function measure(bench: Bench) {
  const { executable } = await ourPlugin(bench);
  const { certificatePem } = createServerCertificate(Date.now());
  const times = await interleaved(
    ROUNDS,
    new Map([
      ["node", timeBareNode],
      ["plugin", () => timeHandshake(executable, certificatePem)],
    ]),
  );
  const timed = (name: "node" | "plugin") => ({ name, ms: median(times.get(name) ?? []) });
  const target = handshakeTarget(Number.parseInt(process.versions.node, 10));
  return [ratioRow(target, timed("plugin"), timed("node"))];
}

export const handshake: Measurement = { name: "handshake", run: measure };
