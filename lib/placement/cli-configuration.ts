// The CLI configuration Terraform would read, and whether it hides the plugin that lies beside a configuration. Reads only.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROVIDER_SOURCE } from "../schema";

export type Engine = "terraform" | "tofu";

/** The part of the environment that decides which files the engine reads. */
export interface CliConfigurationEnvironment {
  readonly engine: Engine;
  /** The home folder. */
  readonly home: string;
  /** `TF_CLI_CONFIG_FILE`: then only that file is read. */
  readonly configFile?: string | undefined;
  /** `XDG_CONFIG_HOME`: OpenTofu looks there too. */
  readonly xdgConfigHome?: string | undefined;
}

/** What to add to a `provider_installation` block; its relative path works for every configuration (Terraform 1.11.4, tried). */
export const MIRROR_ENTRY = `filesystem_mirror {
  path    = "terraform.d/plugins"
  include = ["npm.internal/*/*"]
}`;

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // A file that is missing or closed to us is none for the engine either, or its own error to report.
    return undefined;
  }
}

function filesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    return [];
  }
}

/** The files that the engine would read, in no particular order; some may not exist. */
export function cliConfigurationFiles(environment: CliConfigurationEnvironment): readonly string[] {
  const { engine, home, configFile, xdgConfigHome } = environment;
  if (configFile) return [configFile];
  const directory = join(home, ".terraform.d");
  const terraformrc = join(home, ".terraformrc");
  const fragments = filesIn(directory)
    .filter((name) => /\.tfrc(\.json)?$/.test(name))
    .map((name) => join(directory, name));
  if (engine === "terraform") return [terraformrc, ...fragments];
  const tofurc = join(home, ".tofurc");
  const xdg = xdgConfigHome ? [join(xdgConfigHome, "opentofu", "tofurc")] : [];
  // OpenTofu prefers its own file and then ignores Terraform's.
  const own = readText(tofurc) === undefined ? terraformrc : tofurc;
  return [own, ...xdg, ...fragments];
}

const withoutComments = (text: string): string =>
  text.replace(/("(?:\\.|[^"\\\n])*")|\/\*[\s\S]*?\*\/|(?:#|\/\/)[^\n]*/g, "$1");

/** The bodies of the blocks of one name, by counting braces outside strings. */
function blockBodies(text: string, name: string): readonly string[] {
  const bodies: string[] = [];
  for (const opening of text.matchAll(new RegExp(`(?<![\\w"-])${name}\\s*\\{`, "g"))) {
    const start = opening.index + opening[0].length;
    let depth = 1;
    let end = start;
    for (const token of text.slice(start).matchAll(/"(?:\\.|[^"\\\n])*"|[{}]/g)) {
      if (token[0] === "{") depth += 1;
      if (token[0] === "}") depth -= 1;
      end = start + token.index;
      if (depth === 0) break;
    }
    bodies.push(text.slice(start, end));
  }
  return bodies;
}

const ourPatterns = [/npm\.internal\/\*\/\*/, /npm\.internal\/cdktf-provider-atlan\/(\*|atlan)/];

const admitsUs = (mirror: string): boolean => {
  const isOurPath = /path\s*[=:]\s*"[^"]*terraform\.d\/plugins\/?"/.test(mirror);
  const include = /include\s*[=:]\s*\[([\s\S]*?)\]/.exec(mirror)?.[1];
  return isOurPath && (include === undefined || ourPatterns.some((it) => it.test(include)));
};

/** Whether this configuration text has a `provider_installation` of its own, without an entry that finds our plugin. */
export function hidesPlugin(text: string): boolean {
  if (text.trimStart().startsWith("{")) {
    // The JSON form: rare enough that looking for the path is fine.
    return text.includes('"provider_installation"') && !text.includes("terraform.d/plugins");
  }
  return blockBodies(withoutComments(text), "provider_installation").some((installation) => {
    const isOverridden = blockBodies(installation, "dev_overrides").some((overrides) =>
      overrides.includes(PROVIDER_SOURCE),
    );
    return !isOverridden && !blockBodies(installation, "filesystem_mirror").some(admitsUs);
  });
}

/** The first configuration file that hides the plugin, if any. */
export function findHidingFile(environment: CliConfigurationEnvironment): string | undefined {
  return cliConfigurationFiles(environment).find((path) => hidesPlugin(readText(path) ?? ""));
}
