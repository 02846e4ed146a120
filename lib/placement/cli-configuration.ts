// Which CLI configuration files Terraform or OpenTofu would read, and whether one of them hides the plugin. Reads only.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hidesPlugin } from "./provider-installation";

export type Engine = "terraform" | "tofu";

/** The part of the environment that decides which files the engine reads. */
export interface CliConfigurationEnvironment {
  readonly engine: Engine;
  /** The home folder. */
  readonly home: string;
  /** What {@link configFileOf} finds: then only that file is read. */
  readonly configFile?: string | undefined;
  /** `XDG_CONFIG_HOME`: OpenTofu looks there too. */
  readonly xdgConfigHome?: string | undefined;
}

/** Both engines read the variable's older name, too (tried with Terraform 1.11.4 and OpenTofu 1.12.6). */
export const configFileOf = ({
  TF_CLI_CONFIG_FILE,
  TERRAFORM_CONFIG,
}: Readonly<Record<string, string | undefined>>): string | undefined =>
  TF_CLI_CONFIG_FILE || TERRAFORM_CONFIG;

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The engine does not read a missing file either, and reports itself what it may not read.
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

/** The first configuration file that hides the plugin, if any. */
export function findHidingFile(environment: CliConfigurationEnvironment): string | undefined {
  return cliConfigurationFiles(environment).find((path) => hidesPlugin(readText(path) ?? ""));
}
