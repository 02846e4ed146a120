// `report`: who can do what in a tenant, for an access review. Returns the report, or where it was written.
import { extname } from "node:path";
import { defineCommand } from "citty";
import { systemClock } from "../clock.js";
import { type AccessReport, accessReport } from "../inventory/access-report.js";
import { type ManagedObjects, managedObjectsIn } from "../inventory/managed-objects.js";
import { matching } from "../inventory/name-filter.js";
import { readInventory } from "../inventory/read-inventory.js";
import { REPORT_FORMATS } from "../inventory/report-formats.js";
import { PrivateFileError, readPrivateFile } from "../private-file.js";
import { type CliEnvironment, readEnvironment } from "./environment.js";
import type { Outcome } from "./outcome.js";
import type { ProgressStream } from "./progress.js";
import { withResultFile } from "./result-file.js";
import { withTenant } from "./with-tenant.js";
import { wrapTable } from "./wrap.js";

export interface ReportCall {
  readonly format: string | undefined;
  /** The same as the format `json`: what commands with an output for programs have. */
  readonly json: boolean;
  readonly filter: string | undefined;
  /** A file with a Terraform state. */
  readonly state: string | undefined;
  readonly out: string | undefined;
  readonly force: boolean;
  /** Of the terminal that shows the report; undefined: none does. */
  readonly columns: number | undefined;
  readonly environment: Pick<CliEnvironment, "variables" | "programDirectory">;
  readonly stderr: ProgressStream;
}

const DEFAULT_FORMAT = "md";
/** Markdown has a row for each of them, which no terminal is wide enough for. */
const TERMINAL_FORMAT = "text";
const FORMATS = [...REPORT_FORMATS.keys()].join(", ");

/** @throws in plain text when an argument is wrong, the tenant cannot be read, or the file cannot be written */
export async function report(call: ReportCall): Promise<Outcome> {
  const { filter = "*", out, force, environment, stderr } = call;
  const render = rendererOf(call);
  const to = out === undefined ? null : { file: out, force };
  const managed = call.state === undefined ? null : await readState(call.state);
  return await withResultFile(to, (write) =>
    withTenant(
      { action: "report on the tenant", environment, stderr },
      async ({ client, settings, signal, progress }) => {
        const reader = { client, clock: systemClock, signal, onProgress: progress.show };
        const read = await readInventory({ ...reader, origin: settings.baseUrl.origin });
        const principals = matching(read.principals, filter);
        return write(render(accessReport({ ...read, principals }, managed)));
      },
    ),
  );
}

function impliedFormat(out: string | undefined, columns: number | undefined): string {
  if (out === undefined) return columns === undefined ? DEFAULT_FORMAT : TERMINAL_FORMAT;
  return extname(out).slice(1) || DEFAULT_FORMAT;
}

/** Without `--format` the file's extension says it, or who reads it. */
function rendererOf({ format, json, out, columns }: ReportCall) {
  if (json && format !== undefined && format !== "json") {
    throw new Error(
      `Cannot report: --json and --format ${JSON.stringify(format)}, expected one of them`,
    );
  }
  const name = format ?? (json ? "json" : impliedFormat(out, columns));
  const render = REPORT_FORMATS.get(name);
  if (render !== undefined) {
    const isFitted = name === TERMINAL_FORMAT && out === undefined && columns !== undefined;
    return isFitted ? (data: AccessReport) => wrapTable(render(data), columns) : render;
  }
  throw new Error(
    format === undefined
      ? `Cannot report: --out ${JSON.stringify(out)} ends in no format, expected one of ${FORMATS}, or --format`
      : `Cannot report: --format is ${JSON.stringify(format)}, expected one of ${FORMATS}`,
  );
}

/** It holds secrets: nothing but GUIDs and addresses is taken from it. */
async function readState(file: string): Promise<ManagedObjects> {
  const { text } = await readPrivateFile(file).catch((error: unknown) => {
    if (!(error instanceof PrivateFileError)) throw error;
    throw new Error(
      `Cannot use the state ${JSON.stringify(file)}: it cannot be read: ${error.reason}, expected a terraform.tfstate, or what \`terraform state pull\` prints`,
    );
  });
  return managedObjectsIn(file, text.reveal());
}

export const reportCommand = defineCommand({
  meta: {
    name: "report",
    description:
      "Report who can do what in a tenant: every API token and OAuth client, its owner, age, expiry, personas, connections and collections",
  },
  args: {
    format: {
      type: "string",
      description: `${FORMATS}; left out: by the extension of --out, on a terminal ${TERMINAL_FORMAT}, otherwise ${DEFAULT_FORMAT}`,
      valueHint: "FORMAT",
    },
    filter: {
      type: "string",
      description: "Only what has such a display name; * stands for any text, ? for one character",
      valueHint: "PATTERN",
    },
    state: {
      type: "string",
      description:
        "A terraform.tfstate, or what `terraform state pull` prints: the report then says what it manages",
      valueHint: "FILE",
    },
    out: {
      type: "string",
      description: "Write the report there, readable by its owner alone, instead of printing it",
      valueHint: "FILE",
    },
    force: { type: "boolean", description: "Replace the file of --out", default: false },
    json: { type: "boolean", description: "The same as --format json", default: false },
  },
  run: ({ args: { format, json, filter, state, out, force } }) => {
    const environment = readEnvironment();
    const { columns } = environment;
    const { stderr } = process;
    return report({ format, json, filter, state, out, force, columns, environment, stderr });
  },
});
