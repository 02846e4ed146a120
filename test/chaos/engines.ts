// The engines that rounds are played with, and which one a seed draws.
import type { Engine } from "../../src/cli/doctor/engine.js";

/** From this minor version of 1 on an engine knows ephemeral resources. */
const EPHEMERAL_SINCE = { Terraform: 10, OpenTofu: 11 } as const;

export function knowsEphemeral({ product, version }: Pick<Engine, "product" | "version">): boolean {
  const [major, minor] = version.split(".").map(Number);
  return major === 1 && Number(minor) >= EPHEMERAL_SINCE[product];
}

/** Apart from the rest that the seed draws: a round that is played with one engine only is the same in all else. */
export function engineFor<One>(seed: number, engines: readonly One[]): One {
  const drawn = engines[Math.trunc(seed) % engines.length];
  if (drawn === undefined) throw new Error("Cannot draw an engine: there is none");
  return drawn;
}
