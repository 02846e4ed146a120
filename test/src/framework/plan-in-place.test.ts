// Changes that would replace an object, and that its type makes in place: by another object of the tenant, which succeeds it.
import { describe, expect, it } from "@jest/globals";
import { UNKNOWN } from "../../../src/framework/value.js";
import { Secret } from "../../../src/secret.js";
import { configOf, planningWidgets, planRequest, stateOf, type WidgetHooks } from "./widget.js";

const inPlace: WidgetHooks["changesInPlace"] = ({ planned }) =>
  planned.note === "in place" ? ["size"] : [];

const succeeding: WidgetHooks["plan"] = ({ config, prior, planned, set, succeed }) => {
  if (prior === null || planned?.note !== "in place" || config === null) return;
  set("id", UNKNOWN);
  if (config.size !== null) set("size", config.size);
  succeed();
};

const imported = new TextEncoder().encode('{"$imported":true,"own":1}');
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe("an attribute with a reason to replace", () => {
  it("is changed in place where the type does so for this plan", async () => {
    const { server } = await planningWidgets({ changesInPlace: inPlace });
    const config = configOf({ size: 78, note: "in place" });
    const response = await server.planResourceChange(planRequest(stateOf({ size: 77 }), config));
    expect(response).toMatchObject({
      plannedState: { id: "w1", size: 78 },
      requiresReplace: [],
      diagnostics: [],
    });
  });

  it("replaces in other plans, and others beside it do in this one", async () => {
    const { server } = await planningWidgets({ changesInPlace: inPlace });
    const replacing = async (attributes: object) => {
      const config = configOf({ size: 78, ...attributes });
      const request = planRequest(stateOf({ size: 77 }), config);
      return (await server.planResourceChange(request)).requiresReplace;
    };
    expect(await replacing({ note: "otherwise" })).toEqual([["size"]]);
    expect(await replacing({ note: "in place", pin: new Secret("1") })).toEqual([["pin"]]);
  });

  it("is changed in place by what was noted of the object", async () => {
    const { server } = await planningWidgets({
      changesInPlace: ({ privateData }) => (privateData.get("fits") === 78 ? ["size"] : []),
    });
    const request = planRequest(stateOf({ size: 77 }), configOf({ size: 78 }));
    const replacing = async (noted: string) => {
      const priorPrivate = new TextEncoder().encode(noted);
      return (await server.planResourceChange({ ...request, priorPrivate })).requiresReplace;
    };
    expect(await replacing('{"fits":78}')).toEqual([]);
    expect(await replacing('{"fits":79}')).toEqual([["size"]]);
  });

  it("of an imported object is kept, until another object takes its place", async () => {
    const kept = await planningWidgets({ changesInPlace: inPlace });
    const prior = stateOf({ size: 77, note: "in place" });
    const request = {
      ...planRequest(prior, configOf({ size: 78, note: "in place" })),
      priorPrivate: imported,
    };
    const before = await kept.server.planResourceChange(request);
    expect(before.plannedState).toBe(prior);
    expect(before.plannedPrivate).toBe(imported);

    const { server } = await planningWidgets({ changesInPlace: inPlace, plan: succeeding });
    const response = await server.planResourceChange(request);
    expect(response.plannedState).toEqual({ ...prior, size: 78, id: UNKNOWN });
    expect(response.requiresReplace).toEqual([]);
    expect(textOf(response.plannedPrivate)).toBe('{"own":1}');
  });
});
