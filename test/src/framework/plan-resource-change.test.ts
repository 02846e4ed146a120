// The planning rules, row by row: what is configured, what was, what is planned, and what replaces.
import { describe, expect, it } from "@jest/globals";
import { ExactNumber, type ObjectValue, UNKNOWN } from "../../../src/framework/value.js";
import { Secret } from "../../../src/secret.js";
import { configOf, planningWidgets, planRequest, stateOf } from "./widget.js";

interface Row {
  readonly name: string;
  readonly prior?: ObjectValue;
  readonly config: ObjectValue;
  readonly planned: ObjectValue;
  readonly replaces?: readonly string[];
}

const unmade = { id: UNKNOWN, secret: UNKNOWN, worn: UNKNOWN };

const rows: readonly Row[] = [
  {
    name: "create: defaults, the tenant's half unknown",
    config: configOf(),
    planned: stateOf(unmade),
  },
  {
    name: "create: what is configured stands",
    config: configOf({ note: "hi", tags: ["b", "a"], size: 3, quick: false }),
    planned: stateOf({ ...unmade, note: "hi", tags: ["b", "a"], size: 3, quick: false }),
  },
  {
    name: "create: unknown configuration stays unknown",
    config: configOf({ name: UNKNOWN, note: UNKNOWN, tags: ["a", UNKNOWN], size: UNKNOWN }),
    planned: stateOf({
      ...unmade,
      name: UNKNOWN,
      note: UNKNOWN,
      tags: ["a", UNKNOWN],
      size: UNKNOWN,
    }),
  },
  { name: "unchanged: nothing to do", prior: stateOf(), config: configOf(), planned: stateOf() },
  {
    name: "update: what the tenant decided stays known",
    prior: stateOf(),
    config: configOf({ name: "hammer" }),
    planned: stateOf({ name: "hammer" }),
  },
  {
    name: "a set in another order is no change, and keeps its order",
    prior: stateOf({ tags: ["a", "b"] }),
    config: configOf({ tags: ["b", "a"] }),
    planned: stateOf({ tags: ["a", "b"] }),
  },
  {
    name: "null, empty and left out are different sets",
    prior: stateOf({ tags: null }),
    config: configOf({ tags: [] }),
    planned: stateOf({ tags: [] }),
  },
  {
    name: "an attribute taken out of the configuration goes back to its default",
    prior: stateOf({ note: "hi", tags: ["a"] }),
    config: configOf(),
    planned: stateOf(),
  },
  {
    name: "a replacing attribute that is left out keeps the tenant's value",
    prior: stateOf({ size: 77 }),
    config: configOf(),
    planned: stateOf({ size: 77 }),
  },
  {
    name: "a replacing attribute that is configured otherwise replaces",
    prior: stateOf({ size: 77 }),
    config: configOf({ size: 78 }),
    planned: stateOf({ size: 78 }),
    replaces: ["size"],
  },
  {
    name: "a replacing attribute that is configured the same does not",
    prior: stateOf({ size: 77 }),
    config: configOf({ size: 77 }),
    planned: stateOf({ size: 77 }),
  },
  {
    name: "a replacing attribute that is unknown replaces nothing: it may be the same",
    prior: stateOf({ size: 77, pin: new Secret("1") }),
    config: configOf({ size: UNKNOWN, pin: UNKNOWN }),
    planned: stateOf({ size: UNKNOWN, pin: UNKNOWN }),
  },
  {
    name: "beside an unknown one, a replacing attribute that changes replaces",
    prior: stateOf({ size: 77, pin: new Secret("1") }),
    config: configOf({ size: UNKNOWN }),
    planned: stateOf({ size: UNKNOWN, pin: null }),
    replaces: ["pin"],
  },
  {
    name: "a replacing attribute that only configuration decides replaces when it is taken out",
    prior: stateOf({ pin: new Secret("1") }),
    config: configOf(),
    planned: stateOf({ pin: null }),
    replaces: ["pin"],
  },
  {
    name: "an equal secret is no change",
    prior: stateOf({ pin: new Secret("1") }),
    config: configOf({ pin: new Secret("1") }),
    planned: stateOf({ pin: new Secret("1") }),
  },
  {
    name: "a hook replaces because of what Read found",
    prior: stateOf({ worn: true }),
    config: configOf(),
    planned: stateOf({ worn: UNKNOWN }),
    replaces: ["worn"],
  },
  {
    name: "a gap in the state is filled by the next real update",
    prior: stateOf({ worn: null }),
    config: configOf({ name: "hammer" }),
    planned: stateOf({ name: "hammer", worn: UNKNOWN }),
  },
  {
    name: "a gap in the state alone is no reason for an update",
    prior: stateOf({ worn: null }),
    config: configOf({ quick: false }),
    planned: stateOf({ worn: null, quick: false }),
  },
  {
    name: "a gap in a replacing attribute is filled, and replaces nothing",
    prior: stateOf({ size: null }),
    config: configOf({ name: "hammer" }),
    planned: stateOf({ name: "hammer", size: UNKNOWN }),
  },
  {
    name: "a number that JavaScript cannot hold is compared as it is written",
    prior: stateOf({ size: new ExactNumber("9007199254740993") }),
    config: configOf({ size: new ExactNumber("9007199254740993") }),
    planned: stateOf({ size: new ExactNumber("9007199254740993") }),
  },
  {
    name: "timeouts follow the configuration",
    prior: stateOf(),
    config: configOf({ timeouts: { create: "1h", read: null, update: null, delete: null } }),
    planned: stateOf({ timeouts: { create: "1h", read: null, update: null, delete: null } }),
  },
];

describe("PlanResourceChange", () => {
  it.each(rows)("$name", async ({ prior = null, config, planned, replaces = [] }) => {
    const { server } = await planningWidgets();
    const response = await server.planResourceChange(planRequest(prior, config));
    expect(reveal(response.plannedState)).toEqual(reveal(planned));
    expect(response.requiresReplace).toEqual(replaces.map((name) => [name]));
    expect(response.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("warns of a replacement with the reason, under one summary", async () => {
    const { server } = await planningWidgets();
    const request = planRequest(stateOf({ size: 77 }), configOf({ size: 78 }));
    const { diagnostics } = await server.planResourceChange(request);
    expect(diagnostics).toEqual([
      {
        severity: "warning",
        summary: "widget will be replaced",
        detail:
          "`size` changes from 77 to 78, and a widget's size is fixed: apply deletes this widget and creates a new one. To keep it, set `size` back.",
        attribute: ["size"],
      },
    ]);
  });

  it("never shows a secret that replaces", async () => {
    const { server } = await planningWidgets();
    const prior = stateOf({ pin: new Secret("old-pin") });
    const request = planRequest(prior, configOf({ pin: new Secret("new-pin") }));
    const { diagnostics, requiresReplace } = await server.planResourceChange(request);
    expect(requiresReplace).toEqual([["pin"]]);
    expect(JSON.stringify(diagnostics)).not.toMatch(/old-pin|new-pin|sensitive value/);
  });
});

describe("a rule for new objects", () => {
  const refusal = {
    severity: "error",
    summary: "Invalid size of a new widget",
    detail: expect.stringMatching(
      /^`size` of a new widget must be a whole number from 1 to 90, got 95\. Only one that exists already/,
    ),
    attribute: ["size"],
  };

  it("refuses a create, also of the one that replaces another", async () => {
    const { server } = await planningWidgets();
    const created = await server.planResourceChange(planRequest(null, configOf({ size: 95 })));
    expect(created.diagnostics).toEqual([refusal]);
    const priorPrivate = new TextEncoder().encode('{"own":true}');
    const request = { ...planRequest(null, configOf({ size: 95 })), priorPrivate };
    expect((await server.planResourceChange(request)).diagnostics).toEqual([refusal]);
  });

  it.each([
    ["one that exists and is declared as it is", stateOf({ size: 95 }), configOf({ size: 95 })],
    ["one that exists and is changed otherwise", stateOf({ size: 95 }), configOf({ name: "x" })],
    ["a new one whose value is not known yet", null, configOf({ size: UNKNOWN })],
  ])("lets %s be", async (_name, prior, config) => {
    const { server } = await planningWidgets();
    expect((await server.planResourceChange(planRequest(prior, config))).diagnostics).toEqual([]);
  });
});

/** Secrets compared by what they hold: two of them look alike to Jest. */
function reveal(object: ObjectValue | null): object | null {
  if (object === null) return null;
  const entries = Object.entries(object).map(([name, value]) => [
    name,
    value instanceof Secret ? { revealed: value.reveal() } : value,
  ]);
  return Object.fromEntries(entries);
}
