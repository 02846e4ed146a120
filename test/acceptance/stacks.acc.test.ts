// Stacks as people write them: objects of other stacks, synthesised from the packed package and applied by the real Terraform.
import { beforeAll, describe, expect, it } from "@jest/globals";
import { engines } from "./harness/engines.js";
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

  repeated: `
    const both = cdktf.TerraformIterator.fromList(["east", "west"]);
    const each = new atlan.AtlanApiToken(repeated, "each", {
      forEach: both, displayName: "token of " + both.value,
    });
    const counted = new atlan.AtlanApiToken(repeated, "counted", { count: 2, displayName: "counted token" });
    each.outputSecret("by_key");
    counted.outputSecret("in_order");
    const reader = atlan.DataAtlanPersona.fromName(repeated, "p", "Data Assets");
    each.bindPersona(reader);
    counted.bindPersona(reader);
    each.grantConnectionAdmin(
      atlan.DataAtlanConnection.fromName(repeated, "c", { name: "production", connectorName: "snowflake" }),
    );`,

  iterated: `
    const names = cdktf.TerraformIterator.fromList(["Data Assets", "Loaders"]);
    const found = new atlan.DataAtlanPersona(iterated, "found", { forEach: names, name: names.value });
    const personas = cdktf.TerraformIterator.fromDataSources(found);
    const kinds = cdktf.TerraformIterator.fromList(["a", "b"]);
    const robots = new atlan.AtlanApiToken(iterated, "robot", {
      forEach: kinds, displayName: "robot " + kinds.value,
    });
    const robot = cdktf.TerraformIterator.fromResources(robots);
    new atlan.AtlanTokenPersonaBinding(iterated, "of_persona", {
      forEach: personas, persona: personas.value, token: robots,
    });
    new atlan.AtlanCollectionViewer(iterated, "of_robot", {
      forEach: robot,
      collection: atlan.DataAtlanCollection.fromName(iterated, "q", "Finance queries"),
      token: robot.value,
    });
    new atlan.AtlanApiToken(iterated, "reader", {
      forEach: personas, displayName: "reader of " + personas.key, personas: [personas.value],
    });`,

  consumer: `
    const queries = atlan.DataAtlanCollection.fromName(consumer, "queries", "Finance queries");
    new atlan.AtlanCollectionEditor(consumer, "editors", { collection: queries, principals: [each, counted] });
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
describe.each(engines)("with $name", ({ binary }) => {
  let opened: UserProject;

  /** Initialised, applied, and planned to nothing. */
  async function deploy(stack: string): Promise<string> {
    const { project } = opened;
    await succeeded(project.inStack(stack, "init"));
    const { output } = await succeeded(project.inStack(stack, "apply"));
    await succeeded(project.inStack(stack, "plan"));
    return output;
  }

  beforeAll(async () => {
    opened = await open({ app, binary });
    await opened.project.synth();
    for (const stack of Object.keys(stacks)) await deploy(stack);
  });

  describe("a stack that names objects of another", () => {
    it("deploys after it, and grants to them", async () => {
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

  describe("the values of an iterator", () => {
    it("stand for the objects that they are", async () => {
      const { tokens, collections, personas } = await opened.control.state();
      const qualifiedNames = ["Data Assets", "Loaders"].map(
        (name) => personas.find((persona) => persona.name === name)?.qualifiedName,
      );
      const named = (name: RegExp) => tokens.filter(({ displayName }) => name.test(displayName));
      const robots = named(/^robot/);
      expect(robots).toHaveLength(2);
      for (const { personaQualifiedNames } of robots) {
        expect(new Set(personaQualifiedNames)).toEqual(new Set(qualifiedNames));
      }
      const queries = collections.find(({ name }) => name === "Finance queries");
      expect(queries?.viewerUsers).toEqual(
        expect.arrayContaining(robots.map(({ username }) => username)),
      );
      expect(named(/^reader of Data Assets/)[0]?.personaQualifiedNames).toEqual([
        qualifiedNames[0],
      ]);
      expect(named(/^reader of Loaders/)[0]?.personaQualifiedNames).toEqual([qualifiedNames[1]]);
    });
  });

  describe("a token with count or forEach", () => {
    it("is granted to in every instance, by this stack and by another, and gives every secret", async () => {
      const { control, project } = opened;
      const { tokens, connections, collections, personas } = await control.state();
      const each = tokens.filter(({ displayName }) => /^token of (east|west)$/.test(displayName));
      const counted = tokens.filter(({ displayName }) => displayName === "counted token");
      expect([each.length, counted.length]).toEqual([2, 2]);
      const usernames = (of: typeof tokens) => of.map(({ username }) => username);
      const production = connections.find(({ name }) => name === "production");
      expect(production?.adminUsers).toEqual(expect.arrayContaining(usernames(each)));
      const queries = collections.find(({ name }) => name === "Finance queries");
      expect(queries?.adminUsers).toEqual(
        expect.arrayContaining([...usernames(each), ...usernames(counted)]),
      );
      const persona = personas.find(({ name }) => name === "Data Assets")?.qualifiedName;
      expect([...each, ...counted].map((it) => it.personaQualifiedNames)).toEqual(
        Array.from({ length: 4 }, () => [persona]),
      );
      const outputs = JSON.parse((await project.inStack("repeated", "output", "-json")).stdout);
      const secrets = await control.secrets();
      expect(Object.keys(outputs.by_key.value)).toEqual(["east", "west"]);
      for (const secret of [...Object.values(outputs.by_key.value), ...outputs.in_order.value]) {
        expect(secrets).toContain(secret);
      }
    });
  });
});
