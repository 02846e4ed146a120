// Apply: what is returned, kept and said, when hooks succeed, fail half-way, or are wrong.
import { describe, expect, it, jest } from "@jest/globals";
import { DiagnosticError } from "../../../src/framework/diagnostic.js";
import { type ObjectValue, UNKNOWN } from "../../../src/framework/value.js";
import { Secret } from "../../../src/secret.js";
import {
  anvil,
  configOf,
  configuredWidgets,
  NO_BYTES,
  planningWidgets,
  planRequest,
  stateOf,
  type Widget,
  type WidgetHooks,
} from "./widget.js";

const planned = stateOf({ id: UNKNOWN, secret: UNKNOWN, worn: UNKNOWN });
const request = (priorState: ObjectValue | null, plannedState: ObjectValue | null) => ({
  typeName: "test_widget",
  priorState,
  plannedState,
  config: plannedState && configOf(),
  plannedPrivate: NO_BYTES,
});

const refused = {
  severity: "error",
  summary: "Refused",
  detail: "The warehouse is full.",
} as const;
const fail = () => {
  throw new DiagnosticError(refused);
};

async function apply(hooks: Partial<WidgetHooks>, ...states: Parameters<typeof request>) {
  const { server } = await configuredWidgets(hooks);
  return server.applyResourceChange(request(...states));
}

describe("create", () => {
  it("returns what the hook made, with the planned timeouts", async () => {
    const timeouts = { create: "1h", read: null, update: null, delete: null };
    const response = await apply({}, null, { ...planned, timeouts });
    expect(response.newState).toEqual({ ...stateOf(), timeouts });
    expect(response.diagnostics).toEqual([]);
  });

  it("that fails before anything exists returns null", async () => {
    const response = await apply({ create: fail }, null, planned);
    expect(response).toEqual({ newState: null, private: NO_BYTES, diagnostics: [refused] });
  });

  it("that fails after something exists returns what was kept last, and its private data", async () => {
    const create: WidgetHooks["create"] = async ({ keep, privateData }) => {
      keep({ ...anvil, name: "draft" });
      keep(anvil);
      privateData.set("step", 2);
      return fail();
    };
    const response = await apply({ create }, null, planned);
    expect(response.newState).toEqual(stateOf());
    expect(response.diagnostics).toEqual([refused]);
    expect(new TextDecoder().decode(response.private)).toBe('{"step":2}');
  });

  it("reports what the hook collected, in order, before its error", async () => {
    const warning = { severity: "warning", summary: "Hm", detail: "Odd." } as const;
    const create: WidgetHooks["create"] = async ({ diagnostics }) => {
      diagnostics.add(warning);
      return fail();
    };
    const { diagnostics } = await apply({ create }, null, planned);
    expect(diagnostics).toEqual([warning, refused]);
  });

  it("does not see the private data of the object it replaces", async () => {
    const create = jest.fn<WidgetHooks["create"]>(async () => anvil);
    const { server } = await configuredWidgets({ create });
    const plannedPrivate = new TextEncoder().encode('{"plan":1,"$replaced":{"own":true}}');
    await server.applyResourceChange({ ...request(null, planned), plannedPrivate });
    const privateData = create.mock.calls[0]?.[0].privateData;
    expect([
      privateData?.get("plan"),
      privateData?.get("own"),
      privateData?.get("$replaced"),
    ]).toEqual([1, undefined, undefined]);
  });

  it.each<[string, Partial<Record<keyof Widget | "extra", unknown>>, RegExp, unknown[]]>([
    [
      "another value than planned",
      { name: "hammer" },
      /name was planned to be "anvil", but is "hammer"/,
      ["name"],
    ],
    ["an unknown value", { id: UNKNOWN }, /id is unknown/, ["id"]],
    ["null where the schema has none", { id: null }, /id is null/, ["id"]],
    ["a missing attribute", { id: undefined }, /id is missing/, ["id"]],
    ["a wrong type", { worn: "no" }, /worn is not a bool/, ["worn"]],
    ["a bare secret", { secret: "s3cret" }, /secret is not a secret/, ["secret"]],
    ["a number that is none", { size: Number.NaN }, /size is not a number/, ["size"]],
    ["an attribute too many", { extra: 1 }, /extra is not an attribute of the schema/, ["extra"]],
    ["a null element", { tags: [null] }, /tags has a null element/, ["tags"]],
  ])("that gives %s is our bug, and the state is kept", async (_name, wrong, message, path) => {
    const create: WidgetHooks["create"] = async () => ({ ...anvil, ...(wrong as object) });
    const { newState, diagnostics } = await apply({ create }, null, planned);
    expect(newState).toMatchObject({ size: wrong.size === undefined ? 10 : null });
    expect(Object.keys(newState ?? {})).toEqual(Object.keys(planned));
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      severity: "error",
      summary: "Bug in terraform-provider-test",
      attribute: path,
    });
    expect(diagnostics[0]?.detail).toMatch(message);
    expect(diagnostics[0]?.detail).toMatch(
      /a bug in terraform-provider-test, not in your configuration/,
    );
    expect(JSON.stringify(diagnostics)).not.toContain("s3cret");
  });

  it("never prints a secret that is not what was planned", async () => {
    const pinned = { ...planned, pin: new Secret("planned-pin") };
    const create: WidgetHooks["create"] = async () => ({ ...anvil, pin: new Secret("other-pin") });
    const { diagnostics } = await apply({ create }, null, pinned);
    expect(diagnostics[0]?.attribute).toEqual(["pin"]);
    expect(JSON.stringify(diagnostics)).not.toMatch(/planned-pin|other-pin/);
  });

  it("may give a set in another order, and fewer elements than there were unknowns", async () => {
    const create: WidgetHooks["create"] = async () => ({ ...anvil, tags: ["b", "a"] });
    const { diagnostics } = await apply({ create }, null, {
      ...planned,
      tags: ["a", UNKNOWN, UNKNOWN],
    });
    expect(diagnostics).toEqual([]);
  });
});

describe("update", () => {
  it("gets what was planned and what was, without timeouts", async () => {
    const update = jest.fn<NonNullable<WidgetHooks["update"]>>(async () => ({
      ...anvil,
      name: "hammer",
    }));
    const response = await apply({ update }, stateOf(), stateOf({ name: "hammer" }));
    const { planned: wanted, prior } = update.mock.calls[0]?.[0] ?? {};
    expect([wanted, prior]).toEqual([{ ...anvil, name: "hammer" }, anvil]);
    expect(response.newState).toEqual(stateOf({ name: "hammer" }));
  });

  it.each([
    ["a local attribute", { quick: false }],
    ["timeouts", { timeouts: { create: "1h", read: null, update: null, delete: null } }],
    ["the order of a set", { tags: ["b", "a"] }],
  ])("of %s alone calls no hook", async (_name, change) => {
    const update = jest.fn<NonNullable<WidgetHooks["update"]>>();
    const wanted = stateOf({ tags: ["a", "b"], ...change });
    const response = await apply({ update }, stateOf({ tags: ["a", "b"] }), wanted);
    expect(update).not.toHaveBeenCalled();
    expect(response).toEqual({ newState: wanted, private: NO_BYTES, diagnostics: [] });
  });

  it("that fails returns the prior state", async () => {
    const response = await apply({ update: fail }, stateOf(), stateOf({ name: "hammer" }));
    expect(response).toEqual({ newState: stateOf(), private: NO_BYTES, diagnostics: [refused] });
  });

  it("that fails half-way returns what was kept", async () => {
    const update: WidgetHooks["update"] = async ({ keep }) => {
      keep({ ...anvil, note: "half" });
      return fail();
    };
    const wanted = stateOf({ name: "hammer", note: "half" });
    const response = await apply({ update }, stateOf(), wanted);
    expect(response.newState).toEqual(stateOf({ note: "half" }));
    expect(response.diagnostics).toEqual([refused]);
  });
});

describe("delete", () => {
  it("returns null", async () => {
    const response = await apply({}, stateOf(), null);
    expect(response).toEqual({ newState: null, private: NO_BYTES, diagnostics: [] });
  });

  it("that fails keeps the object in the state", async () => {
    const response = await apply({ delete: fail }, stateOf(), null);
    expect(response).toEqual({ newState: stateOf(), private: NO_BYTES, diagnostics: [refused] });
  });

  it("in a replacement sees the private data of the old object", async () => {
    const seen: unknown[] = [];
    const { server } = await configuredWidgets({
      delete: async ({ privateData }) => void seen.push(privateData.get("own")),
    });
    const plannedPrivate = new TextEncoder().encode('{"plan":1,"$replaced":{"own":true}}');
    await server.applyResourceChange({ ...request(stateOf(), null), plannedPrivate });
    expect(seen).toEqual([true]);
  });
});

describe("what the plan of a new object notes for the delete of the one that it replaces", () => {
  const noting: Partial<WidgetHooks> = {
    plan: ({ successorData }) => successorData.set("size", 78),
    create: async ({ privateData }) => {
      privateData.set("made", true);
      return anvil;
    },
  };
  const planNew = async (priorPrivate = NO_BYTES) => {
    const { server } = await planningWidgets(noting);
    const asked = { ...planRequest(null, configOf({ name: "anvil" })), priorPrivate };
    return (await server.planResourceChange(asked)).plannedPrivate;
  };
  const deleting = async (plannedPrivate: Uint8Array) => {
    const seen: unknown[] = [];
    const { server } = await configuredWidgets({
      delete: async ({ successorData, privateData }) => {
        seen.push(successorData.get("size"), privateData.get("own"));
        return fail();
      },
    });
    const { private: left } = await server.applyResourceChange({
      ...request(stateOf(), null),
      plannedPrivate,
    });
    return { seen, left: new TextDecoder().decode(left) };
  };

  it("is told to the delete, and no part of the old object where that fails", async () => {
    const own = new TextEncoder().encode('{"own":true}');
    expect(await deleting(await planNew(own))).toEqual({ seen: [78, true], left: '{"own":true}' });
  });

  it("is told of a tainted object's, too, of which the plan knows nothing", async () => {
    expect(await deleting(await planNew())).toEqual({ seen: [78, undefined], left: "" });
  });

  it("is no part of what is made, so that its own delete is told nothing", async () => {
    const { server } = await configuredWidgets(noting);
    const plannedPrivate = await planNew();
    const made = await server.applyResourceChange({ ...request(null, planned), plannedPrivate });
    expect(new TextDecoder().decode(made.private)).toBe('{"made":true}');
  });
});

describe("whatever a hook throws becomes a diagnostic", () => {
  const thrown = async (error: unknown) => {
    const create = () => {
      throw error;
    };
    return (await apply({ create }, null, planned)).diagnostics;
  };

  it("an unexpected error asks for a report, with its words and first frames", async () => {
    const cause = new TypeError("x is not a function");
    const [diagnostic, ...more] = await thrown(new Error("Cannot map widget", { cause }));
    expect(more).toEqual([]);
    expect(diagnostic?.summary).toBe("Bug in terraform-provider-test");
    expect(diagnostic?.detail).toMatch(/^An unexpected error ended creating the widget\. /);
    expect(diagnostic?.detail).toMatch(
      /Error: Cannot map widget\ncaused by TypeError: x is not a function\n +at /,
    );
    expect(diagnostic?.detail).toMatch(/Please report it/);
  });

  it.each([
    ["a string", "s3cret", /not an Error was thrown \(string\)/],
    ["nothing", undefined, /not an Error was thrown \(undefined\)/],
    ["a secret", new Secret("s3cret"), /not an Error was thrown \(object\)/],
    ["an error that quotes a value", new Error('odd reply "s3cret"'), /Error: odd reply "…"/],
    ["its cause", new Error("odd", { cause: new Error("'s3cret'") }), /caused by Error: "…"/],
  ])("%s too, and shows no value", async (_name, error, message) => {
    const detail = (await thrown(error))[0]?.detail;
    expect(detail).toMatch(message);
    expect(detail).not.toContain("s3cret");
  });

  it("a failure that names no error is one all the same", async () => {
    const warning = { severity: "warning", summary: "Hm", detail: "Odd." } as const;
    const hooks: Partial<WidgetHooks> = {
      delete: () => {
        throw new DiagnosticError(warning);
      },
    };
    const { diagnostics, newState } = await apply(hooks, stateOf(), null);
    expect(newState).toEqual(stateOf());
    expect(diagnostics.map(({ severity }) => severity)).toEqual(["warning", "error"]);
  });

  it("an error that is its own cause ends too", async () => {
    const error = new Error("loop");
    error.cause = error;
    expect(await thrown(error)).toHaveLength(1);
  });

  it("a type that nobody knows is named", async () => {
    const { server } = await configuredWidgets();
    const { diagnostics } = await server.applyResourceChange({
      ...request(null, planned),
      typeName: "test_gadget",
    });
    expect(diagnostics[0]?.detail).toMatch(/no type test_gadget.* has test_widget/);
  });
});
