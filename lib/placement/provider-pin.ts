// Whether a required provider is pinned to one exact version, and its address as the cdktf CLI spells it.

/** A provider as a stack requires it. */
export interface RequiredProvider {
  /** `hashicorp/null`, `null`, or with a host. */
  readonly source: string;
  /** Terraform's constraint, `3.2.4` or `~> 3.0`; absent: any version. */
  readonly constraint: string | undefined;
}

const EXACT = /^\s*=?\s*v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)\s*$/;

/** The one version that the constraint admits, or nothing when it admits several. */
export function exactVersion(constraint: string | undefined): string | undefined {
  return EXACT.exec(constraint ?? "")?.[1];
}

/** The full source address, with the host and namespace that the cdktf CLI assumes. */
export function fullAddress(source: string): string {
  const parts = source.split("/");
  if (parts.length === 1) return `registry.terraform.io/hashicorp/${source}`;
  if (parts.length === 2) return `registry.terraform.io/${source}`;
  return source;
}

/** The same provider where OpenTofu looks for it; nothing for addresses that both engines read alike. */
export function openTofuAddress(address: string): string | undefined {
  const prefix = "registry.terraform.io/";
  if (!address.startsWith(prefix)) return undefined;
  return `registry.opentofu.org/${address.slice(prefix.length)}`;
}
