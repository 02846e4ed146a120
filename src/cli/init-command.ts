// `init`: makes a project with a stack, its test and its pipeline in an empty folder. Returns what to tell; asks nothing.
import path from "node:path";
import { defineCommand } from "citty";
import { findPackage, type InstalledPackage } from "../../lib/placement/index.js";
import { readEnvironment } from "./environment.js";
import { isToolkit, projectFiles, TOOLKITS } from "./init/project-files.js";
import { writeProject } from "./init/write-project.js";
import { prose } from "./outcome.js";

export interface InitCall {
  readonly directory: string;
  readonly toolkit: string;
  readonly isForProgram: boolean;
  readonly installed: InstalledPackage;
}

const NAMES = Object.keys(TOOLKITS).join(" or ");

/**
 * Makes the project.
 *
 * @returns which files it has, and what to do next; for a program as JSON
 * @throws in one sentence, with nothing written, when the toolkit is unknown, something is in the way, or the folder cannot be written to
 */
export function init({ directory, toolkit, isForProgram, installed }: InitCall): string {
  if (!isToolkit(toolkit)) {
    throw new Error(
      `Cannot make a project: --toolkit is ${JSON.stringify(toolkit)}, expected ${NAMES}`,
    );
  }
  const target = path.resolve(directory);
  const files = projectFiles({ toolkit, folder: path.basename(target), installed });
  writeProject(target, files);
  const names = files.map(({ file }) => file);
  if (isForProgram) return JSON.stringify({ directory: target, toolkit, files: names });
  return [
    `Made a project for ${toolkit} in ${target}:`,
    names.map((name) => `  ${name}`).join("\n"),
    [
      "Next, in that folder:",
      "  npm install",
      "  npm test                 deploys the stack to an Atlan tenant in memory; needs Terraform or OpenTofu",
      `  npx ${toolkit} synth          writes what Terraform applies`,
    ].join("\n"),
    "Before the first deployment, read main.ts: it says where the state lies. What the pipeline in .github needs: docs/guides/pipeline.md of the package.",
  ].join("\n\n");
}

export const initCommand = defineCommand({
  meta: {
    name: "init",
    description:
      "Make a project in an empty folder: a stack with a token, its test against an Atlan tenant in memory, and a pipeline",
  },
  args: {
    dir: {
      type: "string",
      description: "The project's folder; it is made where it is missing",
      valueHint: "DIR",
      default: ".",
    },
    toolkit: { type: "string", description: NAMES, valueHint: "NAME", default: "cdktf" },
    json: {
      type: "boolean",
      description: "Print a line of JSON: the folder, the toolkit and the files",
      default: false,
    },
  },
  run: ({ args }) => {
    const text = init({
      directory: args.dir,
      toolkit: args.toolkit,
      isForProgram: args.json,
      installed: findPackage(readEnvironment().programDirectory),
    });
    return args.json ? text : prose(text);
  },
});
