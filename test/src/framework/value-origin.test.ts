// Which rules hold for values of other objects: as a tenant has them, and as a mock makes them up.
import { describe, expect, it } from "@jest/globals";
import type { Rule } from "../../../lib/schema/core/index.js";
import type { ObjectValue, Value } from "../../../src/framework/value.js";
import { isHeldToRule } from "../../../src/framework/value-origin.js";
import { configOf, serveWidgets } from "./widget.js";

const GUID: Rule = { rule: "matches", pattern: /^[0-9a-f-]{36}$/, expected: "a GUID" };
const KEYS: Rule = { rule: "satisfies", expected: "keys", problem: () => "must hold keys" };
const SIZE: Rule = { rule: "whole_number", min: 1, max: 9 };

describe("isHeldToRule", () => {
  it.each<{ what: string; rule: Rule; value: Value; heldTo: readonly string[] }>([
    {
      what: "a set that objects leave empty",
      rule: { rule: "not_empty_literal" },
      value: [],
      heldTo: ["configuration"],
    },
    {
      what: "a list that only people write",
      rule: { rule: "not_empty" },
      value: [],
      heldTo: ["configuration", "tenant"],
    },
    { what: "an id", rule: GUID, value: "6ov2n7ra", heldTo: ["configuration", "tenant"] },
    { what: "a key", rule: KEYS, value: ["6ov2n7ra"], heldTo: ["configuration", "tenant"] },
    { what: "zero", rule: SIZE, value: 0, heldTo: ["configuration", "tenant"] },
    { what: "another number", rule: SIZE, value: 10, heldTo: ["configuration", "tenant", "mock"] },
    {
      what: "a blank",
      rule: { rule: "not_blank" },
      value: " ",
      heldTo: ["configuration", "tenant", "mock"],
    },
  ])("$what: $heldTo", ({ rule, value, heldTo }) => {
    const origins = ["configuration", "tenant", "mock"] as const;
    expect(origins.filter((origin) => isHeldToRule(rule, value, origin))).toEqual(heldTo);
  });
});

describe("ValidateResourceConfig", () => {
  const summaries = async (
    { server }: ReturnType<typeof serveWidgets>,
    config: ObjectValue,
  ): Promise<readonly string[]> => {
    const request = {
      typeName: "test_widget",
      config: configOf(config),
      isWriteOnlyAllowed: true,
    };
    const { diagnostics } = await server.validateResourceConfig(request);
    return diagnostics.map(({ summary }) => summary);
  };
  const madeUp = { name: " ", size: 0 };
  const both = ["Invalid name", "Invalid size"];

  it("takes no value for made up unless the host runs tests", async () => {
    expect(await summaries(serveWidgets(), madeUp)).toEqual(both);
  });

  it("lets pass what a test may have made up, and nothing else", async () => {
    const mocked = serveWidgets({}, { isTestRun: () => true });
    expect(await summaries(mocked, madeUp)).toEqual(["Invalid name"]);
  });

  it("takes no value for made up once the provider is configured: a mock never is", async () => {
    const served = serveWidgets({}, { isTestRun: () => true });
    await served.server.configureProvider({ terraformVersion: "1.11.4", config: { region: null } });
    expect(await summaries(served, madeUp)).toEqual(both);
  });
});
