// States that come from elsewhere: imported, moved, of an older version, or looked up.
import { describe, expect, it } from "@jest/globals";
import { DiagnosticError } from "../../../src/framework/diagnostic.js";
import { anvil, configuredWidgets, serveWidgets, type WidgetHooks } from "./widget.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (raw: Uint8Array | null) => raw && new TextDecoder().decode(raw);

describe("ImportResourceState", () => {
  it("gives the full state, without timeouts", async () => {
    const { server, warehouse } = await configuredWidgets();
    warehouse.widgets.set("w1", anvil);
    const response = await server.importResourceState({ typeName: "test_widget", id: "w1" });
    expect(response.diagnostics).toEqual([]);
    expect(response.importedResources).toHaveLength(1);
    expect(response.importedResources[0]).toMatchObject({
      typeName: "test_widget",
      state: { ...anvil, timeouts: null },
    });
  });

  it("of nothing is the hook's error", async () => {
    const { server } = await configuredWidgets();
    const response = await server.importResourceState({ typeName: "test_widget", id: "w9" });
    expect(response.importedResources).toEqual([]);
    expect(response.diagnostics[0]?.detail).toBe("No w9.");
  });

  it("of a state that does not fit gives none", async () => {
    const importState = async () => ({ ...anvil, id: null as never });
    const { server } = await configuredWidgets({ importState });
    const response = await server.importResourceState({ typeName: "test_widget", id: "w1" });
    expect(response.importedResources).toEqual([]);
    expect(response.diagnostics[0]?.attribute).toEqual(["id"]);
  });
});

describe("UpgradeResourceState", () => {
  const upgrade = (version: number, rawState: string, hooks: Partial<WidgetHooks> = {}) =>
    serveWidgets(hooks).server.upgradeResourceState({
      typeName: "test_widget",
      version,
      rawState: bytes(rawState),
    });

  it("of the same version goes back byte for byte", async () => {
    const raw = '{ "name": "anvil", "size": 9007199254740993 }';
    const response = await upgrade(2, raw);
    expect(text(response.upgradedStateJson)).toBe(raw);
    expect(response.diagnostics).toEqual([]);
  });

  it("walks the steps in order", async () => {
    const upgradeState = {
      0: ({ label, ...rest }: Record<string, unknown>) => ({ ...rest, title: label }),
      1: ({ title, ...rest }: Record<string, unknown>) => ({ ...rest, name: title }),
    };
    const response = await upgrade(0, '{"label":"anvil"}', { upgradeState });
    expect(text(response.upgradedStateJson)).toBe('{"name":"anvil"}');
  });

  it.each<[string, number, string, RegExp]>([
    ["a version without a step", 0, "{}", /no step from 0 to 1\. Apply once with an older version/],
    ["a newer version", 3, "{}", /schema version 3.*up to 2\. Install the version/],
    ["something that is not JSON", 1, "{", /it is not JSON/],
    ["a JSON that is no object", 1, "[]", /not a JSON object/],
    ["nothing", 1, "", /has no JSON/],
    [
      "a result that does not fit",
      1,
      '{"title":"anvil","color":"red"}',
      /color: not attributes of schema version 2/,
    ],
  ])("refuses %s", async (_name, version, raw, message) => {
    const response = await upgrade(version, raw);
    expect(response.upgradedStateJson).toBeNull();
    expect(response.diagnostics).toHaveLength(1);
    expect(response.diagnostics[0]?.detail).toMatch(message);
  });
});

describe("MoveResourceState", () => {
  const request = {
    sourceProviderAddress: "terraform.io/builtin/terraform",
    sourceTypeName: "terraform_data",
    sourceSchemaVersion: 0,
    sourceState: bytes('{"id":"w1"}'),
    targetTypeName: "test_widget",
  };

  it("gives what the target type makes of the source", async () => {
    const moveState: WidgetHooks["moveState"] = ({ typeName, rawState }) =>
      typeName === "terraform_data" ? { ...anvil, id: String(rawState.id) } : undefined;
    const response = await serveWidgets({ moveState }).server.moveResourceState(request);
    expect(response.diagnostics).toEqual([]);
    expect(response.targetState).toEqual({ ...anvil, timeouts: null });
  });

  it("refuses a source that the type does not understand", async () => {
    const response = await serveWidgets().server.moveResourceState(request);
    expect(response.targetState).toBeNull();
    expect(response.diagnostics[0]?.severity).toBe("error");
    expect(response.diagnostics[0]?.detail).toMatch(
      /does not understand the state of terraform_data/,
    );
  });

  it("keeps nothing of a result that does not fit the schema", async () => {
    const moveState: WidgetHooks["moveState"] = () => ({ ...anvil, id: null as never });
    const response = await serveWidgets({ moveState }).server.moveResourceState(request);
    expect(response.targetState).toBeNull();
    expect(response.diagnostics).toMatchObject([
      { summary: "Bug in terraform-provider-test", attribute: ["id"] },
    ]);
  });
});

describe("ReadDataSource", () => {
  const config = { id: null, name: "anvil", code: null, patience: null, timeouts: null };

  it("gives what was found, defaults filled in", async () => {
    const { server, warehouse } = await configuredWidgets();
    warehouse.widgets.set("w1", anvil);
    const response = await server.readDataSource({ typeName: "test_widget", config });
    expect(response.diagnostics).toEqual([]);
    expect(response.state).toEqual({
      id: "w1",
      name: "anvil",
      code: null,
      patience: 0,
      timeouts: null,
    });
  });

  const found = { id: "w1", name: "anvil", code: null, patience: 7 };

  it.each<[string, number | null, number, readonly unknown[]]>([
    ["as it is configured", 7, 7, []],
    ["as the schema has it, if it is not configured", null, 0, []],
    ["otherwise than configured", 7, 8, [{ attribute: ["patience"] }]],
    ["otherwise than the schema has it", null, 7, [{ attribute: ["patience"] }]],
  ])(
    "checks what only the configuration decides: given back %s",
    async (_name, asked, given, said) => {
      const { server } = serveWidgets(
        {},
        { lookup: { read: async () => ({ ...found, patience: given }) } },
      );
      await server.configureProvider({ terraformVersion: "1.11.4", config: { region: null } });
      const lookup = { typeName: "test_widget", config: { ...config, patience: asked } };
      const { diagnostics } = await server.readDataSource(lookup);
      expect(diagnostics).toMatchObject(said);
      expect(diagnostics).toHaveLength(said.length);
    },
  );

  it("may give another spelling of what the tenant decides as well", async () => {
    const { server } = serveWidgets(
      {},
      { lookup: { read: async () => ({ ...found, patience: 0, name: "Anvil" }) } },
    );
    await server.configureProvider({ terraformVersion: "1.11.4", config: { region: null } });
    const response = await server.readDataSource({ typeName: "test_widget", config });
    expect(response.diagnostics).toEqual([]);
    expect(response.state).toMatchObject({ name: "Anvil" });
  });

  it("fails with the hook's words", async () => {
    const { server } = await configuredWidgets();
    const response = await server.readDataSource({ typeName: "test_widget", config });
    expect(response.state).toBeNull();
    expect(response.diagnostics.map(({ summary }) => summary)).toEqual(["No widget"]);
  });
});

describe("ConfigureProvider", () => {
  it("that fails leaves the provider unconfigured, and says why", async () => {
    const refusal = { severity: "error", summary: "No region", detail: "Set one." } as const;
    const { server } = serveWidgets(
      {},
      {
        configure: async ({ region }) => {
          if (region === null) throw new DiagnosticError(refusal);
          return { widgets: new Map(), heldBackMs: 0 };
        },
      },
    );
    const configure = (region: string | null) =>
      server.configureProvider({ terraformVersion: "1.11.4", config: { region } });
    expect((await configure("north")).diagnostics).toEqual([]);
    expect((await configure(null)).diagnostics).toEqual([refusal]);
    const read = await server.importResourceState({ typeName: "test_widget", id: "w1" });
    expect(read.diagnostics[0]?.summary).toBe("Provider is not configured");
  });
});
