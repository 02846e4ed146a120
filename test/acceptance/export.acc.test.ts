// What `export` writes, applied by real engines: everything is imported, nothing is changed, and the next plan is empty.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Tenant } from "../../src/tenant/index.js";
import { NASTY_NAMES } from "../src/inventory/nasty.js";
import { runEngine } from "./harness/engine.js";
import { engineInTurn } from "./harness/engines.js";
import { giveLargeRights, LARGE_SEED } from "./harness/large-tenant.js";
import { ROOT } from "./harness/npm-package.js";
import { environmentOf, signIn } from "./harness/sign-in.js";
import { type Stage, stages } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";
import { type UserProject, userProjects } from "./harness/user-projects.js";

const CLI = path.join(ROOT, "dist/cli/main.js");

const exported = async (tenant: Tenant, format: string): Promise<string> => {
  const environment = environmentOf(tenant, signIn);
  const args = [CLI, "export", "--format", format];
  const call = { binary: process.execPath, directory: ROOT, environment };
  return (await succeeded(runEngine(call, args))).stdout;
};

const nastySeed = {
  users: [{ username: "amira", admin: true }],
  personas: Object.values(NASTY_NAMES).map((name) => ({ name })),
  tokens: Object.values(NASTY_NAMES).map((name) => {
    return { displayName: name, description: name, personas: [name] };
  }),
  oauthClients: Object.values(NASTY_NAMES).map((name) => {
    return { displayName: name, description: name, role: "$guest", personas: [name] };
  }),
};
/** Tokens, their links, clients, and the principal of the tenant's own that the command does not sign in as. */
const NASTY = 3 * Object.keys(NASTY_NAMES).length + 1;

// Of what is large and what is nasty, each engine imports the one as HCL and the other as a stack.
describe("an export as HCL", () => {
  const open = stages();

  const importedBy = async ({ tenant, workspace }: Stage) => {
    const file = path.join(workspace.directory, "main.tf");
    await writeFile(file, await exported(tenant, "hcl"));
    await succeeded(workspace.run("init", "-input=false"));
    return workspace;
  };

  it("imports 200 tokens with 300 links and 100 grants, and the tenant's own client, and changes nothing", async () => {
    const stage = await open("", { ...engineInTurn(0), tenant: { seed: LARGE_SEED } });
    await giveLargeRights(stage.control);
    const workspace = await importedBy(stage);
    const formatted = await workspace.run("fmt", "-check");
    expect(formatted).toMatchObject({ exitCode: 0 });
    const applied = await succeeded(workspace.apply());
    expect(applied.output).toContain("601 imported, 0 added, 0 changed, 0 destroyed");
    expect(await workspace.plan()).toMatchObject({ exitCode: 0 });
  });

  it("lets no name break out", async () => {
    const stage = await open("", { ...engineInTurn(1), tenant: { seed: nastySeed } });
    const workspace = await importedBy(stage);
    const applied = await succeeded(workspace.apply());
    expect(applied.output).toContain(`${NASTY} imported, 0 added, 0 changed, 0 destroyed`);
    expect(await workspace.plan()).toMatchObject({ exitCode: 0 });
  });
});

const APP = `import { App } from "cdktf";
import { AtlanStack } from "./atlan-stack";

const app = new App();
new AtlanStack(app, "atlan");
app.synth();
`;

const TYPE_CHECK = ["--noEmit", "--strict", "--module", "nodenext", "--skipLibCheck", "main.ts"];

describe("an export as a stack", () => {
  const open = userProjects();

  const importedBy = async ({ tenant, project }: UserProject) => {
    await project.write("atlan-stack.ts", await exported(tenant, "ts"));
    await project.write("main.ts", APP);
    const tool = (name: string) => path.join(ROOT, "node_modules", name);
    await succeeded(project.run(process.execPath, tool("typescript/bin/tsc"), ...TYPE_CHECK));
    await succeeded(project.run(process.execPath, tool("tsx/dist/cli.mjs"), "main.ts"));
    await succeeded(project.inStack("atlan", "init"));
    return project;
  };

  it("imports 200 tokens with 300 links and 100 grants, and the tenant's own client, and changes nothing", async () => {
    const user = await open({ ...engineInTurn(1), app: "", tenant: { seed: LARGE_SEED } });
    await giveLargeRights(user.control);
    const project = await importedBy(user);
    const applied = await succeeded(project.inStack("atlan", "apply"));
    expect(applied.output).toContain("601 imported, 0 added, 0 changed, 0 destroyed");
    expect(await project.inStack("atlan", "plan")).toMatchObject({ exitCode: 0 });
  });

  it("lets no name break out", async () => {
    const user = await open({ ...engineInTurn(0), app: "", tenant: { seed: nastySeed } });
    const project = await importedBy(user);
    const applied = await succeeded(project.inStack("atlan", "apply"));
    expect(applied.output).toContain(`${NASTY} imported, 0 added, 0 changed, 0 destroyed`);
    expect(await project.inStack("atlan", "plan")).toMatchObject({ exitCode: 0 });
  });
});
