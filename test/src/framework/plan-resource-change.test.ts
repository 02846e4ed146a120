// The planning rules, row by row: what is configured, what was, what is planned, and what replaces.
import { describe, expect, it } from "@jest/globals";
import { ExactNumber, type ObjectValue, UNKNOWN } from "../../../src/framework/value.js";
import { Secret } from "../../../src/secret.js";
import {
  configOf,
  configuredWidgets,
  NO_BYTES,
  planningWidgets,
  planRequest,
  serveWidgets,
  stateOf,
  type WidgetHooks,
} from "./widget.js";

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

describe("a replacement of what was not read: at apply, or with -refresh=false", () => {
  const unread: readonly [string, ObjectValue, ObjectValue, string, RegExp][] = [
    [
      "a value that became known",
      stateOf({ size: 77 }),
      configOf({ size: 78 }),
      "size",
      /^`size` changes from 77 to 78, and a widget's size is fixed: so the widget has to be replaced\..*-refresh=false.*not changed\.\n\nApply again, without -refresh=false, and it is replaced\. To keep this widget, set `size` back\.$/,
    ],
    [
      "a secret",
      stateOf({ pin: new Secret("old-pin") }),
      configOf({ pin: new Secret("new-pin") }),
      "pin",
      /^`pin` changes, and a pin is engraved: so/,
    ],
    [
      "what Read found",
      stateOf({ worn: true }),
      configOf(),
      "worn",
      /^Its `worn` is true: so the widget has to be replaced\..*\n\nApply again, without -refresh=false, and it is replaced\.$/,
    ],
  ];

  it.each(unread)("is refused: %s", async (_name, prior, config, attribute, says) => {
    const { server } = await configuredWidgets();
    const response = await server.planResourceChange(planRequest(prior, config));
    expect(response.requiresReplace).toEqual([]);
    expect(response.diagnostics).toEqual([
      {
        severity: "error",
        summary: "Cannot replace widget in this run",
        detail: expect.stringMatching(says),
        attribute: [attribute],
      },
    ]);
  });

  it("is refused again when the process that read it is configured for its next run", async () => {
    const { server } = await planningWidgets();
    const request = planRequest(stateOf({ size: 77 }), configOf({ size: 78 }));
    expect((await server.planResourceChange(request)).requiresReplace).toEqual([["size"]]);
    await server.configureProvider({ terraformVersion: "1.11.4", config: { region: null } });
    const { diagnostics, requiresReplace } = await server.planResourceChange(request);
    expect(requiresReplace).toEqual([]);
    expect(diagnostics).toMatchObject([{ summary: "Cannot replace widget in this run" }]);
  });

  const unknownTenant = async () => {
    const { server } = serveWidgets();
    await server.configureProvider({ terraformVersion: "1.11.4", config: { region: UNKNOWN } });
    return server;
  };

  it.each([
    ["the tenant was not known yet", unknownTenant],
    [
      "the read failed",
      async () => {
        const read = async () => {
          throw new Error("oops");
        };
        return (await configuredWidgets({ read })).server;
      },
    ],
  ])("is refused where a read was asked for, but %s", async (_name, serve) => {
    const server = await serve();
    const prior = stateOf({ size: 77 });
    await server.readResource({
      typeName: "test_widget",
      currentState: prior,
      private: NO_BYTES,
    });
    const request = planRequest(prior, configOf({ size: 78 }));
    const { diagnostics, requiresReplace } = await server.planResourceChange(request);
    expect(requiresReplace).toEqual([]);
    expect(diagnostics).toMatchObject([{ summary: "Cannot replace widget in this run" }]);
  });

  it.each([
    ["accepted", planningWidgets, true],
    ["refused", configuredWidgets, false],
  ])("tells the plan hook that it is %s", async (_what, serve, expected) => {
    const answers: unknown[] = [];
    const plan: WidgetHooks["plan"] = ({ replaceBecauseOf }) => {
      answers.push(replaceBecauseOf("worn"));
    };
    const { server } = await serve({ plan });
    await server.planResourceChange(planRequest(stateOf({ worn: true }), configOf()));
    expect(answers).toEqual([expected]);
  });

  it("says what to do where the tenant was not known yet", async () => {
    const server = await unknownTenant();
    const request = planRequest(stateOf({ worn: true }), configOf());
    const { diagnostics } = await server.planResourceChange(request);
    expect(diagnostics).toMatchObject([
      {
        detail: expect.stringMatching(
          /the provider configuration uses values that are not known until apply\..*\n\nCreate what the provider configuration comes from first, with `terraform apply -target=/,
        ),
      },
    ]);
  });

  it("is none of what was imported, which keeps its value", async () => {
    const { server } = await configuredWidgets();
    const prior = stateOf({ size: 77 });
    const priorPrivate = new TextEncoder().encode('{"$imported":true}');
    const request = { ...planRequest(prior, configOf({ size: 78 })), priorPrivate };
    const response = await server.planResourceChange(request);
    expect(response.plannedState).toBe(prior);
    expect(response.diagnostics).toMatchObject([
      { severity: "warning", summary: "Imported widget keeps its size" },
    ]);
  });

  it("is none when the value turns out to be the same: the plan is the prior state itself", async () => {
    const { server } = await configuredWidgets();
    const prior = stateOf({ size: 77 });
    const response = await server.planResourceChange(planRequest(prior, configOf({ size: 77 })));
    expect(response).toMatchObject({ requiresReplace: [], diagnostics: [] });
    expect(response.plannedState).toBe(prior);
  });
});

describe("the plan hook", () => {
  const deletion = { ...planRequest(stateOf(), configOf()), proposedNewState: null, config: null };

  it.each([
    ["create", planRequest(null, configOf())],
    ["update", planRequest(stateOf(), configOf({ name: "hammer" }))],
    ["update", planRequest(stateOf(), configOf())],
    ["replace", planRequest(stateOf(), configOf({ size: 11 }))],
    ["delete", deletion],
  ])("is called to %s", async (action, request) => {
    const seen: unknown[] = [];
    const { server } = await planningWidgets({ plan: (context) => void seen.push(context.action) });
    await server.planResourceChange(request);
    expect(seen).toEqual([action]);
  });

  it("can refuse a delete", async () => {
    const refusal = { severity: "error", summary: "No", detail: "It is in use." } as const;
    const { server } = serveWidgets({ plan: ({ diagnostics }) => diagnostics.add(refusal) });
    const response = await server.planResourceChange(deletion);
    expect(response.plannedState).toBeNull();
    expect(response.diagnostics).toEqual([refusal]);
  });

  it("never sees the timeouts block", async () => {
    const seen: object[] = [];
    const plan: NonNullable<WidgetHooks["plan"]> = ({ config, prior, planned }) => {
      for (const object of [config, prior, planned]) if (object) seen.push(object);
    };
    await serveWidgets({ plan }).server.planResourceChange(planRequest(stateOf(), configOf()));
    expect(seen).toHaveLength(3);
    for (const object of seen) expect(object).not.toHaveProperty("timeouts");
  });

  it.each<[string, NonNullable<WidgetHooks["plan"]>, RegExp]>([
    [
      "what is configured",
      ({ set }) => set("size", 3),
      /Cannot plan size: the configuration sets it/,
    ],
    [
      "what only configuration decides",
      ({ set }) => set("note", "x"),
      /Cannot plan note: only the/,
    ],
    ["what is no attribute", ({ set }) => set("x" as "id", "x"), /not an attribute/],
    ["a wrong type", ({ set }) => set("id", 1 as never), /id is not a string/],
  ])("cannot set %s, and the message blames us", async (_name, plan, message) => {
    const { server } = serveWidgets({ plan });
    const { diagnostics } = await server.planResourceChange(
      planRequest(null, configOf({ size: 4 })),
    );
    expect(diagnostics[0]?.summary).toBe("Bug in terraform-provider-test");
    expect(diagnostics[0]?.detail).toMatch(message);
  });
});

describe("private data in plans", () => {
  const privateOf = (json: object) => new TextEncoder().encode(JSON.stringify(json));
  const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

  it("goes on untouched, byte for byte, through an update", async () => {
    const { server } = serveWidgets();
    const priorPrivate = new TextEncoder().encode('{ "own" : true }');
    const request = { ...planRequest(stateOf(), configOf()), priorPrivate };
    expect((await server.planResourceChange(request)).plannedPrivate).toBe(priorPrivate);
  });

  it("of a new object is what the hook noted, and carries what the delete of the old one needs", async () => {
    const seen: unknown[] = [];
    const { server } = serveWidgets({
      plan: ({ privateData, replaced }) => {
        seen.push(privateData.get("own"), replaced?.privateData.get("own"), replaced?.isReported);
        privateData.set("plan", 1);
      },
    });
    const request = { ...planRequest(null, configOf()), priorPrivate: privateOf({ own: true }) };
    const { plannedPrivate } = await server.planResourceChange(request);
    expect(seen).toEqual([undefined, true, false]);
    expect(JSON.parse(textOf(plannedPrivate))).toEqual({ plan: 1, $replaced: { own: true } });
  });

  it("tells the plan of a successor when the plan of its predecessor was a replacement", async () => {
    const seen: unknown[] = [];
    const { server } = await planningWidgets({
      plan: ({ replaced }) => void seen.push(replaced?.isReported),
    });
    const config = configOf({ size: 20 });
    const request = { ...planRequest(stateOf(), config), priorPrivate: privateOf({ own: true }) };
    const { plannedPrivate, requiresReplace } = await server.planResourceChange(request);
    expect(requiresReplace).toEqual([["size"]]);
    const successor = { ...planRequest(null, config), priorPrivate: plannedPrivate };
    const planned = await server.planResourceChange(successor);
    expect(seen).toEqual([undefined, true]);
    expect(JSON.parse(textOf(planned.plannedPrivate))).toEqual({ $replaced: { own: true } });
  });

  it.each<[string, ObjectValue | null, Uint8Array]>([
    ["a new object", null, NO_BYTES],
    ["an update", stateOf(), privateOf({ own: true })],
    ["a delete", stateOf(), privateOf({ own: true })],
  ])("tells of no replaced object in the plan of %s", async (name, prior, priorPrivate) => {
    const seen: unknown[] = [];
    const { server } = serveWidgets({
      plan: ({ replaced }) => void seen.push(replaced),
    });
    const request = { ...planRequest(prior, configOf()), priorPrivate };
    const proposed = name === "a delete" ? { proposedNewState: null } : {};
    await server.planResourceChange({ ...request, ...proposed });
    expect(seen).toEqual([null]);
  });

  it("that is not ours counts as none", async () => {
    const seen: unknown[] = [];
    const { server } = serveWidgets({
      plan: (context) => void seen.push(context.privateData.get("own")),
    });
    const request = { ...planRequest(stateOf(), configOf()), priorPrivate: new Uint8Array([0xff]) };
    expect((await server.planResourceChange(request)).diagnostics).toEqual([]);
    expect(seen).toEqual([undefined]);
  });

  it("is empty where there is none", async () => {
    const { server } = serveWidgets();
    const response = await server.planResourceChange(planRequest(null, configOf()));
    expect(response.plannedPrivate).toEqual(NO_BYTES);
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
