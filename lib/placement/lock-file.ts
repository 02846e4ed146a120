// Terraform's dependency lock file as text: reads and replaces single provider blocks, leaves every other byte alone.

/** One provider's choice. Without hashes `terraform init` fills them in. */
export interface LockedProvider {
  /** With its host: `registry.terraform.io/hashicorp/null`. */
  readonly address: string;
  readonly version: string;
  readonly hashes?: readonly string[];
}

/** What the file says of one provider. */
export interface LockBlock {
  readonly text: string;
  readonly version: string | undefined;
  readonly constraints: string | undefined;
  readonly hashes: readonly string[];
}

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

const BLOCK = /^provider "([^"]+)" \{\r?\n[\s\S]*?^\}[ \t]*(?:\r?\n|$)/gm;

const assignment = (name: string): RegExp => new RegExp(`^\\s*${name}\\s*=\\s*"([^"]*)"`, "m");

/** The choice for the provider, if there is one. */
export function findBlock(lockFile: string, address: string): LockBlock | undefined {
  for (const [text, found] of lockFile.matchAll(BLOCK)) {
    if (found !== address) continue;
    const list = /^\s*hashes\s*=\s*\[([\s\S]*?)\]/m.exec(text)?.[1] ?? "";
    return {
      text,
      version: assignment("version").exec(text)?.[1],
      constraints: assignment("constraints").exec(text)?.[1],
      hashes: Array.from(list.matchAll(/"([^"]+)"/g), (match) => match[1] ?? ""),
    };
  }
  return undefined;
}

// The spelling is Terraform's own, so that init finds nothing to rewrite.
function render({ address, version, hashes = [] }: LockedProvider): string {
  const lines = [
    `provider "${address}" {`,
    `  version     = "${version}"`,
    // Without constraints the cdktf CLI asks registries for the provider on every deploy.
    `  constraints = "${version}"`,
    ...(hashes.length === 0
      ? []
      : ["  hashes = [", ...hashes.map((hash) => `    "${hash}",`), "  ]"]),
    "}",
    "",
  ];
  return lines.join("\n");
}

/** Whether the lock file has a choice for the provider. */
export function isLocked(lockFile: string, address: string): boolean {
  return findBlock(lockFile, address) !== undefined;
}

/**
 * The lock file with this choice in it. A block that says the same already is kept as it is, extra hashes included;
 * hashes of the same version are kept where none are given; a block of another version is replaced.
 */
export function lockProvider(lockFile: string, provider: LockedProvider): string {
  const { address, version, hashes = [] } = provider;
  const block = findBlock(lockFile, address);
  if (block === undefined) {
    const start = lockFile.trim() === "" ? HEADER : lockFile.replace(/\n*$/, "\n");
    return `${start}\n${render(provider)}`;
  }
  const isSameVersion = block.version === version;
  const hasHashes = hashes.every((hash) => block.hashes.includes(hash));
  if (isSameVersion && hasHashes && block.constraints === version) return lockFile;
  const kept = isSameVersion && hasHashes ? block.hashes : hashes;
  return lockFile.replace(block.text, () => render({ address, version, hashes: kept }));
}

/** The lock file without the provider's block, if that block is of another version. */
export function dropOtherVersion(lockFile: string, { address, version }: LockedProvider): string {
  const block = findBlock(lockFile, address);
  if (block === undefined || block.version === version) return lockFile;
  return lockFile.replace(block.text, "");
}
