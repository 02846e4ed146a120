// Validation: every broken rule at its attribute, and nothing about what is not known yet.
import { describe, expect, it, jest } from "@jest/globals";
import {
  ExactNumber,
  type ObjectValue,
  UNKNOWN,
  type Value,
} from "../../../src/framework/value.js";
import { Secret } from "../../../src/secret.js";
import { configOf, serveWidgets, type WidgetHooks } from "./widget.js";

const validate = (config: ObjectValue, hooks: Partial<WidgetHooks> = {}) =>
  serveWidgets(hooks).server.validateResourceConfig({
    typeName: "test_widget",
    config,
    isWriteOnlyAllowed: true,
  });

const timeouts = (create: ObjectValue[string]) => ({
  timeouts: { create, read: null, update: null, delete: null },
});

describe("ValidateResourceConfig refuses", () => {
  it.each<[string, ObjectValue, string, (string | number)[], RegExp]>([
    [
      "a blank name",
      { name: " " },
      "Invalid name",
      ["name"],
      /`name` of the widget must not be blank, got " "\./,
    ],
    [
      "a missing name",
      { name: null },
      "Invalid name",
      ["name"],
      /`name` of the widget is required/,
    ],
    ["a size out of range", { size: 101 }, "Invalid size", ["size"], /from 1 to 100, got 101/],
    ["a size that is not whole", { size: 1.5 }, "Invalid size", ["size"], /whole number.*got 1\.5/],
    [
      "a size beyond JavaScript",
      { size: new ExactNumber("9007199254740993") },
      "Invalid size",
      ["size"],
      /9007199254740993, which is too precise or too large to be represented/,
    ],
    ["a blank tag", { tags: ["a", ""] }, "Invalid tags", ["tags"], /no blank element/],
    ["a null tag", { tags: [null] }, "Invalid tags", ["tags"], /no null element/],
    [
      "what the provider decides",
      { id: "w1" },
      "Invalid id",
      ["id"],
      /`id` of the widget is set by the provider: leave it out\./,
    ],
    [
      "what the provider decides, even unknown",
      { id: UNKNOWN },
      "Invalid id",
      ["id"],
      /set by the provider/,
    ],
    [
      "a timeout without a unit",
      timeouts("10"),
      "Invalid timeouts.create",
      ["timeouts", "create"],
      /got "10"\. Write it like .*default, "10m"/,
    ],
    [
      "a timeout of nothing",
      timeouts("0s"),
      "Invalid timeouts.create",
      ["timeouts", "create"],
      /greater than zero/,
    ],
  ])("%s", async (_name, attributes, summary, attribute, detail) => {
    const { diagnostics } = await validate(configOf(attributes));
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ severity: "error", summary, attribute });
    expect(diagnostics[0]?.detail).toMatch(detail);
  });

  it("everything that is wrong at once", async () => {
    const { diagnostics } = await validate(configOf({ name: "", size: 0, ...timeouts("x") }));
    expect(diagnostics.map(({ summary }) => summary)).toEqual([
      "Invalid name",
      "Invalid size",
      "Invalid timeouts.create",
    ]);
  });

  it("a secret without printing it", async () => {
    const { diagnostics } = await validate(configOf({ pin: new Secret("   ") }));
    expect(diagnostics[0]?.detail).toMatch(
      /`pin` of the widget breaks the rule `not_blank` \(its value is sensitive\)/,
    );
    expect(diagnostics[0]?.detail).not.toMatch(/"\s+"/);
  });
});

describe("ValidateResourceConfig lets pass", () => {
  it.each<[string, ObjectValue]>([
    ["the least", {}],
    [
      "what is not known yet",
      { name: UNKNOWN, tags: UNKNOWN, size: UNKNOWN, pin: UNKNOWN, timeouts: UNKNOWN },
    ],
    ["elements that are not known yet", { tags: [UNKNOWN, "a"] }],
    ["timeouts that are not known yet", timeouts(UNKNOWN)],
    ["an empty set", { tags: [] }],
  ])("%s", async (_name, attributes) => {
    expect((await validate(configOf(attributes))).diagnostics).toEqual([]);
  });

  it("what is discouraged, with a warning", async () => {
    const { diagnostics } = await validate(configOf({ size: 99 }));
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      severity: "warning",
      summary: "Discouraged size",
      attribute: ["size"],
    });
    expect(diagnostics[0]?.detail).toMatch(
      /^`size` of the widget is 99, which rattles\. It is accepted/,
    );
  });
});

describe("a definition's own rules", () => {
  const clash = { severity: "error", summary: "Clash", detail: "Not together." } as const;

  it("run on what the schema accepts, without the timeouts block", async () => {
    const rule = jest.fn<NonNullable<WidgetHooks["validate"]>>((_config, sink) => sink.add(clash));
    expect((await validate(configOf(), { validate: rule })).diagnostics).toEqual([clash]);
    expect(rule.mock.calls[0]?.[0]).not.toHaveProperty("timeouts");
  });

  it("do not run on what the schema refuses, because they rely on its types", async () => {
    const rule = jest.fn<NonNullable<WidgetHooks["validate"]>>();
    await validate(configOf({ name: null }), { validate: rule });
    expect(rule).not.toHaveBeenCalled();
  });

  it("that throw are our bug", async () => {
    const rule = () => {
      throw new TypeError("no");
    };
    const { diagnostics } = await validate(configOf(), { validate: rule });
    expect(diagnostics[0]?.summary).toBe("Bug in terraform-provider-test");
  });
});

describe("ValidateDataResourceConfig", () => {
  const lookup = (id: Value, name: Value, code: Value = null) =>
    serveWidgets().server.validateDataResourceConfig({
      typeName: "test_widget",
      config: { id, name, code, patience: null, timeouts: null },
    });

  it.each<[string, Value, Value, string[]]>([
    ["one", "w1", null, []],
    ["one that is not known yet", UNKNOWN, null, []],
    ["one, and one that may turn out null", "w1", UNKNOWN, []],
    ["none", null, null, ["Missing id or name or code"]],
    ["both", "w1", "anvil", ["Invalid name"]],
  ])("takes exactly one of a group: %s", async (_name, id, name, summaries) => {
    const { diagnostics } = await lookup(id, name);
    expect(diagnostics.map(({ summary }) => summary)).toEqual(summaries);
  });

  it("refuses two that are known, whatever a third turns out to be", async () => {
    expect((await lookup("w1", "anvil", UNKNOWN)).diagnostics).toHaveLength(1);
  });

  it("says which ones are too many", async () => {
    const { diagnostics } = await lookup("w1", "anvil");
    expect(diagnostics[0]?.detail).toBe(
      "The widget takes exactly one of `id`, `name` and `code`, but `id` and `name` are set together. Keep the one you mean, remove the other.",
    );
  });
});

describe("ValidateProviderConfig", () => {
  it("applies the rules of the provider block", async () => {
    const { diagnostics } = await serveWidgets().server.validateProviderConfig({ region: "west" });
    expect(diagnostics[0]).toMatchObject({ summary: "Invalid region", attribute: ["region"] });
    expect(diagnostics[0]?.detail).toMatch(/must be one of "north", "south", got "west"/);
  });
});
