// Checks that there is something to look at: a project or a configuration, and in it what Terraform runs.
import { relative } from "node:path";
import { type Check, ok, warning } from "./check.js";
import { installedModule } from "./installed-module.js";
import type { Project } from "./project.js";

export const projectCheck: Check = {
  id: "project",
  title: "Project",
  run: ({ project }) => {
    const { kind, directory, language, configurations } = project;
    if (kind === "none") {
      return warning(
        `neither cdktf.json nor a .tf file is in ${shown(directory)}`,
        "Run it in your project's folder, or name that with --dir.",
      );
    }
    if (kind === "stack") return ok("a synthesised stack");
    if (kind === "hcl") return ok("a configuration in HCL");
    const count = configurations.length;
    return count === 0
      ? warning("no synthesised stack uses the provider yet", `Run ${synthIn(project)}.`)
      : ok(`in ${language}, ${count} synthesised ${count === 1 ? "stack uses" : "stacks use"} it`);
  },
};

/** The command of the toolkit that the project has. */
export function synthIn({ directory }: Project): string {
  const isCdktn =
    installedModule("cdktf", directory) === undefined &&
    installedModule("cdktn", directory) !== undefined;
  return `npx ${isCdktn ? "cdktn" : "cdktf"} synth`;
}

/** As a person would type it. */
export const shown = (path: string): string => {
  const fromHere = relative(".", path) || ".";
  return fromHere.startsWith("..") ? path : fromHere;
};
