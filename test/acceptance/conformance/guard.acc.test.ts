// No type is forgotten: what the built plugin serves is in the suite, in the docs, in an example, and in what stacks import.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startTenant } from "../../../src/tenant/index.js";
import { Workspace } from "../../../src/testing/index.js";
import { controlOf } from "../../tenant-control.js";
import { engine } from "../harness/engines.js";
import { succeeded } from "../harness/succeeded.js";
import { dataSubjects } from "./data-subjects.js";
import { subjects } from "./subjects/index.js";
import { seedWith, worldOf } from "./world.js";

const ROOT = path.resolve(import.meta.dirname, "../../..");

interface ServedType {
  readonly block: {
    readonly attributes: Readonly<
      Record<string, { readonly required?: boolean; readonly optional?: boolean }>
    >;
  };
}

interface Served {
  readonly resource_schemas: Readonly<Record<string, ServedType>>;
  readonly data_source_schemas: Readonly<Record<string, ServedType>>;
  /** Left out by engines that do not know them. */
  readonly ephemeral_resource_schemas?: Readonly<Record<string, ServedType>>;
}

let served: Served;
let workspace: Workspace;

beforeAll(async () => {
  workspace = await Workspace.open({ engine: engine.binary, configuration: "", reject: false });
  const { stdout } = await succeeded(workspace.run("providers", "schema", "-json"));
  const [provider] = Object.values(JSON.parse(stdout).provider_schemas) as readonly Served[];
  if (provider === undefined) throw new Error(`Cannot find the provider in: ${stdout}`);
  served = provider;
});
afterAll(() => workspace.close());

const resourceTypes = () => Object.keys(served.resource_schemas);
const dataSourceTypes = () => Object.keys(served.data_source_schemas);
const ephemeralTypes = () => Object.keys(served.ephemeral_resource_schemas ?? {});

/** `atlan_connection_admin` is `AtlanConnectionAdmin`. */
const constructOf = (type: string): string =>
  type.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

const pageOf = (type: string): string => type.replace(/^atlan_/, "");

const without = (names: readonly string[], has: (name: string) => boolean): readonly string[] =>
  names.filter((name) => !has(name));

describe("every resource type", () => {
  it("is in the conformance suite, in order, and nothing else is", () => {
    expect(subjects.map(({ type }) => type)).toEqual([...resourceTypes()].sort());
  });

  it("has each attribute that can be set changed there, and drift, or a reason why there is none", async () => {
    const tokens = subjects.flatMap((subject) => subject.tokens ?? []);
    await using tenant = await startTenant({ seed: seedWith(tokens) });
    const world = worldOf(await controlOf(tenant).state());
    const settable = Object.entries(served.resource_schemas).map(([type, { block }]) => {
      const names = Object.entries(block.attributes)
        .filter(([, { required, optional }]) => required === true || optional === true)
        .map(([name]) => name);
      return [type, names.sort()];
    });
    const tried = (attributesOf: (subject: (typeof subjects)[number]) => readonly string[]) =>
      Object.fromEntries(subjects.map((one) => [one.type, [...attributesOf(one)].sort()]));
    expect(
      tried(({ changed, refused = {} }) => Object.keys({ ...changed(world), ...refused })),
    ).toEqual(Object.fromEntries(settable));
    expect(
      tried(({ drifts, fixed }) => [
        ...drifts.map(({ attribute }) => attribute),
        ...Object.keys(fixed),
      ]),
    ).toEqual(Object.fromEntries(settable));
  });

  it("has a page in the docs", () => {
    const hasPage = (type: string) => existsSync(`${ROOT}/docs/resources/${pageOf(type)}.md`);
    expect(without(resourceTypes(), hasPage)).toEqual([]);
  });

  it("is used by an example", () => {
    const sources = exampleSources();
    const used = new Map(
      subjects.map(({ type, grantingMethod, declaredBy = constructOf(type) }) => [
        type,
        [`new ${declaredBy}(`, ...(grantingMethod ? [`.${grantingMethod}(`] : [])],
      ]),
    );
    const isUsed = (type: string) =>
      (used.get(type) ?? []).some((call) => sources.some((source) => source.includes(call)));
    expect(without(resourceTypes(), isUsed)).toEqual([]);
  });

  it("has a construct that stacks can import", () => {
    expect(without(resourceTypes().map(constructOf), isExported)).toEqual([]);
  });
});

describe("every data source", () => {
  it("is in the conformance suite, in order, and nothing else is", () => {
    expect(dataSubjects.map(({ type }) => type)).toEqual([...dataSourceTypes()].sort());
  });

  it("has a page in the docs", () => {
    const hasPage = (type: string) => existsSync(`${ROOT}/docs/data-sources/${pageOf(type)}.md`);
    expect(without(dataSourceTypes(), hasPage)).toEqual([]);
  });

  it("has a construct that stacks can import", () => {
    const names = dataSourceTypes().map((type) => `Data${constructOf(type)}`);
    expect(without(names, isExported)).toEqual([]);
  });
});

describe("every ephemeral resource", () => {
  it("has a page in the docs", () => {
    expect(ephemeralTypes()).not.toEqual([]);
    const hasPage = (type: string) =>
      existsSync(`${ROOT}/docs/ephemeral-resources/${pageOf(type)}.md`);
    expect(without(ephemeralTypes(), hasPage)).toEqual([]);
  });

  it("has a construct that stacks of cdktn can import, and none for cdktf", () => {
    const names = ephemeralTypes().map((type) => `Ephemeral${constructOf(type)}`);
    expect(without(names, (name) => isExported(name, "cdktn/cdktn.js"))).toEqual([]);
    expect(names.filter((name) => isExported(name))).toEqual([]);
  });
});

/** By the built package, as users have it. */
function isExported(name: string, entry = "lib/index.js"): boolean {
  const library: Readonly<Record<string, unknown>> = createRequire(import.meta.url)(
    path.join(ROOT, "dist", entry),
  );
  return typeof library[name] === "function";
}

function exampleSources(): readonly string[] {
  const folder = path.join(ROOT, "examples");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith(".ts"))
    .map((file) => readFileSync(path.join(file.parentPath, file.name), "utf8"));
}
