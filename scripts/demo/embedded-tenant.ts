// The embedded tenant as a child process, as a person starts it.
import { connectTenant, type TenantControl } from "../../src/tenant/index.js";
import { startCommand } from "../../src/testing/run-command.js";
import { endTree } from "../process-tree.js";

interface Greeting {
  readonly baseUrl: string;
  readonly apiKey: string;
}

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
    // In a group of its own: the terminal's Ctrl-C is the demo's, which still asks it for its secrets.
    const call = { binary: process.execPath, directory: process.cwd(), ownGroup: true };
    const { pid, printed } = startCommand(call, [cliPath, "tenant", "--port", "0", ...args]);
    try {
      const [line = ""] = (await printed("\n")).split("\n");
      return new EmbeddedTenant(pid, JSON.parse(line));
    } catch (error) {
      await endTree(pid);
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
