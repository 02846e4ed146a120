// Which folders import each other in a circle, read from the import statements of their files.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const IMPORT = /(?:\bfrom|\bimport\(|^import)\s*"(\.[^"]+)"/gm;

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** TypeScript files below `folder`, relative to `root`. */
const filesIn = (root: string, folder: string): readonly string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.join(folder, file));

function importedBy(root: string, file: string, files: ReadonlySet<string>): readonly string[] {
  const text = readFileSync(path.join(root, file), "utf8");
  return [...text.matchAll(IMPORT)].flatMap(([, imported = ""]) => {
    const target = path.join(path.dirname(file), imported).replace(/\.js$/, "");
    const candidates = [`${target}.ts`, path.join(target, "index.ts")];
    return candidates.filter((candidate) => files.has(candidate));
  });
}

/** A part's own folder; files beside the parts, such as `src/clock.ts`, stand for themselves. */
const nodeOf = (file: string): string => {
  const folder = path.dirname(file);
  return folder.includes("/") ? folder : file;
};

function importGraph(root: string, folders: readonly string[]): Graph {
  const files = new Set(folders.flatMap((folder) => filesIn(root, folder)));
  const graph = new Map<string, Set<string>>();
  for (const file of files) {
    const from = nodeOf(file);
    const targets = graph.get(from) ?? new Set();
    graph.set(from, targets);
    for (const imported of importedBy(root, file, files)) {
      if (nodeOf(imported) !== from) targets.add(nodeOf(imported));
    }
  }
  return graph;
}

function reachedFrom(start: string, graph: Graph): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const next of graph.get(node) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  }
  return reached;
}

/** Each as the folders that are in it, in alphabetical order. */
export function importCircles(
  root: string,
  folders: readonly string[],
): readonly (readonly string[])[] {
  const graph = importGraph(root, folders);
  const reach = new Map([...graph.keys()].map((node) => [node, reachedFrom(node, graph)]));
  const isReached = (from: string, to: string) => reach.get(from)?.has(to) === true;
  const inCircle = [...graph.keys()].filter((node) => isReached(node, node)).sort();
  const circles = inCircle.map((node) =>
    inCircle.filter((other) => isReached(node, other) && isReached(other, node)),
  );
  return circles.filter(([first], index) => first === inCircle[index]);
}
