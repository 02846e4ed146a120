// Where a tenant is kept over restarts, as whoever starts it passes it in: a type only.

/** Where a tenant keeps its state, with all secrets, over restarts. */
export type TenantStorage = {
  /** Completes "Cannot use …". */
  readonly name: string;
  /** What was last written; undefined or empty at the first start. */
  read(): Promise<string | undefined>;
  /** Replaces what was written before, whole or not at all. When it rejects, the tenant goes on, and tries again after the next change. */
  write(text: string): Promise<void>;
};
