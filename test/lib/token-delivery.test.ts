// What a delivery synthesises and refuses; its real life is an acceptance test.
import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { Resource } from "@cdktf/provider-null/lib/resource";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { type App, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { AtlanProvider, AtlanTokenDelivery } from "../../lib";
import { MASKING_WRAPPER } from "../../lib/private/masking-wrapper";
import { loadNullProvider, type NullProviderPackage } from "../../lib/private/null-provider";
import { ownToolkit } from "../../lib/private/own-toolkit";
import { type Principal, principals } from "./principals";
import { temporaryFolder } from "./temporary-folder";

describe.each(principals)("of the secret of one $noun", (kind) => {
  const { noun, word, type, secret, variable, alongside, declare, found } = kind;
  const besides = Object.fromEntries(
    Object.entries(alongside).map(([name, attribute]) => [name, `\${${type}.loader.${attribute}}`]),
  );
  let app: App;
  let stack: TerraformStack;
  let token: Principal;

  beforeEach(() => {
    app = Testing.app({ outdir: temporaryFolder() });
    stack = new TerraformStack(app, "stack");
    new AtlanProvider(stack, "atlan");
    token = declare(stack, "loader");
  });

  /** @param props as callers without types may give them */
  const deliver = (props: object = {}, scope = stack) =>
    new AtlanTokenDelivery(scope, "delivery", { token, command: "deliver", ...props });

  const synth = (of = stack) => JSON.parse(Testing.synth(of, true));
  const resourceOf = (of = stack) => {
    const { null_resource: all } = synth(of).resource;
    const [id = ""] = Object.keys(all);
    expect(id).toMatch(/^delivery_[0-9A-F]{8}$/);
    return all[id];
  };
  const commandFor = (command: string): string => {
    deliver({ command });
    return resourceOf().provisioner[0]["local-exec"].command;
  };

  it("runs the command, masked, with the secret in its environment, for each new token", () => {
    deliver();
    expect(resourceOf()).toEqual({
      triggers: { token_id: `\${${type}.loader.id}` },
      lifecycle: {
        precondition: [
          {
            condition: `\${${type}.loader.${secret} != null}`,
            error_message: expect.stringMatching(
              new RegExp(
                `this ${noun} is not known: .* remove this delivery, or replace the ${word}`,
              ),
            ),
          },
        ],
      },
      provisioner: [
        {
          "local-exec": {
            command: "deliver",
            environment: { ...besides, [variable]: `\${${type}.loader.${secret}}` },
            interpreter: ["node", "-e", MASKING_WRAPPER, "--", variable, "masked", "/bin/sh", "-c"],
          },
        },
      ],
    });
  });

  it("withholds the command's output where it is told to", () => {
    deliver({ showOutput: "never" });
    const { interpreter } = resourceOf().provisioner[0]["local-exec"];
    expect(interpreter.slice(-4)).toEqual([variable, "never", "/bin/sh", "-c"]);
  });

  it("has the precondition as a block in HCL, where cdktf would write an argument", () => {
    deliver();
    expect(Testing.synthHcl(stack)).toMatch(
      new RegExp(
        String.raw`lifecycle \{\s+precondition \{\s+condition\s+= "\$\{${type}.loader.${secret} != null\}"`,
      ),
    );
  });

  it("takes another variable, interpreter and folder", () => {
    deliver({
      environmentVariable: "TOKEN",
      interpreter: ["bash", "-ec"],
      workingDirectory: "/tmp",
    });
    const { environment, interpreter, working_dir } = resourceOf().provisioner[0]["local-exec"];
    expect(Object.keys(environment)).toEqual([...Object.keys(besides), "TOKEN"]);
    expect(interpreter.slice(4)).toEqual(["TOKEN", "masked", "bash", "-ec"]);
    expect(working_dir).toBe("/tmp");
  });

  it("waits for what it depends on", () => {
    const finance = { id: "5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01" };
    const grant = token.grantCollectionViewer(finance, { id: "finance" });
    deliver({ dependsOn: [grant] });
    expect(resourceOf().depends_on).toEqual([`atlan_collection_viewer.${grant.friendlyUniqueId}`]);
  });

  it("reads no attribute before logical ids are final", () => {
    deliver();
    token.overrideLogicalId("renamed");
    expect(JSON.stringify(resourceOf())).not.toContain(`${type}.loader`);
  });

  it("lets the resource inside be reached", () => {
    expect(deliver().node.defaultChild?.node.path).toBe("stack/delivery/Resource");
  });

  describe("a command means to the shell what it says:", () => {
    it.each([
      [`echo "\${HOME}" 100%{x}`, `echo "$\${HOME}" 100%%{x}`],
      [`echo $$\${HOME}`, `echo $$$\${HOME}`],
      ["echo $HOME $(date) 100%", "echo $HOME $(date) 100%"],
    ])("%s", (command, expected) => {
      expect(commandFor(command)).toBe(expected);
    });

    it("references stay references", () => {
      const path = new TerraformVariable(stack, "path", {}).stringValue;
      expect(commandFor(`vault \${X} $${path} ${path}$`)).toBe(
        `vault $\${X} \${"$"}\${var.path} \${var.path}$`,
      );
    });
  });

  describe("the null provider", () => {
    const providers = () => {
      const { provider, terraform } = synth();
      return [provider.null, terraform.required_providers.null];
    };
    const REQUIRED = { source: "null", version: "3.2.4" };

    it("is added, once", () => {
      deliver();
      new AtlanTokenDelivery(stack, "another", { token, command: "x" });
      expect(providers()).toEqual([[{}], REQUIRED]);
    });

    it("is the stack's own, declared before", () => {
      new NullProvider(stack, "mine");
      deliver();
      expect(providers()).toEqual([[{}], REQUIRED]);
    });

    it("is the stack's own, declared after", () => {
      deliver();
      new NullProvider(stack, "mine");
      expect(providers()).toEqual([[{}], REQUIRED]);
    });

    it("is added beside one that has an alias", () => {
      deliver();
      new NullProvider(stack, "mine", { alias: "mine" });
      expect(providers()).toEqual([[{}, { alias: "mine" }], REQUIRED]);
    });

    it("has the shape that is taken of it, says the compiler", () => {
      const real: NullProviderPackage = { NullProvider, Resource };
      expect(loadNullProvider()).toEqual(real);
    });

    it("is named when it is not installed", () => {
      // As Node says it: Jest's own `require` finds what it is configured to find wherever it looks.
      const nothingInstalled = (id: string) => {
        const message = `Cannot find module '${id}'`;
        throw Object.assign(new Error(message), { code: "MODULE_NOT_FOUND" });
      };
      const { name, version } = ownToolkit.nullProvider;
      expect(() => loadNullProvider(nothingInstalled as unknown as NodeJS.Require)).toThrow(
        `Cannot deliver token: ${name} is not installed, expected version ${version}; run npm install ${name}@${version}`,
      );
    });
  });

  describe("refused is", () => {
    it.each([
      ["ATLAN_API_KEY", "the Atlan provider reads it"],
      ["ATLAN_USER_BEARER_TOKEN", "the Atlan provider reads it"],
      ["ATLAN_OAUTH_CLIENT_SECRET", "the Atlan provider reads it"],
      ["ATLAN_DELIVERED_CLIENT_ID", "it holds the client ID"],
      ["NODE_OPTIONS", "the program that masks the secret reads it"],
      ["my-token", "expected letters, digits and _, not a digit first"],
      ["", "expected letters, digits and _, not a digit first"],
    ])("the variable %j", (environmentVariable, reason) => {
      deliver({ environmentVariable });
      expect(synth).toThrow(
        `[stack/delivery] Cannot deliver token: environmentVariable is ${JSON.stringify(environmentVariable)}, expected`,
      );
      expect(synth).toThrow(reason);
    });

    it.each([
      { title: "a blank command", props: { command: " " }, message: "command is blank" },
      { title: "no command", props: { command: undefined }, message: "command is blank" },
      {
        title: "no interpreter",
        props: { interpreter: [] },
        message: "interpreter has a blank part",
      },
      {
        title: "another way to show output",
        props: { showOutput: "always" as "never" },
        message: 'showOutput is "always", expected one of "masked", "never"',
      },
      { title: "no token", props: { token: undefined }, message: "token is not an AtlanApiToken" },
    ])("$title", ({ props, message }) => {
      deliver(props);
      expect(synth).toThrow(`[stack/delivery] Cannot deliver token: ${message}`);
    });

    it("one that was looked up", () => {
      deliver({ token: found(stack, "found") });
      expect(() => app.synth()).toThrow("expected one: only those have their secret");
    });

    it("one of another stack, whose secret both states would hold", () => {
      const other = new TerraformStack(app, "other");
      deliver({}, other);
      expect(() => app.synth()).toThrow('"stack/loader" is in another stack');
    });

    it.each([
      ["one with count", (many: Principal) => Object.assign(many, { count: 2 })],
      ["one with count by an escape hatch", (many: Principal) => many.addOverride("count", 2)],
    ])("%s", (_name, repeat) => {
      const many = declare(stack, "many");
      repeat(many);
      deliver({ token: many });
      expect(synth).toThrow(`the ${word} has count or forEach, expected a single ${word}`);
    });
  });
});
