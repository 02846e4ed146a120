// The plan hook of a type: when it is called, and what it may set and refuse.
import { describe, expect, it } from "@jest/globals";
import {
  configOf,
  planningWidgets,
  planRequest,
  serveWidgets,
  stateOf,
  type WidgetHooks,
} from "./widget.js";

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
