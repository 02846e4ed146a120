// What `AtlanProvider` does when its stack is synthesised: places the plugin, and warns of what would keep it from working.
import { join } from "node:path";
import {
  type ISynthesisSession,
  TerraformBackend,
  type TerraformProvider,
  TerraformStack,
} from "cdktf";
import {
  DIRECT_ENTRY,
  exactVersion,
  findHidingFile,
  findPlugin,
  fullAddress,
  isLocked,
  type LockedProvider,
  place,
  type RequiredProvider,
  readLockFile,
} from "../placement";
import { PROVIDER_SOURCE } from "../schema";
import { constructsIn } from "./constructs-in";
import { readEnvironment, type SynthEnvironment } from "./environment";
import { installedPackage } from "./generator";
import { warnOnce } from "./warn-once";

function requirementOf(provider: TerraformProvider): RequiredProvider {
  const { terraformGeneratorMetadata: generator, terraformProviderSource: source } = provider;
  return {
    source: fullAddress(source ?? provider.terraformResourceType),
    // The order in which cdktf itself chooses.
    constraint: generator?.providerVersion || generator?.providerVersionConstraint,
  };
}

/** The providers that the stack requires besides ours, each once. */
function otherProviders(stack: TerraformStack): readonly RequiredProvider[] {
  const others = stack
    .allProviders()
    .filter((provider) => TerraformStack.of(provider) === stack)
    .map(requirementOf)
    .filter(
      ({ source }) => source !== PROVIDER_SOURCE && source !== "terraform.io/builtin/terraform",
    );
  return Array.from(new Map(others.map((provider) => [provider.source, provider])).values());
}

const lockEntryOf = ({ source, constraint }: RequiredProvider): readonly LockedProvider[] => {
  const version = exactVersion(constraint);
  return version === undefined ? [] : [{ address: source, version }];
};

const hasLocalBackend = (stack: TerraformStack): boolean =>
  constructsIn(stack, TerraformBackend.isBackend).every(
    (backend) => backend.toMetadata().backend === "local",
  );

/** The warnings of synth, one line each. */
function warningsFor(
  stack: TerraformStack,
  unlocked: readonly RequiredProvider[],
  environment: SynthEnvironment,
): readonly string[] {
  const warnings: string[] = [];
  if (unlocked.length > 0 && !environment.skipsProviderLock) {
    const names = unlocked.map(
      ({ source, constraint }) => `${source} (${constraint ?? "any version"})`,
    );
    warnings.push(
      `not pinned to one exact version: ${names.join(", ")}; the cdktf CLI then asks registries for every provider and fails on ${PROVIDER_SOURCE}, which is in none: pin it, or set CDKTF_SKIP_PROVIDER_LOCK=true`,
    );
  }
  if (environment.isPipeline && hasLocalBackend(stack)) {
    warnings.push(
      "CI is set and the backend is local: the state, and with it every live token, is lost with this machine; use a remote backend",
    );
  }
  const hidingFile = findHidingFile(environment);
  if (hidingFile !== undefined) {
    warnings.push(
      `provider_installation in ${hidingFile} keeps Terraform from the plugin placed beside this stack: add to it a filesystem_mirror block with path = "terraform.d/plugins" and include = ["npm.internal/*/*"], and to its direct block, if it has one, ${DIRECT_ENTRY}`,
    );
  }
  if (process.platform === "win32") {
    warnings.push(
      "Terraform on Windows cannot start the Atlan plugin yet: deploy from WSL, Linux or macOS",
    );
  }
  return warnings;
}

/** Makes the stack's output folder complete. Safe to run again. */
export function placeBesideStack(provider: TerraformProvider, session: ISynthesisSession): void {
  const stack = TerraformStack.of(provider);
  const { workingDirectory } = session.manifest.forStack(stack);
  const directory = join(session.outdir, workingDirectory);
  const others = otherProviders(stack);
  const lockFile = readLockFile(directory);
  place(directory, findPlugin(installedPackage), others.flatMap(lockEntryOf));
  const unlocked = others.filter(
    (other) => exactVersion(other.constraint) === undefined && !isLocked(lockFile, other.source),
  );
  for (const warning of warningsFor(stack, unlocked, readEnvironment())) {
    warnOnce(provider, warning);
  }
}
