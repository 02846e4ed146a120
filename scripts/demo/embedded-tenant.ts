// The embedded tenant as a child process, as a person starts it.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { connectTenant, type TenantControl } from "../../src/tenant/index.js";
import { cleanEnvironment } from "../../src/testing/environment.js";
import { endTree } from "../process-tree.js";

interface Greeting {
  readonly baseUrl: string;
  readonly apiKey: string;
}

const START_TIMEOUT_MS = 20_000;

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let complaint = "";
    const fail = (why: string) =>
      reject(new Error(`Cannot start the embedded tenant: ${why}\n${complaint}`.trimEnd()));
    const timer = setTimeout(
      () => fail(`it said nothing for ${START_TIMEOUT_MS / 1000} s`),
      START_TIMEOUT_MS,
    );
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      complaint += text;
    });
    child.once("error", (error) => fail(error.message));
    child.once("close", (exitCode) => fail(`it ended with exit code ${exitCode}`));
    if (child.stdout !== null) {
      createInterface(child.stdout).once("line", (line) => {
        clearTimeout(timer);
        resolve(line);
      });
    }
  });

export class EmbeddedTenant {
  readonly control: TenantControl;
  readonly #pid: number;
  readonly #greeting: Greeting;

  private constructor(pid: number, greeting: Greeting) {
    this.#pid = pid;
    this.#greeting = greeting;
    this.control = connectTenant(greeting);
  }

  /**
   * @param cliPath the built `dist/cli/main.js`.
   * @param args more arguments, such as `--seed FILE.json`.
   */
  static async start(cliPath: string, args: readonly string[] = []): Promise<EmbeddedTenant> {
    const child = spawn(process.execPath, [cliPath, "tenant", "--port", "0", ...args], {
      env: cleanEnvironment({}),
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    try {
      const greeting: Greeting = JSON.parse(await firstLine(child));
      if (child.pid === undefined) throw new Error("Cannot start the embedded tenant: no process");
      return new EmbeddedTenant(child.pid, greeting);
    } catch (error) {
      if (child.pid !== undefined) await endTree(child.pid);
      throw error;
    }
  }

  get baseUrl(): string {
    return this.#greeting.baseUrl;
  }

  /** What the provider takes from the environment. */
  get environment(): Record<string, string> {
    return { ATLAN_BASE_URL: this.#greeting.baseUrl, ATLAN_API_KEY: this.#greeting.apiKey };
  }

  /** As an administrator with the API key would, past Terraform. */
  async deleteToken(id: string): Promise<void> {
    await this.#send("DELETE", `/api/service/apikeys/${id}`, this.#greeting.apiKey);
  }

  /** Who the tenant takes the owner of `bearer` for. */
  async usernameOf(bearer: string): Promise<string> {
    const user: { username: string } = JSON.parse(
      await this.#send("GET", "/api/service/users/current", bearer),
    );
    return user.username;
  }

  async stop(): Promise<void> {
    await endTree(this.#pid);
  }

  async #send(method: string, path: string, bearer: string): Promise<string> {
    const headers = { authorization: `Bearer ${bearer}` };
    const response = await fetch(new URL(path, this.baseUrl), { method, headers });
    const text = await response.text();
    if (response.ok) return text;
    throw new Error(
      `Cannot ask the tenant: ${method} ${path} answered ${response.status}: ${text}`,
    );
  }
}
