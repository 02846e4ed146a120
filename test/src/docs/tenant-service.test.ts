// The files that run a tenant as a service: they parse, name options that exist, and their jobs find the tenant.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { tenantCommand } from "../../../src/cli/tenant-command.js";
import { bundleProgram } from "../cli/bundled-program.js";

const root = path.resolve(import.meta.dirname, "../../..");
const textOf = (file: string) =>
  readFileSync(path.join(root, "examples/tenant-service", file), "utf8");
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

const containerfile = textOf("Containerfile");
const compose = parse(textOf("compose.yaml"));
const github = parse(textOf("github-actions.yml"));
const gitlab = parse(textOf("gitlab-ci.yml"));

/** The JSON array after an instruction. */
function wordsOf(instruction: string): readonly string[] {
  const [, array = "null"] =
    new RegExp(`${instruction} (\\[.*\\])$`, "m").exec(containerfile) ?? [];
  return JSON.parse(array);
}

const entrypoint = wordsOf("ENTRYPOINT");

/** Each way the tenant is started, from its own name on. */
const starts = [
  { where: "the image", words: entrypoint },
  { where: "the compose file", words: [...entrypoint, ...compose.services.tenant.command] },
  { where: "GitLab", words: gitlab.deploy.services[0].command.slice(2) },
];

/** The line of each job that signs its shell in. */
const signIns = [
  { where: "the compose file", script: compose.services.deploy.command[2].replaceAll("$$", "$") },
  { where: "GitHub", script: github.jobs.deploy.steps.at(-1).run },
  { where: "GitLab", script: gitlab.deploy.script.join("\n") },
].map(({ where, script }) => ({ where, line: /^eval .*$/m.exec(script)?.[0] ?? "" }));

describe("examples/tenant-service", () => {
  it.each(starts)("starts the tenant in $where by options that exist", ({ words }) => {
    expect(words.slice(0, 2)).toEqual([expect.stringMatching(/^cdktf-provider-atlan/), "tenant"]);
    const options = words.filter((word: string) => word.startsWith("--"));
    const known = Object.keys(tenantCommand.args ?? {}).map((name) => `--${name}`);
    expect(known).toEqual(expect.arrayContaining(options));
  });

  it("installs this version of the package", () => {
    expect(containerfile).toContain(`ARG VERSION=${version}\n`);
    expect(gitlab.deploy.services[0].command).toContain(`cdktf-provider-atlan@${version}`);
    expect(github.jobs.deploy.services.tenant.image).toMatch(new RegExp(`:${version}$`));
  });

  it("gives service and job one key", () => {
    const { deploy } = github.jobs;
    expect(deploy.services.tenant.env.ATLAN_TENANT_CONTROL_KEY).toBe(
      deploy.env.ATLAN_TENANT_CONTROL_KEY,
    );
    expect(compose.services.deploy.environment.ATLAN_ALLOW_HTTP_HOST).toBe("tenant");
    expect(gitlab.deploy.variables.ATLAN_ALLOW_HTTP_HOST).toBe(gitlab.deploy.services[0].alias);
  });
});

describe("the tenant of the image", () => {
  const key = "key-of-this-test";
  let folder: string;
  let child: ChildProcess;
  let baseUrl: string;

  beforeAll(async () => {
    const bundled = bundleProgram();
    folder = bundled.folder;
    const args = entrypoint.slice(1).map((word) => (word === "8080" ? "0" : word));
    child = spawn(process.execPath, [bundled.program, ...args], {
      env: { ATLAN_TENANT_CONTROL_KEY: key },
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (child.stdout === null) throw new Error("Cannot read what the tenant says");
    const [line] = await once(child.stdout, "data");
    ({ baseUrl } = JSON.parse(String(line)));
  });
  afterAll(async () => {
    child.kill("SIGTERM");
    await once(child, "close");
    rmSync(folder, { recursive: true });
  });

  it("is healthy", async () => {
    const [node = "", ...args] = wordsOf("HEALTHCHECK .* CMD");
    expect(node).toBe("node");
    const here = args.map((word) => word.replace("http://127.0.0.1:8080", baseUrl));
    await promisify(execFile)(process.execPath, here);
  });

  it.each(signIns)("signs the job of $where in", async ({ line }) => {
    const here = line.replace(/http:\/\/[\w.]+:8080/, baseUrl);
    expect(here).toContain(baseUrl);
    const environment = { PATH: process.env.PATH, ATLAN_TENANT_CONTROL_KEY: key };
    const ask = `${here}\necho "$ATLAN_BASE_URL $ATLAN_API_KEY"`;
    const { stdout } = await promisify(execFile)("sh", ["-ec", ask], { env: environment });
    const [address, apiKey] = stdout.trim().split(" ");
    expect(address).toBe(baseUrl);
    const headers = { authorization: `Bearer ${apiKey}` };
    expect((await fetch(`${baseUrl}/api/service/whoami`, { headers })).status).toBe(200);
  });
});
