// From launch to the handshake line, as Terraform waits for it at every launch, against a Node that does nothing.

import { once } from "node:events";
import path from "node:path";
import { execa } from "execa";
import { fetchNodes } from "../scripts/nodes/fetch.js";
import { createServerCertificate } from "../src/protocol/launch/certificate.js";
import { cleanEnvironment } from "../src/testing/environment.js";
import { interleaved, median } from "./interleaved.js";
import type { Bench, Measurement } from "./measurement.js";
import { ourPlugin } from "./plugins.js";
import { ratioRow } from "./row.js";
import { handshakeTarget } from "./targets.js";

const ROUNDS = 21;
/** go-plugin's cookie for Terraform providers. */
const MAGIC_COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

interface Node {
  readonly major: number;
  /** Where `node` is. */
  readonly folder: string;
}

const thisNode: Node = {
  major: Number.parseInt(process.versions.node, 10),
  folder: path.dirname(process.execPath),
};

async function timeBareNode({ folder }: Node): Promise<number> {
  const startMs = performance.now();
  const options = { env: cleanEnvironment(), extendEnv: false, stdio: "ignore" } as const;
  await once(execa(path.join(folder, "node"), ["-e", "0"], options), "exit");
  return performance.now() - startMs;
}

interface Launch {
  readonly executable: string;
  readonly clientCertificate: string;
}

async function timeHandshake(
  { folder }: Node,
  { executable, clientCertificate }: Launch,
): Promise<number> {
  const startMs = performance.now();
  const child = execa(executable, [], {
    env: cleanEnvironment({
      PATH: `${folder}:${process.env.PATH ?? ""}`,
      TF_PLUGIN_MAGIC_COOKIE: MAGIC_COOKIE,
      PLUGIN_PROTOCOL_VERSIONS: "5,6",
      PLUGIN_CLIENT_CERT: clientCertificate,
    }),
    extendEnv: false,
    stdio: ["ignore", "pipe", "inherit"],
    reject: false,
  });
  const [line] = await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  const timeMs = performance.now() - startMs;
  child.kill("SIGKILL");
  if (/^1\|6\|/.test(String(line))) return timeMs;
  throw new Error(`Cannot time the handshake: the plugin answered "${line}", expected 1|6|…`);
}

async function measureOn(node: Node, launch: Launch) {
  const times = await interleaved(
    ROUNDS,
    new Map([
      ["node", () => timeBareNode(node)],
      ["plugin", () => timeHandshake(node, launch)],
    ]),
  );
  const timed = (name: "node" | "plugin") => ({ name, ms: median(times.get(name) ?? []) });
  return ratioRow(handshakeTarget(node.major), timed("plugin"), timed("node"));
}

async function measure(bench: Bench) {
  const { executable } = await ourPlugin(bench);
  const { certificatePem: clientCertificate } = createServerCertificate(Date.now());
  const fetched = await fetchNodes(bench.signal);
  if (typeof fetched === "string") bench.say(`only this Node is measured: ${fetched}`);
  const nodes: readonly Node[] = typeof fetched === "string" ? [thisNode] : fetched;
  const rows = [];
  for (const node of nodes) rows.push(await measureOn(node, { executable, clientCertificate }));
  return rows;
}

export const handshake: Measurement = { name: "handshake", run: measure };
