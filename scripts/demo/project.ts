// A project folder in a temporary place that stands for this checkout: state and output land there, the sources are links.
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const LINKED = ["examples", "node_modules"];

export class Project {
  /** The folder that `cdktf` runs in; the blank in its name is on purpose. */
  readonly directory: string;
  readonly #base: string;

  private constructor(base: string) {
    this.#base = base;
    this.directory = path.join(base, "my project");
  }

  /** @param root the checkout. */
  static async open(root: string): Promise<Project> {
    const project = new Project(await mkdtemp(path.join(tmpdir(), "atlan-demo-")));
    try {
      await mkdir(project.directory);
      await cp(path.join(root, "cdktf.json"), path.join(project.directory, "cdktf.json"));
      for (const name of LINKED) {
        await symlink(path.join(root, name), path.join(project.directory, name));
      }
      await mkdir(path.join(project.#base, "plugin-cache"));
      await writeFile(path.join(project.#base, "cli.tfrc"), "");
      return project;
    } catch (error) {
      await project.close();
      throw error;
    }
  }

  /** Nothing outside this folder is read or written: no person's CLI configuration, no cache that projects share. */
  get environment(): Record<string, string> {
    return {
      TF_CLI_CONFIG_FILE: path.join(this.#base, "cli.tfrc"),
      TF_PLUGIN_CACHE_DIR: path.join(this.#base, "plugin-cache"),
      CDKTF_HOME: path.join(this.#base, "cdktf-home"),
    };
  }

  async close(): Promise<void> {
    await rm(this.#base, { recursive: true, force: true });
  }
}
