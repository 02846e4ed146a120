// What tests of the commands share that read a tenant: one with a few tokens, an empty folder, and the call as they get it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "@jest/globals";
import { type ExportCall, exportTenant } from "../../../src/cli/export-command.js";
import type { Outcome } from "../../../src/cli/outcome.js";
import { type ReportCall, report } from "../../../src/cli/report-command.js";
import { startTenant, type Tenant } from "../../../src/tenant/index.js";

export interface TenantReader {
  readonly tenant: Tenant;
  /** Another one for each test. */
  readonly folder: string;
  exports(more?: Partial<ExportCall>): Promise<Outcome>;
  reports(more?: Partial<ReportCall>): Promise<Outcome>;
}

/** For the whole file. Its fields are set when the first test begins. */
export function tenantReader(): TenantReader {
  let tenant: Tenant | undefined;
  let folder: string | undefined;
  beforeAll(async () => {
    tenant = await startTenant({
      seed: { tokens: [{ displayName: "loader", count: 2 }, { displayName: "dbt" }] },
    });
  });
  afterAll(() => tenant?.stop());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "atlan-reader-"));
  });
  afterEach(async () => {
    await rm(folder ?? "", { recursive: true });
    await tenant?.control.clearFaults();
  });
  const set = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error("Cannot read a tenant: no test has begun");
    return value;
  };
  const shared = () => ({
    filter: "*",
    out: undefined,
    force: false,
    environment: { variables: set(tenant).env(), programDirectory: import.meta.dirname },
    stderr: { write: () => true },
  });
  return {
    get tenant() {
      return set(tenant);
    },
    get folder() {
      return set(folder);
    },
    exports: (more = {}) => exportTenant({ format: "ts", ...shared(), ...more }),
    reports: (more = {}) =>
      report({
        ...{ format: undefined, json: false, state: undefined, columns: undefined },
        ...shared(),
        ...more,
      }),
  };
}
