// What the constructs of an API token and of an OAuth client have in common: imports, lookups, names, personas, and their secrets.
import { beforeEach, describe, expect, it } from "@jest/globals";
import {
  type App,
  TerraformIterator,
  TerraformOutput,
  TerraformStack,
  Testing,
  Token,
} from "cdktf";
import { AtlanProvider, DataAtlanPersona } from "../../lib";
import { principals } from "./principals";

describe.each(principals)(
  "one $noun",
  ({ noun, type, construct, lookup, secret, declare, secretOf }) => {
    let app: App;
    let stack: TerraformStack;

    beforeEach(() => {
      app = Testing.app();
      stack = new TerraformStack(app, "stack");
      new AtlanProvider(stack, "atlan");
    });

    const synth = (of = stack) => JSON.parse(Testing.synth(of, true));
    const written = () => Object.values<Record<string, unknown>>(synth().resource[type])[0] ?? {};

    it("reads no attribute in its constructor, so that the logical id can still be overridden", () => {
      const persona = declare(stack, "other");
      const token = declare(stack, "loader", {
        personas: [
          {
            get qualifiedName() {
              return persona.id;
            },
          },
        ],
      });
      token.outputSecret("loader_token");
      token.overrideLogicalId("renamed");
      persona.overrideLogicalId("moved");
      const { resource, output } = synth();
      expect(resource[type].renamed.persona_qualified_names).toEqual([`\${${type}.moved.id}`]);
      expect(output.loader_token.value).toBe(`\${${type}.renamed.${secret}}`);
    });

    it("imports by any id the provider takes", () => {
      const token = declare(stack, "loader");
      token.importFrom("name:x");
      expect(synth().import).toEqual([{ id: "name:x", to: `${type}.loader` }]);
    });

    describe("generateConfigForImport", () => {
      it.each([
        ["the default provider", undefined, {}],
        ["another provider", "second", { provider: "atlan.second" }],
      ])("imports nothing, and prints lines that do, for %s", (_name, alias, expected) => {
        const provider =
          alias === undefined ? undefined : new AtlanProvider(stack, alias, { alias });
        const { node } = construct.generateConfigForImport(stack, "loader", "x-1", provider);
        expect(JSON.stringify(stack.toTerraform())).not.toMatch(/"import|importsGenerating/);
        const [warning] = node.metadata.filter(({ type }) => type === "@cdktf/warn");
        const code =
          /^generateConfigForImport is deprecated .* npx cdktf-provider-atlan export .* write instead: (.*)$/.exec(
            warning?.data,
          )?.[1];
        stack.node.tryRemoveChild("loader");
        new Function(construct.name, "provider", `${code}`).call(stack, construct, provider);
        expect(synth().import).toEqual([{ id: "x-1", to: `${type}.loader`, ...expected }]);
      });
    });

    describe("lookups of what exists already", () => {
      it.each([
        ["fromId", { id: "x" }],
        ["fromClientId", { client_id: "x" }],
        ["fromName", { display_name: "x" }],
      ] as const)("%s", (method, expected) => {
        const found = construct[method](stack, "found", "x");
        declare(stack, "copy", { displayName: found.username });
        expect(synth().data[type].found).toEqual(expected);
        expect(written().display_name).toBe(`\${data.${type}.found.username}`);
      });
    });

    describe("validation", () => {
      it.each([
        ["blanks at its end", "trail  ", '"trail  "'],
        ["a tab in front", "\tlead", '"\\tlead"'],
        ["a line break at its end, as a heredoc leaves it", "loader\n", '"loader\\n"'],
        ["a no-break space at its end", "loader\u00a0", '"loader\u00a0"'],
        ["a control character, printed as text", "x\u009b31m ", '"x\\u009b31m "'],
      ])("refuses a display name with %s", (_name, displayName, quoted) => {
        declare(stack, "loader", { displayName });
        expect(synth).toThrow(
          `[stack/loader] Cannot declare ${noun}: displayName (display_name) must not begin or end with a blank, got ${quoted}`,
        );
      });

      it.each([
        ["an empty one", ""],
        ["white space", " \t\n"],
        ["what nobody sees", "\u200b\u2060"],
      ])("refuses %s as a display name, with one message", (_name, displayName) => {
        const token = declare(stack, "loader", { displayName });
        expect(token.node.validate()).toEqual([
          expect.stringContaining("displayName (display_name) must not be blank"),
        ]);
      });

      it.each(["two\nlines", "a  b", "loader 🚚"])("accepts the display name %j", (displayName) => {
        declare(stack, "loader", { displayName });
        expect(written().display_name).toBe(displayName);
      });

      it("refuses personas by index: what is none, and what is no qualified name", () => {
        const personas = ["default/a", {}, undefined] as string[];
        declare(stack, "untyped", { personas });
        declare(stack, "named", { personas: ["default/a", "Data Assets"] });
        expect(synth).toThrow(
          /personas\[1\] \(persona_qualified_names\) must be a persona, such as a DataAtlanPersona, or its qualified name, got object[\s\S]*personas\[2\] \(persona_qualified_names\) must be .*, got undefined[\s\S]*got "Data Assets"; a persona's name is looked up/,
        );
      });

      it("takes personas that an iterator gives, as objects or qualified names", () => {
        const it = TerraformIterator.fromList(["default/a"]);
        const props = { forEach: it, personas: [it.value, "default/b"] };
        declare(stack, "loader", props);
        expect(written()).toMatchObject({
          persona_qualified_names: [`\${try(each.value.qualified_name, each.value)}`, "default/b"],
        });
      });

      it("takes single personas, not one with forEach", () => {
        const forEach = TerraformIterator.fromList(["Analysts"]);
        const many = DataAtlanPersona.fromName(stack, "many", forEach.value, { forEach });
        declare(stack, "loader", { personas: ["default/a", many] });
        expect(synth).toThrow('personas takes "stack/many", which has count or forEach');
      });

      it("refuses a persona with a blank at its ends, and quotes it", () => {
        declare(stack, "loader", { personas: ["default/a", "default/b "] });
        expect(synth).toThrow(
          'personas (persona_qualified_names) must have no element that begins or ends with a blank, got "default/b "',
        );
      });

      it("refuses a blank persona", () => {
        declare(stack, "loader", { personas: ["default/a", ""] });
        expect(synth).toThrow("personas (persona_qualified_names) must have no blank element");
      });

      it.each([
        [{}, "none is set"],
        [{ id: "a", displayName: "b" }, "id and displayName are set"],
      ])("wants exactly one way to look a token up, not %j", (props, state) => {
        new lookup(stack, "found", props);
        expect(synth).toThrow(
          `[stack/found] Cannot look up ${noun}: ${state}, expected exactly one of id, clientId, displayName`,
        );
      });
    });

    describe("the secret", () => {
      it("becomes a sensitive output of exactly the given name, guarded by a precondition", () => {
        declare(stack, "loader").outputSecret("loader_token");
        expect(synth().output.loader_token).toEqual({
          sensitive: true,
          value: `\${${type}.loader.${secret}}`,
          precondition: {
            condition: `\${${type}.loader.${secret} != null}`,
            error_message: expect.stringContaining("-replace"),
          },
        });
      });

      it("becomes one output, however often it is asked for by one name", () => {
        const token = declare(stack, "loader");
        const output = token.outputSecret("loader_token");
        expect(token.outputSecret("loader_token")).toBe(output);
        expect(token.outputSecret("another")).not.toBe(output);
        expect(Object.keys(synth().output)).toEqual(["another", "loader_token"]);
      });

      it("is refused under a name that another output of the stack has", () => {
        new TerraformOutput(stack, "loader_token", { value: 1, staticId: true });
        declare(stack, "loader").outputSecret("loader_token");
        expect(synth).toThrow(
          '[stack] Cannot output secret "loader_token": the stack has an output of this name at "stack/loader_token", and this one at "stack/loader/loader_token", expected another name',
        );
      });

      it.each(["9lives", "a b", "a/b", "ä"])("is refused under the name %j", (name) => {
        declare(stack, "loader").outputSecret(name);
        expect(synth).toThrow("is not a Terraform identifier");
      });

      it.each([
        ["count", { count: 2 }, `\${${type}.loader[*].${secret}}`],
        [
          "forEach",
          { forEach: TerraformIterator.fromList(["a", "b"]) },
          `\${{ for key, each_instance in ${type}.loader : key => each_instance.${secret} }}`,
        ],
      ])("becomes an output of each secret, for one with %s", (_name, repeated, value) => {
        const token = declare(stack, "loader", { ...repeated });
        token.outputSecret("secrets");
        expect(synth().output.secrets).toMatchObject({
          sensitive: true,
          value,
          precondition: {
            condition: `\${alltrue([for each_instance in ${type}.loader : each_instance.${secret} != null])}`,
          },
        });
      });

      it("stays sensitive in another stack", () => {
        const token = declare(stack, "loader");
        const other = new TerraformStack(app, "other");
        new TerraformOutput(other, "copy", { value: secretOf(token), sensitive: true });
        new TerraformOutput(other, "url", {
          value: `https://x/${secretOf(token)}`,
          sensitive: true,
        });
        for (const each of [stack, other]) each.prepareStack();
        const { output } = synth(other);
        expect(output.copy.value).toMatch(
          new RegExp(String.raw`^\$\{sensitive\(data\.terraform_remote_state\..*${secret}\)\}$`),
        );
        expect(output.url.value).toMatch(
          new RegExp(String.raw`^https://x/\$\{sensitive\(data\..*${secret}\)\}$`),
        );
      });

      it("can be used in expressions at home", () => {
        const token = declare(stack, "loader");
        expect(Token.isUnresolved(secretOf(token))).toBe(true);
        new TerraformOutput(stack, "header", {
          value: `Bearer ${secretOf(token)}`,
          sensitive: true,
        });
        expect(synth().output.header.value).toBe(`Bearer \${${type}.loader.${secret}}`);
      });
    });
  },
);
