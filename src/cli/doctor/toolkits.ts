// Checks of what the constructs are built on: cdktf or cdktn, constructs, and the null provider of deliveries.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { satisfies } from "semver";
import { broken, type Check, type Finding, notChecked, ok } from "./check.js";
import type { DoctorContext } from "./context.js";
import { type InstalledModule, installedModule } from "./installed-module.js";
import { projectCheck } from "./project-check.js";

const TOOLKITS = ["cdktf", "cdktn"] as const;
const DELIVERY = "AtlanTokenDelivery";

/** To be pasted: a caret and a blank mean something to a shell. */
const quoted = (name: string, range = "*"): string => `"${name}@${range}"`;

const isIn = ({ version }: InstalledModule, range: string): boolean =>
  satisfies(version, range, { includePrerelease: true });

const toolkit: Check = toolkitCheck("toolkit", "Toolkit", (context) => {
  const { peers } = context.requirements;
  const used = toolkitsOf(context);
  if (used.length === 0) {
    return broken(
      "neither cdktf nor cdktn is installed",
      `Run npm install in ${JSON.stringify(context.directory)}; for a new project npm install ${quoted("cdktf", peers.cdktf)} ${quoted("constructs", peers.constructs)}`,
    );
  }
  const wrong = used.find((module) => !isIn(module, peers[module.name] ?? "*"));
  if (wrong === undefined) return ok(used.map(titleOf).join(", "));
  const expected = peers[wrong.name];
  return broken(
    `${titleOf(wrong)} is installed, expected ${expected}`,
    `Run npm install ${quoted(wrong.name, expected)}`,
  );
});

const constructs: Check = toolkitCheck("constructs", "Constructs", (context) => {
  const { directory, requirements } = context;
  const found = installedModule("constructs", directory);
  const toolkits = toolkitsOf(context);
  const ranges = [requirements.peers.constructs, ...toolkits.map(({ peers }) => peers.constructs)];
  const range = [...new Set(ranges.filter((one) => one !== undefined))].join(" ");
  const install = `Run npm install ${quoted("constructs", range)}`;
  if (found === undefined) return broken("constructs is not installed", install);
  if (!isIn(found, range)) {
    return broken(`${titleOf(found)} is installed, expected ${range}`, install);
  }
  const other = toolkits
    .map((module) => installedModule("constructs", module.directory))
    .find((seen) => seen !== undefined && seen.directory !== found.directory);
  if (other === undefined) return ok(titleOf(found));
  return broken(
    `there are two copies of constructs: ${found.directory} and ${other.directory}`,
    "Run npm dedupe, so that stacks and toolkit share one.",
  );
});

const nullProvider: Check = toolkitCheck("null_provider", "Null provider", (context) => {
  const { directory, requirements } = context;
  const name = `@${toolkitsOf(context)[0]?.name ?? "cdktf"}/provider-null`;
  const range = requirements.peers[name] ?? "*";
  const found = installedModule(name, directory);
  if (found !== undefined && isIn(found, range)) return ok(titleOf(found));
  const user = fileThatDelivers(directory);
  if (user === undefined) return ok(`not needed: nothing here uses ${DELIVERY}`);
  const state = found === undefined ? `${name} is not installed` : `${titleOf(found)} is installed`;
  return broken(
    `${relative(directory, user)} uses ${DELIVERY}, and ${state}, expected ${range}`,
    `Run npm install ${quoted(name, range)}`,
  );
});

function toolkitCheck(id: string, title: string, find: (context: DoctorContext) => Finding): Check {
  return {
    id,
    title,
    run: (context) => {
      const { directory, project } = context;
      if (project.kind !== "cdktf") return notChecked("this is no cdktf project", projectCheck);
      if (!/^(type|java)script$/.test(project.language)) {
        return notChecked(`the project is in ${project.language}`);
      }
      if (existsSync(join(directory, ".pnp.cjs"))) {
        return notChecked("Yarn's Plug'n'Play keeps packages where only Yarn finds them");
      }
      return find(context);
    },
  };
}

/** Those that the project names; where it names none, those that are there. */
function toolkitsOf({ directory }: DoctorContext): readonly InstalledModule[] {
  const installed = TOOLKITS.flatMap((name) => installedModule(name, directory) ?? []);
  const file = join(directory, "package.json");
  const manifest = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const named = { ...manifest.dependencies, ...manifest.devDependencies };
  const ours = installed.filter(({ name }) => name in named);
  return ours.length > 0 ? ours : installed;
}

const titleOf = ({ name, version }: InstalledModule): string => `${name} ${version}`;

const SOURCE = /\.[cm]?[jt]s$/;
const FOREIGN = /^(node_modules|cdktf\.out|\..*)$/;

/** The first source file that uses a delivery. */
function fileThatDelivers(directory: string): string | undefined {
  const entries = readdirSync(directory, { withFileTypes: true });
  for (const entry of entries.filter(({ name }) => !FOREIGN.test(name))) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      const below = fileThatDelivers(path);
      if (below !== undefined) return below;
    }
    const isSource = entry.isFile() && SOURCE.test(entry.name);
    if (isSource && readFileSync(path, "utf8").includes(DELIVERY)) return path;
  }
  return undefined;
}

export const toolkitChecks: readonly Check[] = [toolkit, constructs, nullProvider];
