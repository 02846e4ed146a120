// What constructs offer beyond a plain token, synthesised from the packed package and applied by the real Terraform.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startTenant, type Tenant } from "../../src/tenant/index.js";
import { controlOf } from "../tenant-control.js";
import { engines } from "./harness/engines.js";
import { type PrincipalConstruct, principalConstructs } from "./harness/principal-constructs.js";
import { succeeded } from "./harness/succeeded.js";
import { stackWith, type UserProject, userProjects } from "./harness/user-projects.js";

const EXISTING = "existing loader";
const seed = {
  tokens: [{ displayName: EXISTING, description: "Loads", validitySeconds: 86_400 }],
  oauthClients: [{ displayName: EXISTING, description: "Loads", role: "$member" }],
};

/** For one kind, each stack under the name of its test, a dash, and the class. */
const stacksOf = ({ construct, required, secret }: PrincipalConstruct) => ({
  [`imported-${construct}`]: `
    new atlan.${construct}(stack, "loader", {
      displayName: "${EXISTING}", description: "Loads", ${required}
    }).importFrom("name:${EXISTING}");`,

  [`lookedUp-${construct}`]: `
    const { id, clientId, username, displayName } = require("./${construct}.json");
    const found = {
      by_id: atlan.${construct}.fromId(stack, "id", id),
      by_client_id: atlan.${construct}.fromClientId(stack, "client_id", clientId),
      by_username: atlan.${construct}.fromClientId(stack, "username", username),
      by_name: atlan.${construct}.fromName(stack, "name", displayName),
    };
    for (const [name, principal] of Object.entries(found))
      new cdktf.TerraformOutput(stack, name, { value: principal.activeUsernames });`,

  [`producer-${construct}`]: `
    const shared = new atlan.${construct}(stack, "shared", { displayName: "shared", ${required} });
    shared.outputSecret("shared_secret");
    const consumer = new cdktf.TerraformStack(app, "consumer-${construct}");
    const input = { secret: shared.${secret}, name: shared.username };
    new cdktf.DataResource(consumer, "user", { input });`,
});

/** One stack per test, all synthesised at once. */
const stacks = {
  ...Object.assign({}, ...principalConstructs.map(stacksOf)),

  aliased: `
    const variable = (name) =>
      new cdktf.TerraformVariable(stack, name, { type: "string", sensitive: true }).stringValue;
    const provider = new atlan.AtlanProvider(stack, "second", {
      alias: "second",
      baseUrl: variable("second_base_url"),
      apiKey: variable("second_api_key"),
    });
    new atlan.AtlanApiToken(stack, "here", { displayName: "token of the first" });
    new atlan.AtlanApiToken(stack, "there", { displayName: "token of the second", provider });`,

  overridden: `
    const token = new atlan.AtlanApiToken(stack, "loader", {
      displayName: "overridden token",
      description: "as declared",
    });
    token.addOverride("description", "as overridden");
    token.addOverride("lifecycle.prevent_destroy", true);`,
};

const app = Object.entries(stacks)
  .map(
    ([name, lines]) => `{
      const stack = new cdktf.TerraformStack(app, "${name}");
      new atlan.AtlanProvider(stack, "atlan");
      ${lines}
    }`,
  )
  .join("\n");

const open = userProjects();
let second: Tenant;
let opened: UserProject;

beforeAll(async () => {
  second = await startTenant();
  opened = await open({
    app,
    tenant: { seed },
    environment: {
      TF_VAR_second_base_url: second.baseUrl,
      TF_VAR_second_api_key: second.apiKey,
    },
  });
  const state = await opened.control.state();
  for (const { construct, principalsOf } of principalConstructs) {
    await opened.project.write(
      `${construct}.json`,
      JSON.stringify(existingIn(principalsOf(state))),
    );
  }
  await opened.project.synth();
});
afterAll(() => second.stop());

const existingIn = (principals: ReturnType<PrincipalConstruct["principalsOf"]>) =>
  principals.find(({ displayName }) => displayName === EXISTING);

/** Initialised, planned, applied, and planned again to nothing: what the plan and the apply said. */
async function deploy(stack: string): Promise<string> {
  const { project } = opened;
  await succeeded(project.inStack(stack, "init"));
  const { output: planned } = await project.inStack(stack, "plan");
  const { output: applied } = await succeeded(project.inStack(stack, "apply"));
  await succeeded(project.inStack(stack, "plan"));
  return planned + applied;
}

async function outputsOf(stack: string): Promise<Record<string, { value: unknown }>> {
  return JSON.parse((await succeeded(opened.project.inStack(stack, "output", "-json"))).stdout);
}

const stateOf = (stack: string): Promise<string> =>
  readFile(path.join(opened.project.directory, `terraform.${stack}.tfstate`), "utf8");

describe("in TypeScript", () => {
  it.each(principalConstructs)("importFrom takes over a $noun, changing nothing", async (kind) => {
    const said = await deploy(`imported-${kind.construct}`);
    expect(said).toContain("1 imported, 0 added, 0 changed, 0 destroyed");
  });

  it.each(principalConstructs)(
    "fromId, fromClientId and fromName find the same $noun",
    async ({ construct, principalsOf }) => {
      await deploy(`lookedUp-${construct}`);
      const existing = existingIn(principalsOf(await opened.control.state()));
      const same = { value: [existing?.username] };
      expect(await outputsOf(`lookedUp-${construct}`)).toMatchObject({
        by_id: same,
        by_client_id: same,
        by_username: same,
        by_name: same,
      });
    },
  );

  it("an alias leads to the other tenant", async () => {
    await deploy("aliased");
    const { control } = opened;
    expect(await control.tokensNamed("token of the first")).toHaveLength(1);
    expect(await control.tokensNamed("token of the second")).toEqual([]);
    expect(await controlOf(second).tokensNamed("token of the second")).toHaveLength(1);
  });

  it.each(principalConstructs)(
    "a $noun's secret used in another stack is printed by neither, and marked in both",
    async ({ construct }) => {
      const [producer, consumer] = [`producer-${construct}`, `consumer-${construct}`];
      const said = (await deploy(producer)) + (await deploy(consumer));
      const { shared_secret: output } = await outputsOf(producer);
      const secret = String(output?.value);
      expect(await opened.control.secrets()).toContain(secret);
      expect(said).not.toContain(secret);
      const { outputs } = JSON.parse(await stateOf(producer));
      const holders = Object.values<Record<string, unknown>>(outputs).filter(
        ({ value }) => value === secret,
      );
      expect(holders.map(({ sensitive }) => sensitive)).toEqual([true, true]);
      expect(await stateOf(consumer)).toContain(secret);
      const shown = JSON.parse((await opened.project.inStack(consumer, "show", "-json")).stdout);
      const [user] = shown.values.root_module.resources.filter(
        ({ mode }: { mode: string }) => mode === "managed",
      );
      expect(user.sensitive_values.input).toEqual({ secret: true });
    },
  );

  it("addOverride has the last word", async () => {
    await deploy("overridden");
    const [token] = await opened.control.tokensNamed("overridden token");
    expect(token?.description).toBe("as overridden");
    const destroyed = await opened.project.inStack("overridden", "apply", "-destroy");
    expect(destroyed.prose).toMatch(/[Ii]nstance cannot be destroyed/);
  });
});

describe("cdktf synth --hcl", () => {
  it.each(engines)("writes what $name applies", async ({ binary }) => {
    const { project, control } = await open({
      binary,
      app: stackWith(
        `const token = new atlan.AtlanApiToken(stack, "loader", {
          displayName: "token from HCL",
          description: 'with "quotes"',
          personas: [require('./persona.json').qualifiedName],
          validitySeconds: 86400,
          timeouts: { create: "5m" },
          lifecycle: { createBeforeDestroy: true },
        });`,
        'token.outputSecret("secret");',
        'const same = atlan.AtlanApiToken.fromId(stack, "same", token.id);',
        'new cdktf.TerraformOutput(stack, "found", { value: same.username });',
        `const client = new atlan.AtlanOauthClient(stack, "sync", {
          displayName: "client from HCL",
          role: atlan.DataAtlanRole.fromLabel(stack, "member", "Member"),
          personas: [require('./persona.json').qualifiedName],
          rotation: { rotateWhenChanged: { version: "1" } },
        });`,
        'client.outputSecret("client_secret");',
      ),
    });
    const [persona] = (await control.state()).personas;
    await project.write("persona.json", JSON.stringify(persona));
    await succeeded(project.cdktf("synth", "--hcl"));
    await succeeded(project.inStack("stack", "init"));
    await succeeded(project.inStack("stack", "apply"));
    const [token] = await control.tokensNamed("token from HCL");
    expect(token).toMatchObject({
      description: 'with "quotes"',
      personaQualifiedNames: [persona?.qualifiedName],
      validitySeconds: 86_400,
    });
    const { stdout } = await succeeded(project.inStack("stack", "output", "-json"));
    const { oauthClients } = await control.state();
    expect(oauthClients.at(-1)).toMatchObject({
      displayName: "client from HCL",
      role: "$member",
      personaQualifiedNames: [persona?.qualifiedName],
    });
    expect(JSON.parse(stdout)).toMatchObject({
      secret: { sensitive: true },
      client_secret: { sensitive: true },
      found: { value: token?.username },
    });
    await succeeded(project.inStack("stack", "plan"));
  });
});
