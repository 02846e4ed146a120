// A folder with a configuration that works, to be broken: the plugin installed and unpacked, a tenant, and `doctor` as a process.
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startTenant, type Tenant, type TenantOptions } from "../../../src/tenant/index.js";
import type { CommandResult } from "../../../src/testing/run-command.js";
import { controlOf, type TestControl } from "../../tenant-control.js";
import { runEngine } from "./engine.js";
import { engine } from "./engines.js";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const PROGRAM = path.join(ROOT, "dist/cli/main.js");
export const ADDRESS = "npm.internal/cdktf-provider-atlan/atlan";

export type Variables = Readonly<Record<string, string>>;

/** One check, as `--json` has it. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly status: "ok" | "warning" | "error" | "not_checked";
  readonly found: string;
  readonly advice?: string;
  readonly dependsOn?: string;
}

export interface Examination extends CommandResult {
  readonly checks: readonly CheckResult[];
}

/** Runs `doctor`, by default with `--json` and in `directory`. */
export async function examine(
  directory: string,
  environment: Variables,
  ...args: readonly string[]
): Promise<Examination> {
  const call = { binary: process.execPath, directory, environment };
  const result = await runEngine(call, [PROGRAM, "doctor", "--json", ...args]);
  const { checks = [] } = result.stdout === "" ? {} : JSON.parse(result.stdout);
  return { ...result, checks };
}

export class DoctorSite {
  readonly directory: string;
  readonly tenant: Tenant;
  readonly control: TestControl;

  private constructor(directory: string, tenant: Tenant) {
    this.directory = directory;
    this.tenant = tenant;
    this.control = controlOf(tenant);
  }

  /** @param template from `prepare` */
  static async open(template: string, options: TenantOptions = {}): Promise<DoctorSite> {
    const directory = await mkdtemp(path.join(tmpdir(), "atlan-doctor-"));
    await cp(template, directory, { recursive: true, verbatimSymlinks: true });
    return new DoctorSite(directory, await startTenant(options));
  }

  /** A configuration in HCL after `install` and `init`. Many are copies of it. */
  static async prepare(): Promise<string> {
    const directory = await mkdtemp(path.join(tmpdir(), "atlan-doctor-template-"));
    await cp(path.join(ROOT, "examples/hcl/main.tf"), path.join(directory, "main.tf"));
    const run = async (binary: string, ...args: readonly string[]) => {
      const { exitCode, output } = await runEngine({ binary, directory }, args);
      if (exitCode !== 0) throw new Error(`Cannot prepare a configuration: ${output}`);
    };
    await run(process.execPath, PROGRAM, "install");
    await run(engine.binary, "init", "-input=false", "-no-color");
    return directory;
  }

  path(...parts: readonly string[]): string {
    return path.join(this.directory, ...parts);
  }

  /** Of the built package. */
  async version(): Promise<string> {
    const text = await readFile(path.join(ROOT, "dist/plugin/manifest.json"), "utf8");
    return JSON.parse(text).version;
  }

  /** A folder with these programs as the whole PATH; a text is a program, a path another one's. */
  async pathWith(programs: Readonly<Record<string, { text: string } | { link: string }>>) {
    const folder = this.path("bin");
    await mkdir(folder);
    for (const [name, program] of Object.entries(programs)) {
      const file = path.join(folder, name);
      if ("link" in program) await symlink(program.link, file);
      else await writeFile(file, program.text, { mode: 0o755 });
    }
    return folder;
  }

  examine(environment: Variables = {}, ...args: readonly string[]): Promise<Examination> {
    const all = {
      TERRAFORM_BINARY_NAME: engine.binary,
      // Of the machine that runs the tests.
      ...this.tenant.env(),
      ...environment,
    };
    return examine(this.directory, all, ...args);
  }

  async close(): Promise<void> {
    await this.tenant.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}
