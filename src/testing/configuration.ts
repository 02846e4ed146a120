// Writes what a workspace applies: HCL, Terraform's JSON, or a stack that an app synthesises.
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { PROVIDER_SOURCE } from "../../lib/schema/index.js";

/** Synthesises an app with one stack into the folder, such as `new App({ outdir })`. */
export type Synthesis = (outdir: string) => void | Promise<void>;

/** HCL, the same as JSON, or an app. Where text or JSON has no required providers, the Atlan provider is added. */
export type Configuration = string | Readonly<Record<string, unknown>> | Synthesis;

const HCL_FILE = "main.tf";
const JSON_FILE = "main.tf.json";
const OUTDIR = "cdktf.out";
/** Engines read the files with such an ending last, and in place of what others say. */
const BACKEND_FILE = "backend_override.tf.json";
const BACKEND = { terraform: { backend: { local: { path: "terraform.tfstate" } } } };

const required = { atlan: { source: PROVIDER_SOURCE } };

export const withRequiredProviders = (hcl: string): string =>
  /\brequired_providers\b/.test(hcl)
    ? hcl
    : `terraform {\n  required_providers {\n    atlan = { source = "${PROVIDER_SOURCE}" }\n  }\n}\n${hcl}`;

function withRequired(json: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { terraform, ...rest } = json;
  const text = JSON.stringify(terraform ?? {});
  if (text.includes('"required_providers"')) return json;
  return { ...rest, terraform: [terraform ?? {}, { required_providers: required }].flat() };
}

interface Manifest {
  readonly stacks: Readonly<Record<string, { readonly workingDirectory: string }>>;
}

/** @returns the folder of the app's only stack */
async function synthesised(base: string, synthesise: Synthesis): Promise<string> {
  const outdir = path.join(base, OUTDIR);
  await synthesise(outdir);
  const file = path.join(outdir, "manifest.json");
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw new Error(
      `Cannot open a workspace: no app was synthesised into ${outdir} (${error.message}), expected one, by app.synth()`,
    );
  });
  const { stacks } = JSON.parse(text) as Manifest;
  const [stack, ...others] = Object.entries(stacks);
  if (stack === undefined || others.length > 0) {
    const names = Object.keys(stacks).join(", ");
    throw new Error(
      `Cannot open a workspace: the app has the stacks ${names || "(none)"}, expected one`,
    );
  }
  const directory = path.join(outdir, stack[1].workingDirectory);
  // cdktf's own default lies in the project's folder, where the next test would find the state of a tenant that is gone.
  await writeFile(path.join(directory, BACKEND_FILE), JSON.stringify(BACKEND));
  return directory;
}

/**
 * Writes the configuration in the place of an earlier one.
 *
 * @param base of the workspace
 * @returns the folder that engines run in
 */
export async function writeConfiguration(
  base: string,
  configuration: Configuration,
): Promise<string> {
  if (typeof configuration === "function") return synthesised(base, configuration);
  const isText = typeof configuration === "string";
  const [file, text] = isText
    ? [HCL_FILE, withRequiredProviders(configuration)]
    : [JSON_FILE, JSON.stringify(withRequired(configuration))];
  await rm(path.join(base, isText ? JSON_FILE : HCL_FILE), { force: true });
  await writeFile(path.join(base, file), text);
  return base;
}
