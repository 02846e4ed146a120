// Deliveries with the real null provider: when the command runs, what it gets, and where the secret never is.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { unseal } from "../../src/age.js";
import { Secret } from "../../src/secret.js";
import type { TestControl } from "../tenant-control.js";
import { keyPair } from "./harness/age-command.js";
import { installationFrom, mirrorOf, OUR_ENTRY } from "./harness/cli-configuration.js";
import { describeWith } from "./harness/describe-unless.js";
import { engine, engines, nullProviderMirror } from "./harness/engines.js";
import type { Project } from "./harness/project.js";
import { succeeded } from "./harness/succeeded.js";
import { stackWith, userProjects } from "./harness/user-projects.js";

/** A token with a delivery, whose command is what the file `command` says when the app is synthesised. */
const app = stackWith(
  'const { existsSync, readFileSync } = require("node:fs");',
  'const sealTo = existsSync("recipients") ? readFileSync("recipients", "utf8").split(" ") : undefined;',
  'const token = new atlan.AtlanApiToken(stack, "loader", { displayName: "warehouse robot", sealTo });',
  'const command = readFileSync("command", "utf8");',
  'const showOutput = existsSync("show") ? readFileSync("show", "utf8") : undefined;',
  'new atlan.AtlanTokenDelivery(stack, "delivery", { token, command, showOutput });',
  'if (existsSync("import")) token.importFrom(readFileSync("import", "utf8"));',
);

const DELIVER = `printf '%s\\n' "\${ATLAN_DELIVERED_TOKEN}" >> delivered`;

const open = userProjects();

const inStack = (project: Project, name: string): Promise<string> =>
  readFile(path.join(project.stackDirectory("stack"), name), "utf8");

const deliveriesOf = async (project: Project): Promise<readonly string[]> =>
  (await inStack(project, "delivered")).trim().split("\n");

const apply = (project: Project, ...args: readonly string[]) =>
  project.inStack("stack", "apply", ...args);

interface State {
  readonly resources: readonly { readonly type: string; readonly instances: readonly object[] }[];
}

const stateOf = async (project: Project): Promise<State> =>
  JSON.parse(await readFile(path.join(project.directory, "terraform.stack.tfstate"), "utf8"));

describeWith(
  "a delivery",
  { variable: "NULL_PROVIDER_MIRROR", value: nullProviderMirror },
  (mirror) => {
    const cliConfiguration = installationFrom(OUR_ENTRY, mirrorOf(mirror));

    const start = async (files: Readonly<Record<string, string>>, binary = engine.binary) => {
      const { project, control } = await open({ app, binary, cliConfiguration });
      await rewrite(project, files);
      return { project, control, known: new Set(await control.secrets()) };
    };

    const rewrite = async (project: Project, files: Readonly<Record<string, string>>) => {
      for (const [name, text] of Object.entries(files)) await project.write(name, text);
      await project.synth();
      // OpenTofu asks for it after each synth.
      await succeeded(project.inStack("stack", "init"));
    };

    const minted = async (control: TestControl, known: ReadonlySet<string>) =>
      (await control.secrets()).filter((secret) => !known.has(secret));

    it.each(engines)(
      "runs when the secret is new, and only then, with $name",
      async ({ binary }) => {
        const { project, control, known } = await start({ command: DELIVER }, binary);
        await succeeded(apply(project));
        await succeeded(apply(project));
        const first = await minted(control, known);
        expect(first).toHaveLength(1);
        expect(await deliveriesOf(project)).toEqual(first);
        await succeeded(apply(project, "-replace=atlan_api_token.loader"));
        const both = await minted(control, known);
        expect(both).toHaveLength(2);
        expect(await deliveriesOf(project)).toEqual(both);
        await succeeded(project.inStack("stack", "destroy", "-auto-approve"));
        expect(await deliveriesOf(project)).toHaveLength(2);
      },
    );

    it("keeps the secret out of every process's arguments, the log, and the null resource", async () => {
      const { project, control, known } = await start({ command: "ps -eww -o args > processes" });
      const applied = await succeeded(
        project.run(
          "env",
          "TF_LOG=TRACE",
          engine.binary,
          `-chdir=cdktf.out/stacks/stack`,
          "apply",
          "-auto-approve",
        ),
      );
      const [secret = ""] = await minted(control, known);
      const processes = await inStack(project, "processes");
      expect(processes).toContain("ATLAN_DELIVERED_TOKEN masked /bin/sh -c ps -eww -o args");
      const { resources } = await stateOf(project);
      const delivery = JSON.stringify(resources.filter(({ type }) => type === "null_resource"));
      expect(delivery).toContain("token_id");
      for (const text of [processes, applied.output, delivery]) expect(text).not.toContain(secret);
      expect(applied.output).toContain("TRACE");
    });

    it("that fails shows why, without the secret, and is tried again", async () => {
      const { project, control, known } = await start({
        command: 'echo "401 for [$ATLAN_DELIVERED_TOKEN]" >&2; exit 3',
      });
      const failed = await apply(project);
      const [secret = ""] = await minted(control, known);
      expect(failed).toMatchObject({ exitCode: 1 });
      expect(failed.prose).toContain("exit status 3");
      expect(failed.prose).toContain("401 for [***]");
      expect(failed.output).not.toContain(secret);
      await rewrite(project, { command: DELIVER });
      await succeeded(apply(project));
      expect(await deliveriesOf(project)).toEqual([secret]);
    });

    it("that fails shows no encoding of the secret", async () => {
      const { project, control, known } = await start({
        command: [
          'echo "data:"; printf "  token: "; printf %s "$ATLAN_DELIVERED_TOKEN" | base64 -w0; echo',
          'printf "Basic "; printf "user:%s" "$ATLAN_DELIVERED_TOKEN" | base64',
          "echo end; exit 3",
        ].join("\n"),
      });
      const failed = await apply(project);
      const [secret = ""] = await minted(control, known);
      expect(failed.prose).toMatch(/data: token: \*\*\*/);
      expect(failed.prose).toMatch(/Basic dXNlcj\S{0,3}\*\*\*/);
      const readable = Buffer.from(`   ${secret.slice(3)}`)
        .toString("base64")
        .slice(4, -4);
      expect(failed.output.replaceAll(/\s/g, "")).not.toContain(readable);
      expect(failed.output).not.toContain(secret);
    });

    it("that fails shows nothing where output is never shown", async () => {
      const { project } = await start({ command: "echo private; exit 3", show: "never" });
      const failed = await apply(project);
      expect(failed).toMatchObject({ exitCode: 1 });
      expect(failed.prose).toContain("failed with exit code 3. Its output is withheld");
      expect(failed.prose).not.toMatch(/private(?!; exit)/);
    });

    it("of an imported token says that nobody knows the secret", async () => {
      const { project, control } = await start({ command: DELIVER });
      const body = { displayName: "warehouse robot", description: "", personas: [] };
      await control.api("POST", "/api/service/apikeys", { ...body, validitySeconds: 86400 });
      await rewrite(project, { import: "name:warehouse robot" });
      const refused = await apply(project);
      expect(refused.exitCode).toBe(1);
      expect(refused.prose).toContain("remove this delivery, or replace the token");
      await expect(inStack(project, "delivered")).rejects.toThrow("ENOENT");
    });

    it("of a sealed token hands over the sealed text, and shows what the command prints", async () => {
      const [key, spare] = [await keyPair(), await keyPair()];
      const { project, control, known } = await start({
        command: `printf '%s' "$ATLAN_DELIVERED_SEALED_TOKEN" > delivered; echo put`,
        recipients: `${key.recipient} ${spare.recipient}`,
      });
      const applied = await succeeded(apply(project));
      expect(applied.output).toMatch(/local-exec\): put/);
      const secret = await unseal(await inStack(project, "delivered"), [new Secret(key.identity)]);
      expect(await minted(control, known)).toEqual([secret.reveal()]);
      expect(JSON.stringify(await stateOf(project))).not.toContain(secret.reveal());
    });

    it("means to the shell what it says", async () => {
      const { project } = await start({ command: `X=1; echo "$\{X}$$\{X} %{if}" > delivered` });
      await succeeded(apply(project));
      expect(await deliveriesOf(project)).toEqual([expect.stringMatching(/^1\d+\{X\} %\{if\}$/)]);
    });
  },
);
