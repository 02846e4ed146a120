// Which configurations a folder holds: the stacks of a cdktf project, or one written in HCL. Reads only.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROVIDER_SOURCE } from "../../../lib/schema/index.js";
import { messageOf } from "../../describe-error.js";

/** A folder in which Terraform runs. */
export interface Configuration {
  readonly directory: string;
  /** Of its files that Terraform reads, one after the other. */
  readonly text: string;
}

export interface Project {
  readonly directory: string;
  /** `stack`: what synth wrote, without the project it came from. */
  readonly kind: "cdktf" | "stack" | "hcl" | "none";
  /** Of a cdktf project, as `cdktf.json` has it. */
  readonly language: string;
  /** Where Terraform runs; of a cdktf project the synthesised stacks that use the provider. */
  readonly configurations: readonly Configuration[];
}

const SYNTHESISED = "cdk.tf.json";
const DEFAULT_OUTPUT = "cdktf.out";

/** @param outdir `CDKTF_OUTDIR`, where synth writes instead of what `cdktf.json` says */
export function readProject(directory: string, outdir: string | undefined): Project {
  const file = join(directory, "cdktf.json");
  if (existsSync(file)) {
    const { output = DEFAULT_OUTPUT, language = "typescript" } = settingsIn(file);
    const stacks = join(directory, outdir || output, "stacks");
    const configurations = foldersIn(stacks).flatMap(configurationIn).filter(usesProvider);
    return { directory, kind: "cdktf", language, configurations };
  }
  const configurations = configurationIn(directory);
  const isStack = existsSync(join(directory, SYNTHESISED));
  const kind = isStack ? "stack" : configurations.length === 0 ? "none" : "hcl";
  return { directory, kind, language: "", configurations };
}

export const usesProvider = ({ text }: Configuration): boolean => text.includes(PROVIDER_SOURCE);

/** The version of the provider that a configuration requires, as it is written. */
export function requiredVersion({ text }: Configuration): string | undefined {
  const blocks = Array.from(text.matchAll(/\{[^{}]*\}/g), ([block]) => block);
  const ours = blocks.find((block) => block.includes(`"${PROVIDER_SOURCE}"`)) ?? "";
  return /version"?\s*[=:]\s*"([^"]*)"/.exec(ours)?.[1];
}

function settingsIn(file: string): { readonly output?: string; readonly language?: string } {
  const { output, language } = Object(jsonIn(file));
  return {
    ...(typeof output === "string" && { output }),
    ...(typeof language === "string" && { language }),
  };
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`Cannot check the project: ${file}: ${messageOf(error)}, expected JSON`);
  }
}

function foldersIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(directory, name))
    .sort();
}

/** None where nothing in the folder is for Terraform or OpenTofu. */
function configurationIn(directory: string): readonly Configuration[] {
  const names = readdirSync(directory).filter((name) => /\.(tf|tofu)(\.json)?$/.test(name));
  if (names.length === 0) return [];
  const text = names.map((name) => readFileSync(join(directory, name), "utf8")).join("\n");
  return [{ directory, text }];
}
