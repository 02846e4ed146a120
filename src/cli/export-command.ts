// `export`: what a tenant holds as code that imports it. Returns the code, or where it was written.
import { join } from "node:path";
import { defineCommand } from "citty";
import { systemClock } from "../clock.js";
import { withConfirmedAssets } from "../inventory/confirm-assets.js";
import { EXPORT_FORMATS, exportText } from "../inventory/export/export-formats.js";
import { matching } from "../inventory/name-filter.js";
import { readInventory } from "../inventory/read-inventory.js";
import { type CliEnvironment, readEnvironment } from "./environment.js";
import type { Outcome } from "./outcome.js";
import type { ProgressStream } from "./progress.js";
import { withResultFile } from "./result-file.js";
import { withTenant } from "./with-tenant.js";

export interface ExportCall {
  readonly format: string;
  readonly filter: string;
  /** A folder; it is made where it is missing. */
  readonly out: string | undefined;
  readonly force: boolean;
  readonly environment: Pick<CliEnvironment, "variables" | "programDirectory">;
  readonly stderr: ProgressStream;
}

const FORMATS = [...EXPORT_FORMATS.keys()].join(" or ");

/** @throws in plain text when an argument is wrong, the tenant cannot be read, or the file cannot be written */
export async function exportTenant(call: ExportCall): Promise<Outcome> {
  const { filter, out, force, environment, stderr } = call;
  const format = EXPORT_FORMATS.get(call.format);
  if (format === undefined) {
    throw new Error(
      `Cannot export: --format is ${JSON.stringify(call.format)}, expected ${FORMATS}`,
    );
  }
  const to = out === undefined ? null : { file: join(out, format.fileName), force };
  return await withResultFile(to, (write) =>
    withTenant(
      { action: "export the tenant", environment, stderr },
      async ({ client, settings, version, signal, progress }) => {
        const reader = { client, clock: systemClock, signal, onProgress: progress.show };
        const read = await readInventory({ ...reader, origin: settings.baseUrl.origin });
        const principals = matching(read.principals, filter);
        const inventory = await withConfirmedAssets({ ...read, principals }, reader);
        return write(exportText(inventory, format, version));
      },
    ),
  );
}

export const exportCommand = defineCommand({
  meta: {
    name: "export",
    description:
      "Write what a tenant holds as code: API tokens and OAuth clients, their personas and their rights, with the imports that let a stack manage them",
  },
  args: {
    format: {
      type: "string",
      description: `${FORMATS}: a stack of CDK for Terraform, or plain Terraform`,
      valueHint: "FORMAT",
      default: "ts",
    },
    filter: {
      type: "string",
      description: "Only what has such a display name; * stands for any text, ? for one character",
      valueHint: "PATTERN",
      default: "*",
    },
    out: {
      type: "string",
      description: "Write a file into that folder instead of printing it",
      valueHint: "DIR",
    },
    force: { type: "boolean", description: "Replace the file of --out", default: false },
  },
  run: ({ args: { format, filter, out, force } }) =>
    exportTenant({
      ...{ format, filter, out, force },
      environment: readEnvironment(),
      stderr: process.stderr,
    }),
});
