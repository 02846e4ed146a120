// Which engines this machine has: Terraform always, others and the null provider where the environment names them.
// Programs that are no tests use it too.
import path from "node:path";

export interface Engine {
  readonly name: string;
  readonly binary: string;
}

const onlyBinary = process.env.ENGINE_BINARY;
export const tofuBinary = process.env.TOFU_BINARY;

/** The one that tests use which use one. `ENGINE_BINARY` names another, and then no test uses any other. */
export const engine: Engine =
  onlyBinary === undefined
    ? { name: "Terraform", binary: "terraform" }
    : { name: path.basename(onlyBinary), binary: onlyBinary };

/** Those that a test uses which is about the engine. */
export const engines: readonly Engine[] =
  tofuBinary === undefined || onlyBinary !== undefined
    ? [engine]
    : [engine, { name: "OpenTofu", binary: tofuBinary }];

/**
 * For the rows of one table, each of which is played once: by all of these in turn, so that the table is played by every one.
 *
 * @param nth of a row. In a table within a table it is the sum of both, so that no column of either meets one engine only.
 */
export const engineInTurn = (nth: number): Engine => engines[nth % engines.length] ?? engine;

/** Each row of a table with the engine whose turn it is. */
export const inTurn = <Row extends object>(
  rows: readonly Row[],
  first = 0,
): readonly (Row & { readonly engine: Engine })[] =>
  rows.map((row, nth) => ({ ...row, engine: engineInTurn(first + nth) }));

/** The oldest that are supported. */
export const oldestEngines = [
  { name: "the oldest Terraform", variable: "OLD_TERRAFORM_BINARY" },
  { name: "the oldest OpenTofu", variable: "OLD_TOFU_BINARY" },
].map((oldest) => ({ ...oldest, value: process.env[oldest.variable] }));

/** A filesystem mirror that holds hashicorp/null. */
export const nullProviderMirror = process.env.NULL_PROVIDER_MIRROR;
