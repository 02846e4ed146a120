// Stacks as people write them: objects of other stacks, synthesised from the packed package and applied by the real Terraform.
import { beforeAll, describe, expect, it } from "@jest/globals";
import { succeeded } from "./harness/succeeded.js";
import { type UserProject, userProjects } from "./harness/user-projects.js";

/** The lines of each stack, which may name those before it. All are synthesised at once. */
const stacks = {
  producer: `
    const token = new atlan.AtlanApiToken(producer, "t", { displayName: "token of producer" });
    const connection = atlan.DataAtlanConnection.fromName(producer, "c", {
      name: "development", connectorName: "snowflake",
    });
    const collection = atlan.DataAtlanCollection.fromName(producer, "q", "Finance queries");
    const persona = atlan.DataAtlanPersona.fromName(producer, "p", "Data Assets");`,

  consumer: `
    new atlan.AtlanConnectionAdmin(consumer, "one", { connection, token });
    new atlan.AtlanCollectionViewer(consumer, "more", { collection, principals: [token, "ingrid"] });
    new atlan.AtlanTokenPersonaBinding(consumer, "binding", { token, persona });
    new atlan.AtlanApiToken(consumer, "own", { displayName: "token of consumer", personas: [persona] });`,
};

const app = Object.entries(stacks)
  .map(
    ([name, lines]) => `
    const ${name} = new cdktf.TerraformStack(app, "${name}");
    new atlan.AtlanProvider(${name}, "atlan");
    ${lines}`,
  )
  .join("\n");

const open = userProjects();
let opened: UserProject;

beforeAll(async () => {
  opened = await open({ app });
  await opened.project.synth();
});

/** Initialised, applied, and planned to nothing. */
async function deploy(stack: string): Promise<string> {
  const { project } = opened;
  await succeeded(project.inStack(stack, "init"));
  const { output } = await succeeded(project.inStack(stack, "apply"));
  await succeeded(project.inStack(stack, "plan"));
  return output;
}

describe("a stack that names objects of another", () => {
  it("deploys after it, and grants to them", async () => {
    await deploy("producer");
    await deploy("consumer");
    const [token] = await opened.control.tokensNamed("token of producer");
    const [own] = await opened.control.tokensNamed("token of consumer");
    const { connections, collections, personas } = await opened.control.state();
    const admins = connections.find(({ name }) => name === "development")?.adminUsers;
    expect(admins).toContain(token?.username);
    const viewers = collections.find(({ name }) => name === "Finance queries")?.viewerUsers;
    expect(viewers).toEqual(expect.arrayContaining([token?.username, "ingrid"]));
    const persona = personas.find(({ name }) => name === "Data Assets")?.qualifiedName;
    expect(token?.personaQualifiedNames).toEqual([persona]);
    expect(own?.personaQualifiedNames).toEqual([persona]);
  });
});
