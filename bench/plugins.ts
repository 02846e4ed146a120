// The programs that engines launch: ours from the zip that is shipped, the peer built with Go, hashicorp/null from a mirror.
import { access, chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { unzipSync } from "fflate";
import { runChild } from "../scripts/run-child.js";
import { CommandError } from "../src/testing/run-command.js";
import type { Bench } from "./measurement.js";

export const ZIP = "dist/plugin/terraform-provider-atlan.zip";
const EXECUTABLE = /^terraform-provider-/;
const GO_PLACES = ["/usr/local/go/bin", "/usr/lib/go/bin", "/opt/homebrew/bin"];

export interface Plugin {
  /** As `required_providers` names it. */
  readonly name: string;
  readonly source: string;
  readonly executable: string;
}

export const readZip = async (root: string): Promise<Readonly<Record<string, Uint8Array>>> =>
  unzipSync(await readFile(path.join(root, ZIP)));

async function executableIn(directory: string): Promise<string> {
  const name = (await readdir(directory)).find((file) => EXECUTABLE.test(file));
  if (name === undefined) throw new Error(`Cannot find a plugin in "${directory}", expected one`);
  return path.join(directory, name);
}

export async function ourPlugin({ root, directory }: Bench): Promise<Plugin> {
  const folder = path.join(directory, "plugin");
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(await readZip(root))) {
    await writeFile(path.join(folder, name), bytes);
  }
  const executable = await executableIn(folder);
  await chmod(executable, 0o755);
  return { name: "atlan", source: "npm.internal/cdktf-provider-atlan/atlan", executable };
}

/** Go from the path, or from where its installers put it. */
const goEnvironment = (): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  PATH: [process.env.PATH, ...GO_PLACES].join(path.delimiter),
});

/** A reason instead of a plugin where this machine cannot build it. */
export async function peerPlugin({
  root,
  directory,
  signal,
  say,
}: Bench): Promise<Plugin | string> {
  const executable = path.join(directory, "peer", "terraform-provider-peer");
  say("building the peer");
  const source = path.join(root, "bench/peer");
  const call = { binary: "go", directory: source, environment: goEnvironment(), signal };
  const built = await runChild(call, ["build", "-o", executable, "."]).catch((error: unknown) => {
    if (error instanceof CommandError && error.code === "ENOENT") return undefined;
    throw error;
  });
  if (built === undefined) return "Go is not installed";
  if (built.exitCode !== 0)
    return `Go cannot build the peer: ${built.stderr.trim().split("\n").at(-1)}`;
  return { name: "peer", source: "npm.internal/bench/peer", executable };
}

/** A Go provider that does no I/O. A reason instead where there is no mirror. */
export async function nullPlugin({ nullProviderMirror }: Bench): Promise<Plugin | string> {
  if (nullProviderMirror === undefined) return "NULL_PROVIDER_MIRROR is not set";
  const versions = path.join(nullProviderMirror, "registry.terraform.io/hashicorp/null");
  const [version = ""] = await readdir(versions);
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  const folder = path.join(versions, version, `${process.platform}_${arch}`);
  await access(folder);
  return { name: "null", source: "hashicorp/null", executable: await executableIn(folder) };
}
