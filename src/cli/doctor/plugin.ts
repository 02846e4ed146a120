// Checks of the plugin's way to Terraform: in the package, beside each configuration, in its lock file, unpacked, started.
import { existsSync, readdirSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import {
  exactVersion,
  findBlock,
  h1Of,
  hasSameBytes,
  isZipName,
  LOCK_FILE_NAME,
  MIRROR_PATH,
  PLATFORMS,
  type Plugin,
  readLockFile,
  readPackageFiles,
  zipName,
} from "../../../lib/placement/index.js";
import { PROVIDER_SOURCE } from "../../../lib/schema/index.js";
import { messageOf } from "../../describe-error.js";
import { broken, type Check, type Finding, notChecked, ok, warning, worstOf } from "./check.js";
import type { DoctorContext } from "./context.js";
import { installedModule } from "./installed-module.js";
import { isExecutable } from "./is-executable.js";
import { MEND_NODE } from "./machine.js";
import { type Configuration, requiredVersion } from "./project.js";
import { projectCheck, shown, synthIn } from "./project-check.js";
import { runProgram } from "./run-program.js";

/** One configuration, and what a check of it needs. */
interface Site {
  readonly context: DoctorContext;
  readonly configuration: Configuration;
  readonly plugin: Plugin;
  /** As zips are named for it. */
  readonly platform: string;
  /** What to run to have it placed anew, as a sentence. */
  readonly place: string;
}

const packaged: Check = {
  id: "package",
  title: "Package",
  run: ({ plugin, installed, project }) => {
    const own = installedModule("cdktf-provider-atlan", project.directory);
    if (own !== undefined && own.version !== installed.version) {
      return warning(
        `the project has ${own.version}, and this command is of ${installed.version}`,
        "Run it from the project's folder with npx, so that both are one.",
      );
    }
    try {
      return ok(`cdktf-provider-atlan ${plugin().version}`);
    } catch (error) {
      return broken(messageOf(error), "Install the package anew: npm install cdktf-provider-atlan");
    }
  },
};

const placed = siteCheck(
  "placed",
  "Plugin placed",
  ({ configuration, plugin, platform, place }) => {
    if (!PLATFORMS.some((one) => one === platform)) {
      return broken(
        `there is no plugin for ${platform}, expected ${PLATFORMS.join(", ")}`,
        "Run Terraform on one of these; on Windows, in WSL.",
      );
    }
    const required = exactVersion(requiredVersion(configuration));
    if (required !== undefined && required !== plugin.version) {
      return broken(
        `the configuration requires version ${required}, and the package is of ${plugin.version}`,
        `Write version = "${plugin.version}" in required_providers. ${place}`,
      );
    }
    const mirror = join(configuration.directory, MIRROR_PATH);
    const zip = zipName(plugin.version, platform);
    const names = existsSync(mirror) ? readdirSync(mirror).filter(isZipName) : [];
    if (names.includes(zip)) {
      return hasSameBytes(join(mirror, zip), plugin.zipPath)
        ? ok(`${plugin.version} for ${platform}`)
        : broken(`${zip} is damaged: it is not the zip of the package`, place);
    }
    return broken(
      names.length === 0
        ? `there is no plugin in ${MIRROR_PATH}`
        : `${MIRROR_PATH} has ${names.join(", ")}, expected ${zip}`,
      place,
    );
  },
);

/** What Git leaves at the start of a line. */
const MERGE_MARK = /^(<{7} |={7}$|>{7} )/m;

const locked = siteCheck("locked", "Plugin locked", ({ context, configuration, plugin, place }) => {
  const lockFile = readLockFile(configuration.directory);
  if (MERGE_MARK.test(lockFile)) {
    return broken(
      `${LOCK_FILE_NAME} has the marks of a merge conflict, so that init cannot read it`,
      `Delete the marks, and of each entry all but one. ${place}`,
    );
  }
  const block = findBlock(lockFile, PROVIDER_SOURCE);
  if (block === undefined) {
    const consequence =
      context.project.kind === "hcl"
        ? "init takes any plugin of its name"
        : "cdktf asks registries for it";
    return broken(
      `${LOCK_FILE_NAME} has no entry for the provider, so that ${consequence}`,
      `${place} Pass this file on with the others: it begins with a dot.`,
    );
  }
  if (block.version !== plugin.version) {
    return broken(
      `${LOCK_FILE_NAME} has version ${block.version}, expected ${plugin.version}`,
      place,
    );
  }
  return block.hashes.includes(plugin.h1)
    ? ok(`${block.version}, with its checksum`)
    : broken(
        `${LOCK_FILE_NAME} has another checksum than the plugin, so that init refuses it`,
        place,
      );
});

const unpacked = siteCheck("unpacked", "Plugin whole", async (site) => {
  const { configuration, plugin } = site;
  const versions = join(dataDirectory(site), "providers", PROVIDER_SOURCE);
  if (!existsSync(versions)) return notChecked("init has not unpacked it yet");
  const init = `Run init again, in ${shown(configuration.directory)}.`;
  const folder = packageFolder(site);
  if (!existsSync(folder)) {
    return broken(
      `init has unpacked ${readdirSync(versions).join(", ")}, expected ${plugin.version}`,
      init,
    );
  }
  const directory = await realpath(folder);
  if (h1Of(await readPackageFiles(directory)) !== plugin.h1) {
    return broken(
      "a file of the unpacked plugin is not the one of the package",
      `Delete ${shown(directory)}. ${init}`,
    );
  }
  const executable = join(directory, executableName(plugin));
  return (await isExecutable(executable))
    ? ok("every file is as in the package")
    : broken("the unpacked plugin may not be executed", `Run chmod +x ${shown(executable)}`);
});

/** Without a host it says what it is and ends: then Node runs it, from this folder and with these variables. */
const starts = siteCheck("starts", "Plugin starts", async (site) => {
  const { context, configuration, plugin } = site;
  const executable = join(packageFolder(site), executableName(plugin));
  if (!existsSync(executable)) return notChecked("init has not unpacked it yet");
  const { TF_PLUGIN_MAGIC_COOKIE: _, ...variables } = context.environment.variables;
  const { stdout, stderr, code, exitCode, isTimedOut } = await runProgram({
    program: executable,
    args: [],
    environment: variables,
    directory: configuration.directory,
    signal: context.signal,
  });
  if (isTimedOut) return broken("Node did not start it in a minute", MEND_NODE);
  if (stderr.includes(`Terraform provider ${PROVIDER_SOURCE}`)) return ok("Node runs it");
  // The launcher says in one line on standard output what keeps Node from starting.
  const said = stdout.trim() || stderr.trim().split("\n").slice(0, 2).join(" ");
  const ending = exitCode === undefined ? (code ?? "no process") : `exit code ${exitCode}`;
  return broken(
    said || `it ends with ${ending}, and says nothing`,
    code === "EACCES"
      ? "Make it executable, on a file system that is not mounted with noexec."
      : "Mend what it says: Terraform would show it as an unrecognized remote plugin message.",
  );
});

/** A check of every configuration, as one. */
function siteCheck(
  id: string,
  title: string,
  find: (site: Site) => Finding | Promise<Finding>,
): Check {
  return {
    id,
    title,
    run: async (context) => {
      const nothing = nothingThere(context);
      if (nothing !== undefined) return nothing;
      const { project } = context;
      const platform = await platformOf(context);
      const findings = project.configurations.map(async (configuration) => {
        const place = placing(context);
        const site = { context, configuration, plugin: context.plugin(), platform, place };
        return { ...(await find(site)), place: shown(configuration.directory) };
      });
      return worstOf(await Promise.all(findings));
    },
  };
}

/** Undefined: there is something to look at. */
function nothingThere({ project, plugin }: DoctorContext): Finding | undefined {
  if (project.configurations.length === 0) {
    return notChecked("there is nothing that Terraform runs", projectCheck);
  }
  try {
    plugin();
    return undefined;
  } catch {
    return notChecked("the package is not whole", packaged);
  }
}

/** What places the plugin, as a sentence. */
function placing({ project }: DoctorContext): string {
  const { kind, directory } = project;
  if (kind === "cdktf") return `Run ${synthIn(project)}.`;
  if (kind === "stack") return "Synthesise the project again, and pass on all of its output.";
  return `Run npx cdktf-provider-atlan install --dir ${shown(directory)}`;
}

/** The engine's own, which need not be Node's: one of another architecture may be emulated. */
async function platformOf({ engine }: DoctorContext): Promise<string> {
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  const own = `${process.platform === "win32" ? "windows" : process.platform}_${architecture}`;
  // The check of the engine tells what is wrong with it.
  const found = await engine().catch(() => undefined);
  return found?.platform ?? own;
}

const dataDirectory = ({ context, configuration }: Site): string =>
  resolve(configuration.directory, context.environment.variables.TF_DATA_DIR || ".terraform");

const packageFolder = (site: Site): string =>
  join(dataDirectory(site), "providers", PROVIDER_SOURCE, site.plugin.version, site.platform);

const executableName = ({ version }: Plugin): string => `terraform-provider-atlan_v${version}`;

export const pluginChecks: readonly Check[] = [packaged, placed, locked, unpacked, starts];
