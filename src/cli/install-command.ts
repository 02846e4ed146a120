// `install`: places the plugin beside a configuration written in HCL. Returns what to tell; prints nothing.
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { defineCommand } from "citty";
import {
  DIRECT_ENTRY,
  findHidingFile,
  findPackage,
  findPlugin,
  type InstalledPackage,
  LOCK_FILE_NAME,
  MIRROR_ENTRY,
  PLATFORMS,
  place,
} from "../../lib/placement/index.js";
import { PROVIDER_SOURCE } from "../../lib/schema/index.js";
import { fileErrorReason } from "../file-error.js";
import { type CliEnvironment, readEnvironment } from "./environment.js";
import { prose } from "./outcome.js";

/** Where a person's CLI configuration may be. */
type ConfigurationPlaces = Pick<CliEnvironment, "home" | "configFile" | "xdgConfigHome">;

const requiredProviders = (version: string): string => `terraform {
  required_providers {
    atlan = {
      source  = "${PROVIDER_SOURCE}"
      version = "${version}"
    }
  }
}`;

/** Which CLI configuration would hide the plugin, whichever engine is used, and what to add to it. */
function mirrorAdvice(environment: ConfigurationPlaces): readonly string[] {
  const engines = ["terraform", "tofu"] as const;
  const files = new Set(engines.map((engine) => findHidingFile({ ...environment, engine })));
  return Array.from(files).flatMap((file) =>
    file === undefined
      ? []
      : [
          `${file} has a provider_installation block, which keeps Terraform from looking into terraform.d/plugins. Add to that block:\n\n${MIRROR_ENTRY}\n\nand to its direct block, if it has one:\n\n${DIRECT_ENTRY}`,
        ],
  );
}

/**
 * Places the plugin and its lock file entry in `directory`.
 *
 * @returns what was placed and what to do next, as paragraphs.
 * @throws in one sentence when the folder does not exist or cannot be written to, or the package was not built
 */
export function install(
  directory: string,
  installed: InstalledPackage,
  environment: ConfigurationPlaces,
): string {
  const target = resolve(directory);
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Error(
      `Cannot install the Atlan plugin: "${target}" is no folder, expected the one that holds your Terraform configuration`,
    );
  }
  const plugin = findPlugin(installed);
  try {
    place(target, plugin);
  } catch (error) {
    throw new Error(
      `Cannot install the Atlan plugin in "${target}": ${fileErrorReason(error)}, expected a folder that can be written to`,
      { cause: error },
    );
  }
  return [
    `Placed the Atlan provider ${plugin.version} for ${PLATFORMS.join(", ")} in ${target}/terraform.d/plugins, and locked it in ${target}/${LOCK_FILE_NAME}.`,
    `In your configuration:\n\n${requiredProviders(plugin.version)}`,
    "Then run `terraform init` or `tofu init` in that folder (not from elsewhere with -chdir), and `install` again after every update of this package.",
    ...mirrorAdvice(environment),
  ].join("\n\n");
}

export const installCommand = defineCommand({
  meta: {
    name: "install",
    description: "Place the plugin beside a Terraform configuration written in HCL",
  },
  args: {
    dir: {
      type: "string",
      description: "The folder that holds the configuration",
      valueHint: "DIR",
      default: ".",
    },
  },
  run: ({ args }) => {
    const environment = readEnvironment();
    return prose(install(args.dir, findPackage(environment.programDirectory), environment));
  },
});
