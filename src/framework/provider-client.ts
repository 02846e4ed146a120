// The client that the last ConfigureProvider made, or why there is none.
import { DiagnosticError } from "./diagnostic.js";
import type { Product } from "./product.js";

type Slot<Client> =
  | { readonly status: "unconfigured" }
  | { readonly status: "unknown" }
  | { readonly status: "configured"; readonly client: Client };

/** Configured any number of times; the last one counts. */
export class ProviderClient<Client> {
  #slot: Slot<Client> = { status: "unconfigured" };

  constructor(readonly product: Product) {}

  /** @param client null while the configuration is not known. */
  configure(client: Client | null): void {
    this.#slot = client === null ? { status: "unknown" } : { status: "configured", client };
  }

  forget(): void {
    this.#slot = { status: "unconfigured" };
  }

  /** ConfigureProvider was called, and did not fail. */
  get isConfigured(): boolean {
    return this.#slot.status !== "unconfigured";
  }

  /** ConfigureProvider was called, with values that are known only at apply. */
  get isUnknown(): boolean {
    return this.#slot.status === "unknown";
  }

  /** @param doing `creating the API token`. */
  require(doing: string): Client {
    if (this.#slot.status === "configured") return this.#slot.client;
    throw this.#slot.status === "unknown" ? notKnown(doing) : notConfigured(doing, this.product);
  }
}

const notKnown = (doing: string) =>
  new DiagnosticError({
    severity: "error",
    summary: "Provider configuration is not known until apply",
    detail: `No request was sent for ${doing}: the provider configuration is not known until apply, because it uses values of objects that do not exist yet. Create those first, with \`terraform apply -target=<their address>\`, then run the same command again.`,
  });

const notConfigured = (doing: string, { name }: Product) =>
  new DiagnosticError({
    severity: "error",
    summary: "Provider is not configured",
    detail: `No request was sent for ${doing}: Terraform has not configured the provider in this process, or configuring it failed. Look for an earlier error about the provider block; if there is none, run the same command again and report it as a bug in ${name}.`,
  });
