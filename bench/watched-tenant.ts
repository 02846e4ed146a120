// An embedded tenant in this process that a person's bearer token comes with, and what clients sent it.
import {
  type LoggedRequest,
  startTenant,
  type Tenant,
  type TenantSeed,
} from "../src/tenant/index.js";

export interface TenantContent {
  readonly tokens: readonly { readonly id: string; readonly username: string }[];
  readonly personas: readonly { readonly qualifiedName: string }[];
  readonly connections: readonly { readonly guid: string }[];
}

export class WatchedTenant {
  readonly #tenant: Tenant;

  private constructor(tenant: Tenant) {
    this.#tenant = tenant;
  }

  /** Gives it to `use`, then stops it. */
  static async during<Result>(
    seed: TenantSeed,
    use: (tenant: WatchedTenant) => Promise<Result>,
  ): Promise<Result> {
    const tenant = await startTenant({ seed });
    try {
      return await use(new WatchedTenant(tenant));
    } finally {
      await tenant.stop();
    }
  }

  get environment(): Readonly<Record<string, string>> {
    return { ...this.#tenant.env() };
  }

  async content(): Promise<TenantContent> {
    return JSON.parse(await this.#control("GET", "state"));
  }

  /** What was sent while `work` went on. */
  async requestsDuring(work: () => Promise<unknown>): Promise<readonly LoggedRequest[]> {
    await this.#control("DELETE", "requests");
    await work();
    return JSON.parse(await this.#control("GET", "requests"));
  }

  async #control(method: string, what: string): Promise<string> {
    const response = await fetch(`${this.#tenant.baseUrl}/_tenant/${what}`, { method });
    if (response.ok) return await response.text();
    throw new Error(`Cannot ask the tenant: ${method} ${what} answered ${response.status}`);
  }
}
