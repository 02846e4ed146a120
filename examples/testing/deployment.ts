// One stack, deployed with Terraform against an embedded tenant, in a folder that goes with it.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { App, LocalBackend, type TerraformStack } from "cdktf";
import type { Tenant } from "cdktf-provider-atlan/testing";

const TERRAFORM = process.env.TERRAFORM_BINARY_NAME ?? "terraform";
const PLAIN = ["-no-color", "-input=false"];

export class Deployment {
  readonly #outdir = mkdtempSync(join(tmpdir(), "loader-test-"));
  readonly #environment: NodeJS.ProcessEnv;
  readonly #directory: string;

  /** @param declare makes the stack; it must name no backend of its own. */
  constructor(tenant: Tenant, declare: (app: App) => TerraformStack) {
    this.#environment = { ...process.env, ...tenant.env(), CHECKPOINT_DISABLE: "1" };
    const app = new App({ outdir: this.#outdir });
    const stack = declare(app);
    // cdktf's own default lies in the project's folder, where the next test would find the state of a tenant that is gone.
    new LocalBackend(stack, { path: "terraform.tfstate" });
    app.synth();
    this.#directory = join(this.#outdir, "stacks", stack.node.id);
  }

  /** @throws with what Terraform said, when it fails. */
  async deploy(): Promise<string> {
    await this.#terraform("init", ...PLAIN);
    return this.#terraform("apply", ...PLAIN, "-auto-approve");
  }

  /** @throws unless there is nothing to do: Terraform's exit code is 2 where there is. */
  plansNothing(): Promise<string> {
    return this.#terraform("plan", ...PLAIN, "-detailed-exitcode");
  }

  destroy(): Promise<string> {
    return this.#terraform("destroy", ...PLAIN, "-auto-approve");
  }

  output(name: string): Promise<string> {
    return this.#terraform("output", "-raw", name);
  }

  remove(): void {
    rmSync(this.#outdir, { recursive: true, force: true });
  }

  // Never the Sync form: the tenant answers from this very process, and would wait for it to end.
  async #terraform(...args: readonly string[]): Promise<string> {
    const options = { cwd: this.#directory, env: this.#environment };
    const { stdout } = await promisify(execFile)(TERRAFORM, [...args], options);
    return stdout;
  }
}
