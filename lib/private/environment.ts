// The environment variables that synth looks at, all of them.
import { homedir } from "node:os";
import { basename } from "node:path";
import { type CliConfigurationEnvironment, configFileOf } from "../placement";

export interface SynthEnvironment extends CliConfigurationEnvironment {
  /** `CI`: this is a pipeline. */
  readonly isPipeline: boolean;
  /** `CDKTF_SKIP_PROVIDER_LOCK`: the cdktf CLI will not ask registries for lock entries. */
  readonly skipsProviderLock: boolean;
}

const isOn = (value: string | undefined): boolean =>
  value !== undefined && !["", "0", "false"].includes(value.toLowerCase());

export function readEnvironment(): SynthEnvironment {
  const { env } = process;
  const binary = basename(env.TERRAFORM_BINARY_NAME || "terraform");
  return {
    engine: binary.includes("tofu") ? "tofu" : "terraform",
    home: env.HOME ?? homedir(),
    configFile: configFileOf(env),
    xdgConfigHome: env.XDG_CONFIG_HOME,
    isPipeline: isOn(env.CI),
    skipsProviderLock: isOn(env.CDKTF_SKIP_PROVIDER_LOCK),
  };
}
