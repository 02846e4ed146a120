// What a stack writes when its grants and tokens name objects of another stack.
import { beforeEach, describe, expect, it } from "@jest/globals";
import { type App, TerraformIterator, TerraformOutput, TerraformStack, Testing } from "cdktf";
import {
  AtlanApiToken,
  AtlanCollectionEditor,
  AtlanCollectionViewer,
  AtlanConnectionAdmin,
  AtlanProvider,
  AtlanTokenPersonaBinding,
  DataAtlanCollection,
  DataAtlanConnection,
  DataAtlanPersona,
} from "../../lib";
import { principals } from "./principals";

const GUID = "5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01";

let app: App;
let a: TerraformStack;
let b: TerraformStack;

beforeEach(() => {
  app = Testing.app();
  [a, b] = ["a", "b"].map((name) => {
    const stack = new TerraformStack(app, name);
    new AtlanProvider(stack, "atlan");
    return stack;
  }) as [TerraformStack, TerraformStack];
});

/** As an app does it: all stacks are prepared, then each is written. */
const written = (stack: TerraformStack) => {
  for (const each of [a, b]) each.prepareStack();
  return JSON.parse(Testing.synth(stack, true));
};

const tokenOfA = () => new AtlanApiToken(a, "t", { displayName: "t" });
const remote = (attribute: string) =>
  expect.stringMatching(
    new RegExp(String.raw`^\$\{.*data\.terraform_remote_state\.\S+-a\.outputs\.\S+${attribute}`),
  );

interface Row {
  readonly name: string;
  readonly declare: () => void;
  readonly type: string;
  readonly shown: object;
}

const rows: readonly Row[] = [
  {
    name: "a connection admin's token",
    declare: () =>
      new AtlanConnectionAdmin(b, "g", { connection: { id: GUID }, token: tokenOfA() }),
    type: "atlan_connection_admin",
    shown: { usernames: remote("active_usernames") },
  },
  {
    name: "a connection admin's connection",
    declare: () => {
      const connection = new DataAtlanConnection(a, "c", { id: GUID });
      new AtlanConnectionAdmin(b, "g", { connection, principals: ["amira"] });
    },
    type: "atlan_connection_admin",
    shown: { connection_id: remote("cid") },
  },
  {
    name: "one of several principals",
    declare: () =>
      new AtlanCollectionViewer(b, "g", {
        collection: { id: GUID },
        principals: [tokenOfA(), "amira"],
      }),
    type: "atlan_collection_viewer",
    shown: { usernames: remote("active_usernames") },
  },
  {
    name: "a collection editor's collection",
    declare: () => {
      const collection = new DataAtlanCollection(a, "c", { id: GUID });
      new AtlanCollectionEditor(b, "g", { collection, principals: ["amira"] });
    },
    type: "atlan_collection_editor",
    shown: { collection_id: remote("cid") },
  },
  {
    name: "every instance of a token",
    declare: () =>
      new AtlanCollectionViewer(b, "g", {
        collection: { id: GUID },
        token: new AtlanApiToken(a, "t", { displayName: "t", count: 2 }),
      }),
    type: "atlan_collection_viewer",
    shown: { usernames: remote("active_usernames") },
  },
  {
    name: "a binding's token",
    declare: () =>
      new AtlanTokenPersonaBinding(b, "g", { token: tokenOfA(), persona: "default/a" }),
    type: "atlan_token_persona_binding",
    shown: { token_ids: remote("active_ids") },
  },
  {
    name: "a binding's persona",
    declare: () => {
      const persona = DataAtlanPersona.fromName(a, "p", "Data Assets");
      AtlanApiToken.fromId(b, "t", GUID).bindPersona(persona);
    },
    type: "atlan_token_persona_binding",
    shown: { persona_qualified_name: remote("qualified_name") },
  },
  {
    name: "a token's persona",
    declare: () => {
      const persona = DataAtlanPersona.fromName(a, "p", "Data Assets");
      new AtlanApiToken(b, "t", { displayName: "t", personas: [persona] });
    },
    type: "atlan_api_token",
    shown: { persona_qualified_names: [remote("qualified_name")] },
  },
];

it.each(rows)("$name is a remote state reference", ({ declare, type, shown }) => {
  declare();
  const [grant] = Object.values(written(b).resource[type]);
  expect(grant).toMatchObject(shown);
});

it("stays what it was when the stacks are written again", () => {
  new AtlanConnectionAdmin(b, "g", { connection: { id: GUID }, token: tokenOfA() });
  expect(written(b).resource).toEqual(written(b).resource);
});

const warnings = ({ node }: { node: TerraformStack["node"] }) =>
  node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => data);

describe.each(principals)("for one $noun,", ({ noun, word, type, declare }) => {
  const principalOfA = () => declare(a, "t");

  it("grants name it as a remote state reference", () => {
    new AtlanCollectionViewer(b, "g", {
      collection: { id: GUID },
      principals: [principalOfA(), "amira"],
    });
    new AtlanConnectionAdmin(b, "all", {
      connection: { id: GUID },
      token: declare(a, "many", { count: 2 }),
    });
    const { resource } = written(b);
    expect(resource.atlan_collection_viewer.g.usernames).toEqual(remote("active_usernames"));
    expect(resource.atlan_connection_admin.all.usernames).toEqual(remote("active_usernames"));
  });

  it("its own method, for a connection of another stack", () => {
    const connection = new DataAtlanConnection(b, "c", { id: GUID });
    principalOfA().grantConnectionAdmin(connection);
    for (const each of [a, b]) each.prepareStack();
    const { resource } = JSON.parse(Testing.synth(a, true));
    const [grant] = Object.values(resource.atlan_connection_admin);
    expect(grant).toMatchObject({
      connection_id: expect.stringMatching(/data\.terraform_remote_state\.\S+-b\./),
      usernames: `\${tolist(${type}.t.active_usernames)}`,
    });
  });

  it("a secret output warns once when another stack refers to anything of its stack", () => {
    const principal = principalOfA();
    const output = principal.outputSecret("secret");
    new TerraformOutput(b, "name", { value: principal.displayName });
    written(b);
    Testing.synth(a, true);
    Testing.synth(a, true);
    expect(warnings(output)).toEqual([
      `another stack ("b") refers to this one, so that its state holds this secret too, and terraform show prints it there: hand the secret over with AtlanTokenDelivery, or declare the ${word} in a stack that no other refers to`,
    ]);
  });

  it("a secret output does not warn when another stack only comes later", () => {
    const output = principalOfA().outputSecret("secret");
    b.addDependency(a);
    written(b);
    Testing.synth(a, true);
    expect(warnings(output)).toEqual([]);
  });

  const refusal = (noun: string) =>
    `${noun}: dependsOn or an iterator in another stack ("b") uses the whole object, which would copy every attribute, secrets included, into that stack's state, expected a reference to one of its attributes, or addDependency between the stacks`;

  it("it is refused in dependsOn of another stack", () => {
    const dependsOn = [principalOfA(), DataAtlanPersona.fromName(a, "p", "Data Assets")];
    declare(b, "later", { dependsOn });
    for (const each of [a, b]) each.prepareStack();
    expect(() => Testing.synth(a, true)).toThrow(`[a/t] Cannot declare ${refusal(noun)}`);
    expect(() => Testing.synth(a, true)).toThrow(`[a/p] Cannot look up ${refusal("persona")}`);
  });

  it("it is refused in an iterator of another stack", () => {
    const forEach = TerraformIterator.fromList(["a"]);
    const tokens = declare(a, "t", { forEach });
    const each = TerraformIterator.fromResources(tokens);
    declare(b, "copy", { forEach: each, displayName: each.getString("display_name") });
    for (const stack of [a, b]) stack.prepareStack();
    expect(() => Testing.synth(a, true)).toThrow(`[a/t] Cannot declare ${refusal(noun)}`);
  });

  it("it is accepted in dependsOn of its own stack", () => {
    declare(a, "later", { dependsOn: [principalOfA()] });
    expect(() => written(a)).not.toThrow();
  });
});
