// Private data in plans: what goes on, what the hook notes, and what a replacement hands over.
import { describe, expect, it } from "@jest/globals";
import type { ObjectValue } from "../../../src/framework/value.js";
import {
  configOf,
  NO_BYTES,
  planningWidgets,
  planRequest,
  serveWidgets,
  stateOf,
} from "./widget.js";

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
