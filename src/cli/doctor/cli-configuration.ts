// Checks the CLI configuration of Terraform or OpenTofu: does it keep the engine from the plugin beside a configuration?
import { existsSync } from "node:fs";
import { DIRECT_ENTRY, findHidingFile } from "../../../lib/placement/index.js";
import { broken, type Check, ok, warning } from "./check.js";

export const cliConfiguration: Check = {
  id: "cli_configuration",
  title: "CLI config",
  run: async ({ environment, engine }) => {
    const { configFile, variables } = environment;
    if (configFile && !existsSync(configFile)) {
      const variable = variables.TF_CLI_CONFIG_FILE ? "TF_CLI_CONFIG_FILE" : "TERRAFORM_CONFIG";
      return warning(
        `${variable} names ${configFile}, which does not exist: the engine prints a warning where cdktf reads JSON`,
        `Correct ${variable}, or unset it.`,
      );
    }
    // The check of the engine tells what is wrong with it.
    const found = await engine().catch(() => undefined);
    const name = found?.product === "OpenTofu" ? "tofu" : "terraform";
    const hidingFile = findHidingFile({ ...environment, engine: name });
    if (hidingFile === undefined) return ok("nothing in it hides the plugin");
    return broken(
      `provider_installation in ${hidingFile} keeps the engine from the plugin`,
      `Add to it a filesystem_mirror block with path = "terraform.d/plugins" and include = ["npm.internal/*/*"], and to its direct block, if it has one, ${DIRECT_ENTRY}; npx cdktf-provider-atlan install prints the block`,
    );
  },
};
