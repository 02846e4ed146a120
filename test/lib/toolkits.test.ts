// The entry of one toolkit used with the other, or without either: a sentence says which entry is meant.
import { describe, expect, it } from "@jest/globals";
import type { Construct } from "constructs";
import {
  AtlanApiToken,
  AtlanProvider,
  AtlanTokenDelivery,
  AtlanTokenPersonaBinding,
  DataAtlanPersona,
} from "../../lib";
import { ownToolkit } from "../../lib/private/own-toolkit";
import { requireToolkit, toolkitOf } from "../../lib/private/toolkits";

const ENTRIES = { cdktf: "cdktf-provider-atlan", cdktn: "cdktf-provider-atlan/cdktn" };

type ToolkitModule = typeof import("cdktf");

/** By path: where this file runs on cdktn, the name `cdktf` leads there too. */
const other: { readonly name: keyof typeof ENTRIES; readonly module: ToolkitModule } =
  ownToolkit.name === "cdktf"
    ? { name: "cdktn", module: require("../../node_modules/cdktn") }
    : { name: "cdktf", module: require("../../node_modules/cdktf") };

const token = (scope: Construct) => new AtlanApiToken(scope, "it", { displayName: "x" });

describe("a stack of the other toolkit", () => {
  const { name, module } = other;
  class Stack extends module.TerraformStack {}
  // As a library has it that jsii compiled.
  Reflect.set(Stack, Symbol.for("jsii.rtti"), { fqn: "library.Stack", version: "1.0.0" });

  it.each<[string, (scope: Construct) => unknown]>([
    ["configure provider", (scope) => new AtlanProvider(scope, "it")],
    ["declare API token", token],
    [
      "declare persona binding",
      (scope) =>
        new AtlanTokenPersonaBinding(scope, "it", { tokens: ["x"], persona: "x" } as never),
    ],
    ["look up persona", (scope) => DataAtlanPersona.fromName(scope, "it", "x")],
    [
      "deliver token",
      (scope) => new AtlanTokenDelivery(scope, "it", { token: {} as AtlanApiToken, command: "x" }),
    ],
  ])("cannot %s: the entry that is meant is named", (purpose, make) => {
    expect(() => make(new Stack(new module.App(), "stack"))).toThrow(
      `Cannot ${purpose}: "stack" is a stack of ${name}, but "${ownToolkit.entry}" is for ${ownToolkit.name}, expected an import from "${ENTRIES[name]}"`,
    );
  });

  it("is found by its class, of whatever depth", () => {
    expect(toolkitOf(Stack)?.name).toBe(name);
    expect(toolkitOf(class extends Stack {})?.name).toBe(name);
    expect(toolkitOf(class {})).toBeUndefined();
    expect(ownToolkit).toMatchObject({ entry: ENTRIES[ownToolkit.name] });
  });
});

describe("without a package", () => {
  const without = (missing: string) => (id: string) => {
    if (id !== missing) return id;
    throw Object.assign(new Error(`Cannot find module '${id}'`), { code: "MODULE_NOT_FOUND" });
  };

  it.each([
    ["cdktf", "cdktf", "cdktf@0.21 constructs"],
    ["cdktf", "constructs", "cdktf@0.21 constructs"],
    ["cdktn", "cdktn", "cdktn@0.24 constructs@~10.7"],
    ["cdktn", "constructs", "cdktn@0.24 constructs@~10.7"],
  ] as const)(
    "the entry for %s says that %s is missing, and names the other",
    (name, missing, install) => {
      const other = name === "cdktf" ? "cdktn" : "cdktf";
      expect(() => requireToolkit(name, without(missing))).toThrow(
        `Cannot load "${ENTRIES[name]}": the package ${missing} is not installed, expected it in your project; run npm install ${install}, or import from "${ENTRIES[other]}" where your stacks use ${other}`,
      );
      expect(() => requireToolkit(name, (id) => id)).not.toThrow();
    },
  );

  it("another fault of its loading stays what it is", () => {
    const fault = new Error("cannot read package.json");
    const resolve = () => {
      throw fault;
    };
    expect(() => requireToolkit("cdktf", resolve)).toThrow(fault);
  });
});
