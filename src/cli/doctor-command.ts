// `doctor`: checks what a stack with this provider needs, and says what to do where something is wrong. Returns what to print; changes nothing.
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { defineCommand } from "citty";
import { findPackage } from "../../lib/placement/index.js";
import { systemClock } from "../clock.js";
import { type CliEnvironment, readEnvironment } from "./environment.js";
import { untilSignal } from "./interruption.js";
import type { Outcome } from "./outcome.js";
import { type ProgressStream, progressOn } from "./progress.js";

export interface DoctorCall {
  readonly directory: string;
  readonly json: boolean;
  readonly environment: CliEnvironment;
  /** Where progress is shown. */
  readonly stderr: ProgressStream;
}

/** @throws when the folder does not exist */
export async function examine({
  directory,
  json,
  environment,
  stderr,
}: DoctorCall): Promise<Outcome> {
  const target = resolve(directory);
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Error(
      `Cannot check "${target}": it is no folder, expected a cdktf project, or a folder with a Terraform configuration`,
    );
  }
  // What they need takes a while to load, and other commands do not need it.
  const [{ openContext }, { CHECKS, runChecks }, { isHealthy, renderJson, renderText }] =
    await Promise.all([
      import("./doctor/context.js"),
      import("./doctor/run-checks.js"),
      import("./doctor-text.js"),
    ]);
  const installed = findPackage(environment.programDirectory);
  const progress = progressOn(stderr);
  return await untilSignal("check", async (signal) => {
    const context = openContext({
      directory: target,
      environment,
      installed,
      clock: systemClock,
      signal,
    });
    try {
      const results = await runChecks(context, (ended, running) =>
        progress.show(`${ended} of ${CHECKS.length} checks: ${running.join(", ")}`),
      );
      const text = json ? renderJson(results) : renderText(results, environment);
      return { exitCode: isHealthy(results) ? 0 : 1, stdout: text };
    } finally {
      progress.clear();
    }
  });
}

export const doctorCommand = defineCommand({
  meta: {
    name: "doctor",
    description:
      "Check Node, engine, plugin, project, environment and tenant, and say what to do where something is wrong; changes nothing",
  },
  args: {
    dir: {
      type: "string",
      description: "The cdktf project, or the folder that holds the configuration",
      valueHint: "DIR",
      default: ".",
    },
    json: { type: "boolean", description: "Print the results as JSON", default: false },
  },
  run: ({ args }) =>
    examine({
      directory: args.dir,
      json: args.json,
      environment: readEnvironment(),
      stderr: process.stderr,
    }),
});
