// What holds for every plan: the same question has the same answer, and what is as configured needs nothing.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type ObjectValue, UNKNOWN } from "../../../src/framework/value.js";
import { configOf, planningWidgets, planRequest, stateOf } from "./widget.js";

const word = fc.constantFrom("a", "b", "c", "d");
const tags = fc.uniqueArray(word);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const orUnknown = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.constant(UNKNOWN));

const known = fc.record({
  name: word,
  note: maybe(word),
  tags: maybe(tags),
  size: maybe(fc.integer({ min: 1, max: 90 })),
  quick: maybe(fc.boolean()),
});
const config: fc.Arbitrary<ObjectValue> = fc
  .record({
    name: orUnknown(word),
    note: orUnknown(maybe(word)),
    tags: orUnknown(maybe(fc.array(orUnknown(word)))),
    size: orUnknown(maybe(fc.integer({ min: 1, max: 90 }))),
    quick: orUnknown(maybe(fc.boolean())),
  })
  .map(configOf);
const state = fc
  .record({ name: word, note: word, tags: maybe(tags), size: fc.nat(), quick: fc.boolean() })
  .map((attributes) => stateOf(attributes));

const { server } = await planningWidgets();

describe("PlanResourceChange, for every configuration and prior state", () => {
  it("gives the same answer twice", async () => {
    await fc.assert(
      fc.asyncProperty(maybe(state), config, async (prior, configured) => {
        const request = planRequest(prior, configured);
        const [first, second] = [
          await server.planResourceChange(request),
          await server.planResourceChange(request),
        ];
        expect(second).toEqual(first);
      }),
    );
  });

  it("is one that Terraform accepts", async () => {
    await fc.assert(
      fc.asyncProperty(maybe(state), config, async (prior, configured) => {
        const { diagnostics } = await server.planResourceChange(planRequest(prior, configured));
        expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      }),
    );
  });

  it("replaces nothing for what is unknown, and changes nothing when that turns out as it was", async () => {
    const names = ["name", "note", "tags", "size", "quick"];
    await fc.assert(
      fc.asyncProperty(state, fc.subarray(names), async (prior, unknownNames) => {
        const { name = null, note = null, tags: were = null, size = null, quick = null } = prior;
        const same = configOf({ name, note, tags: were, size, quick });
        const unknown = Object.fromEntries(unknownNames.map((each) => [each, UNKNOWN]));
        const planned = await server.planResourceChange(
          planRequest(prior, { ...same, ...unknown }),
        );
        expect(planned.requiresReplace).toEqual([]);
        expect(planned.plannedState).toEqual({ ...prior, ...unknown });
        const applied = await server.planResourceChange(planRequest(prior, same));
        expect(applied.plannedState).toBe(prior);
      }),
    );
  });

  it("changes nothing once it has been applied", async () => {
    await fc.assert(
      fc.asyncProperty(known, fc.integer(), async (attributes, seed) => {
        const configured = configOf(attributes);
        const first = await server.planResourceChange(planRequest(null, configured));
        const applied = { ...first.plannedState, id: "w1", secret: null, worn: false };
        const shuffled = configOf({ ...attributes, tags: rotate(attributes.tags, seed) });
        const again = await server.planResourceChange(planRequest(applied, shuffled));
        expect(again.plannedState).toEqual(applied);
        expect(again.requiresReplace).toEqual([]);
        expect(again.diagnostics).toEqual([]);
      }),
    );
  });
});

function rotate<T>(values: readonly T[] | null, by: number): readonly T[] | null {
  if (values === null || values.length === 0) return values;
  const at = Math.abs(by) % values.length;
  return [...values.slice(at), ...values.slice(0, at)];
}
