// What grants synthesise and refuse, and what a token's own methods declare.
import { beforeEach, describe, expect, it } from "@jest/globals";
import { TerraformIterator, TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  AtlanApiToken,
  type AtlanAssetGrantProps,
  AtlanCollectionEditor,
  AtlanCollectionViewer,
  AtlanConnectionAdmin,
  AtlanProvider,
  AtlanTokenPersonaBinding,
  DataAtlanCollection,
  DataAtlanConnection,
  DataAtlanPersona,
  DataAtlanUser,
} from "../../lib";
import { type Principal, principals } from "./principals";

const GUID = "5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01";
const thing = { id: GUID };

let stack: TerraformStack;
let token: AtlanApiToken;

beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "stack");
  new AtlanProvider(stack, "atlan");
  token = new AtlanApiToken(stack, "loader", { displayName: "loader" });
});

const synth = () => JSON.parse(Testing.synth(stack, true));
const only = (type: string): Record<string, unknown> => {
  const found: Record<string, unknown>[] = Object.values(synth().resource[type]);
  expect(found).toHaveLength(1);
  return found[0] ?? {};
};

describe("a persona binding", () => {
  it("links every principal that carries the token's rights", () => {
    new AtlanTokenPersonaBinding(stack, "binding", {
      token,
      persona: { qualifiedName: "default/a" },
      timeouts: { delete: "1m" },
    });
    expect(only("atlan_token_persona_binding")).toEqual({
      persona_qualified_name: "default/a",
      token_ids: `\${tolist(atlan_api_token.loader.active_ids)}`,
      timeouts: { delete: "1m" },
    });
  });

  it("is refused, with both paths, for a token that manages its links", () => {
    token.personas = [];
    new AtlanTokenPersonaBinding(stack, "binding", { token, persona: "default/a" });
    expect(synth).toThrow(
      '[stack/binding] Cannot declare persona binding: the token "stack/loader" sets personas',
    );
  });

  it("is refused for a token whose links an escape hatch manages", () => {
    token.addOverride("persona_qualified_names", ["default/b"]);
    token.bindPersona("default/a");
    expect(synth).toThrow('the token "stack/loader" sets personas');
  });

  it("is accepted for a token whose links an escape hatch lets go", () => {
    token.personas = [];
    token.addOverride("persona_qualified_names", null);
    token.bindPersona("default/a");
    expect(synth).not.toThrow();
  });

  it.each(["Data Assets", "Data/Assets of EMEA", "analysts", "default/"])(
    "is refused for %j, which is a name, with the lookup by name",
    (persona) => {
      token.bindPersona(persona);
      expect(synth).toThrow(
        `Cannot declare persona binding: persona (persona_qualified_name) must be a qualified name, such as default/4f7dkLmPq2, got "${persona}"; a persona's name is looked up with DataAtlanPersona.fromName`,
      );
    },
  );

  it("takes the values of iterators, which may be objects or names", () => {
    const it = TerraformIterator.fromList(["a"]);
    const props = { forEach: it, persona: it.value, token: it.value };
    new AtlanTokenPersonaBinding(stack, "binding", props);
    expect(only("atlan_token_persona_binding")).toEqual({
      for_each: `\${toset(["a"])}`,
      persona_qualified_name: `\${try(each.value.qualified_name, each.value)}`,
      token_ids: `\${tolist(try(each.value.active_ids, [each.value]))}`,
    });
  });

  it("takes a persona, not another object of this provider", () => {
    token.bindPersona(DataAtlanConnection.fromId(stack, "thing", GUID) as never);
    expect(synth).toThrow(
      'Cannot declare persona binding: persona takes "stack/thing", which is of type atlan_connection, expected a persona, such as a DataAtlanPersona, or its qualified name',
    );
  });

  it("takes a single persona, not one with count", () => {
    const many = DataAtlanPersona.fromName(stack, "many", "Data Assets", { count: 2 });
    token.bindPersona(many);
    expect(synth).toThrow(
      'Cannot declare persona binding: persona takes "stack/many", which has count or forEach, expected a single one, or with forEach the value of an iterator over it (TerraformIterator.fromDataSources)',
    );
  });

  it("says what is missing", () => {
    const props = JSON.parse("{}");
    new AtlanTokenPersonaBinding(stack, "binding", props);
    expect(synth).toThrow(
      /persona \(persona_qualified_name\) is missing, expected a persona, such as a DataAtlanPersona[\s\S]*token \(token_ids\) is missing, expected an AtlanApiToken/,
    );
  });
});

describe.each(principals)(
  "grants on assets to one $noun",
  ({ type, declare: declarePrincipal, construct, lookup }) => {
    let principal: Principal;
    beforeEach(() => {
      principal = declarePrincipal(stack, "granted");
    });

    type Given = Pick<AtlanAssetGrantProps, "token" | "principals"> & {
      readonly of: { id: string };
    };
    const kinds = [
      {
        asset: "connection",
        right: "admin",
        declare: ({ of, ...who }: Given) =>
          new AtlanConnectionAdmin(stack, "grant", { connection: of, ...who }),
      },
      {
        asset: "collection",
        right: "editor",
        declare: ({ of, ...who }: Given) =>
          new AtlanCollectionEditor(stack, "grant", { collection: of, ...who }),
      },
      {
        asset: "collection",
        right: "viewer",
        declare: ({ of, ...who }: Given) =>
          new AtlanCollectionViewer(stack, "grant", { collection: of, ...who }),
      },
    ];

    it.each(kinds)("name the $asset by GUID, and the $right by username", (kind) => {
      kind.declare({ of: thing, token: principal });
      expect(only(`atlan_${kind.asset}_${kind.right}`)).toEqual({
        [`${kind.asset}_id`]: GUID,
        usernames: `\${tolist(${type}.granted.active_usernames)}`,
      });
    });

    it.each(kinds)("take a single $asset for the $right, not one with forEach", (kind) => {
      const { asset, declare } = kind;
      const forEach = TerraformIterator.fromList([GUID]);
      const lookup = asset === "connection" ? DataAtlanConnection : DataAtlanCollection;
      const many = new lookup(stack, "many", { id: forEach.value, forEach });
      declare({ of: many, token: principal });
      expect(synth).toThrow(`${asset} takes "stack/many", which has count or forEach, expected a`);
    });

    it.each(kinds)("take a $asset for the $right, not what else has an id", (kind) => {
      kind.declare({
        of: new DataAtlanUser(stack, "thing", { username: "amira" }),
        token: principal,
      });
      expect(synth).toThrow(
        `${kind.asset} takes "stack/thing", which is of type atlan_user, expected a ${kind.asset}, such as a Data`,
      );
    });

    it.each(kinds)("want the $asset's GUID, for the $right", ({ asset, right, declare }) => {
      declare({ of: { id: "default/snowflake/1" }, principals: ["amira"] });
      expect(synth).toThrow(
        `[stack/grant] Cannot declare ${asset} ${right}: ${asset} (${asset}_id) must be the GUID of a ${asset}`,
      );
    });

    it.each(kinds)("say that the $asset is missing, for the $right", ({ asset, declare }) => {
      declare({ ...JSON.parse("{}"), token: principal });
      expect(synth).toThrow(
        `${asset} (${asset}_id) is missing, expected a ${asset}, such as a Data`,
      );
    });

    const usernamesOf = (props: Omit<Given, "of">) => {
      new AtlanCollectionViewer(stack, "grant", { collection: thing, ...props });
      return only("atlan_collection_viewer").usernames;
    };

    it("take people as they are", () => {
      expect(usernamesOf({ principals: ["amira", "noor"] })).toEqual(["amira", "noor"]);
    });

    it("merge principals and people", () => {
      const other = construct.fromName(stack, "other", "other");
      expect(usernamesOf({ principals: [principal, "amira", other, "noor"] })).toBe(
        `\${toset(concat(tolist(${type}.granted.active_usernames), tolist(data.${type}.other.active_usernames), ["amira", "noor"]))}`,
      );
    });

    it.each([
      ["count", { count: 2 }, "repeated"],
      ["forEach", { forEach: TerraformIterator.fromList(["a", "b"]) }, "values(repeated)"],
    ])("take every instance of one with %s", (_name, repetition, instances) => {
      const repeated = declarePrincipal(stack, "repeated", repetition);
      const address = instances.replace("repeated", `${type}.repeated`);
      expect(usernamesOf({ principals: [repeated, "amira"] })).toBe(
        `\${toset(concat(tolist(flatten(${address}[*].active_usernames)), ["amira"]))}`,
      );
    });

    it("take every instance of a looked-up one with count, also by an escape hatch", () => {
      const found = new lookup(stack, "found", { id: "x" });
      found.addOverride("count", 2);
      expect(usernamesOf({ token: found })).toBe(
        `\${tolist(flatten(data.${type}.found[*].active_usernames))}`,
      );
    });

    it("take a list that Terraform fills in", () => {
      const people = new TerraformVariable(stack, "people", { type: "list(string)" });
      expect(usernamesOf({ principals: people.listValue })).toBe(`\${var.people}`);
    });

    it("keep Atlan's connection apart from Terraform's", () => {
      const grant = new AtlanConnectionAdmin(stack, "grant", {
        connection: thing,
        token: principal,
      });
      expect(grant.connection).toBeUndefined();
    });

    it.each([
      [{}, "principals (usernames) is missing, expected exactly one of token and principals"],
      [{ principals: [] }, "principals (usernames) must have at least one element"],
      [{ principals: [""] }, "principals (usernames) must have no blank element"],
      [{ principals: [" amira", "noor"] }, 'begins or ends with a blank, got " amira"'],
      [{ principals: "amira" }, "principals (usernames) must be an array of strings, got string"],
      [
        { principals: ["amira", null] },
        "principals[1] (usernames) must be a username, or a principal such as an AtlanApiToken or an AtlanOauthClient, got null",
      ],
    ])("refuse %j", (props, message) => {
      expect(() => usernamesOf(JSON.parse(JSON.stringify(props)))).toThrow(message);
    });

    it("refuse what is neither a principal nor a username, by its index", () => {
      const principals = [principal, undefined, 5, {}, "amira"] as string[];
      new AtlanCollectionViewer(stack, "grant", { collection: thing, principals });
      const fault = (index: number, type: string) =>
        `[stack/grant] Cannot declare collection viewer: principals[${index}] (usernames) must be a username, or a principal such as an AtlanApiToken or an AtlanOauthClient, got ${type}`;
      expect(synth).toThrow(
        [fault(1, "undefined"), fault(2, "number"), fault(3, "object")].join("\n  "),
      );
    });

    it("take the value of an iterator, which may be an object or a name", () => {
      const it = TerraformIterator.fromList(["a"]);
      new AtlanConnectionAdmin(stack, "grant", {
        forEach: it,
        connection: it.value,
        principals: [it.value, "amira"],
      });
      expect(only("atlan_connection_admin")).toEqual({
        for_each: `\${toset(["a"])}`,
        connection_id: `\${try(each.value.id, each.value)}`,
        usernames: `\${toset(concat(tolist(try(each.value.active_usernames, [each.value])), ["amira"]))}`,
      });
    });

    it("refuse token and principals together", () => {
      expect(() => usernamesOf({ token: principal, principals: ["amira"] })).toThrow(
        "[stack/grant] Cannot declare collection viewer: token and principals are set, expected exactly one",
      );
    });

    it("read no attribute before logical ids are final", () => {
      new AtlanCollectionViewer(stack, "one", { collection: thing, token: principal });
      new AtlanCollectionViewer(stack, "two", {
        collection: thing,
        principals: [principal, "amira"],
      });
      principal.overrideLogicalId("renamed");
      expect(JSON.stringify(synth().resource)).not.toContain(`${type}.granted`);
    });
  },
);

describe.each(principals)("the own methods of one $noun", ({ type, declare }) => {
  let principal: Principal;
  beforeEach(() => {
    principal = declare(stack, "granted");
  });

  it.each([
    ["grantConnectionAdmin", AtlanConnectionAdmin, DataAtlanConnection],
    ["grantCollectionEditor", AtlanCollectionEditor, DataAtlanCollection],
    ["grantCollectionViewer", AtlanCollectionViewer, DataAtlanCollection],
  ] as const)("%s gives back the construct it made, under an id that stays", (...row) => {
    const [method, Grant, Lookup] = row;
    const made = principal[method](Lookup.fromId(stack, "thing", GUID));
    expect(made).toBeInstanceOf(Grant);
    expect(made.node.path).toBe(`stack/granted/${method}-thing`);
    expect(synth).not.toThrow();
  });

  it("make one grant of one thing, however often", () => {
    expect(principal.grantCollectionViewer(thing, { id: "a" })).toBe(
      principal.grantCollectionViewer(thing, { id: "b" }),
    );
  });

  it("tell an editor from a viewer of one collection", () => {
    const finance = DataAtlanCollection.fromId(stack, "thing", GUID);
    expect(principal.grantCollectionEditor(finance)).not.toBe(
      principal.grantCollectionViewer(finance),
    );
  });

  it("want an id for a second thing of one name", () => {
    const inner = new TerraformStack(stack, "inner");
    const [one, two] = [stack, inner].map((it) => DataAtlanConnection.fromId(it, "same", GUID));
    if (one === undefined || two === undefined) throw new Error("unreachable");
    principal.grantConnectionAdmin(one);
    expect(() => principal.grantConnectionAdmin(two)).toThrow(
      'has a child "grantConnectionAdmin-same" for another object of that name',
    );
  });

  it("use the principal's provider, unless told otherwise", () => {
    const provider = new AtlanProvider(stack, "staging", { alias: "staging" });
    const other = new AtlanProvider(stack, "other", { alias: "other" });
    const staged = declare(stack, "staged", { provider });
    staged.grantCollectionViewer(thing, { id: "viewer" });
    staged.grantCollectionEditor(thing, { id: "editor", provider: other });
    expect(only("atlan_collection_viewer").provider).toBe("atlan.staging");
    expect(only("atlan_collection_editor").provider).toBe("atlan.other");
  });

  it("follow a principal whose provider and count are set late, as by an aspect after a first pass of synth", () => {
    principal.grantCollectionViewer(thing, { id: "viewer" });
    expect(only("atlan_collection_viewer")).not.toHaveProperty("provider");
    principal.provider = new AtlanProvider(stack, "staging", { alias: "staging" });
    principal.count = 2;
    expect(only("atlan_collection_viewer")).toMatchObject({
      provider: "atlan.staging",
      usernames: `\${tolist(flatten(${type}.granted[*].active_usernames))}`,
    });
  });

  it("pass options on", () => {
    principal.grantCollectionViewer(thing, {
      id: "viewer",
      timeouts: { create: "1m" },
      lifecycle: { preventDestroy: true },
    });
    expect(only("atlan_collection_viewer")).toMatchObject({
      timeouts: { create: "1m" },
      lifecycle: { prevent_destroy: true },
    });
  });
});

describe("a token's own method for personas", () => {
  it("binds a persona by its qualified name", () => {
    const { node } = token.bindPersona("default/a");
    expect(node.path).toBe("stack/loader/bindPersona-default--a");
    expect(only("atlan_token_persona_binding").persona_qualified_name).toBe("default/a");
  });

  it("makes one binding of one persona, however often", () => {
    expect(token.bindPersona("default/a")).toBe(token.bindPersona("default/a"));
  });

  it("binds every instance of a token with count", () => {
    const repeated = new AtlanApiToken(stack, "repeated", { displayName: "x", count: 2 });
    repeated.bindPersona("default/a");
    expect(only("atlan_token_persona_binding").token_ids).toBe(
      `\${tolist(flatten(atlan_api_token.repeated[*].active_ids))}`,
    );
  });

  it("wants an id for what has none", () => {
    const name = new TerraformVariable(stack, "persona", {}).stringValue;
    expect(() => token.bindPersona(name)).toThrow(
      'Cannot grant to "stack/loader": what is granted is not a construct, so that bindPersona has no name for the grant, expected { id: … } as an option',
    );
    expect(token.bindPersona(name, { id: "bound" }).node.id).toBe("bound");
  });

  it("works for a token that something else manages", () => {
    const found = AtlanApiToken.fromClientId(stack, "found", "apikey-1");
    found.bindPersona("default/a");
    expect(only("atlan_token_persona_binding").token_ids).toBe(
      `\${tolist(data.atlan_api_token.found.active_ids)}`,
    );
  });
});
