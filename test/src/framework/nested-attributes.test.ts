// Attributes made of attributes: planned part by part, checked part by part, stored whole.
import { describe, expect, it } from "@jest/globals";
import { planProblems } from "../../../src/framework/check-plan.js";
import { PlanEdits } from "../../../src/framework/plan-edits.js";
import { planValues } from "../../../src/framework/plan-values.js";
import { shapeOf } from "../../../src/framework/shape.js";
import { type ObjectValue, UNKNOWN, type Value } from "../../../src/framework/value.js";
import { machine } from "../../lib/workshop/schema.js";

const shape = shapeOf(machine);

const configOf = (attributes: ObjectValue): ObjectValue => ({
  ...Object.fromEntries(shape.fields.map(({ name }) => [name, null])),
  name: "lathe",
  ...attributes,
});

const PLANNED_MAINTENANCE = { every_days: 30, notes: null, plan_id: "p1" };
const BELT = { part_name: "belt", amount: 1, shelf: "A", serial: "s1" };
const BULB = { part_name: "bulb", amount: 2, shelf: "B", serial: "s2" };

const stored = (attributes: ObjectValue = {}): ObjectValue =>
  configOf({
    id: "m1",
    maintenance: PLANNED_MAINTENANCE,
    spare_parts: [BELT, BULB],
    replaced: [],
    ...attributes,
  });

const maintenanceOf = (given: ObjectValue) => ({
  every_days: null,
  notes: null,
  plan_id: null,
  ...given,
});
const partOf = (part_name: string, given: ObjectValue = {}) => ({
  part_name,
  amount: null,
  shelf: null,
  serial: null,
  ...given,
});

function plan(prior: ObjectValue | null, config: ObjectValue): ObjectValue {
  const change = { prior, config: configOf(config) };
  const planned = planValues(shape, change);
  expect(planProblems(shape, change, planned)).toEqual([]);
  return planned;
}

describe("an object that is configured", () => {
  it.each<[string, Value, ObjectValue | null, Value]>([
    ["is not there when it is left out", null, null, null],
    ["goes when it is taken out", null, stored(), null],
    [
      "gets its defaults, and the rest is the tenant's",
      maintenanceOf({}),
      null,
      { every_days: 30, notes: null, plan_id: UNKNOWN },
    ],
    ["keeps what the tenant decided", maintenanceOf({}), stored(), PLANNED_MAINTENANCE],
    [
      "keeps it also when another part changes",
      maintenanceOf({ every_days: 7 }),
      stored(),
      { every_days: 7, notes: null, plan_id: "p1" },
    ],
    [
      "is new where there was none",
      maintenanceOf({ notes: "belt" }),
      stored({ maintenance: null }),
      { every_days: 30, notes: "belt", plan_id: UNKNOWN },
    ],
    [
      "may be unknown in part",
      maintenanceOf({ notes: UNKNOWN }),
      stored(),
      { every_days: 30, notes: UNKNOWN, plan_id: "p1" },
    ],
    ["may be unknown as a whole", UNKNOWN, stored(), UNKNOWN],
  ])("%s", (_name, maintenance, prior, planned) => {
    expect(plan(prior, { maintenance }).maintenance).toEqual(planned);
  });

  it("as it was makes the plan the prior state", () => {
    const prior = stored();
    const planned = plan(prior, {
      maintenance: maintenanceOf({}),
      spare_parts: [partOf("belt"), partOf("bulb", { amount: 2, shelf: "B" })],
    });
    expect(Object.entries(planned).filter(([name, value]) => prior[name] !== value)).toEqual([]);
  });
});

const NEW = { amount: 1, shelf: "A", serial: UNKNOWN };

describe("an element of a configured list", () => {
  it.each<[string, readonly Value[], readonly Value[]]>([
    ["is new", [partOf("nut")], [{ part_name: "nut", ...NEW }]],
    [
      "keeps what the tenant decided",
      [partOf("belt"), partOf("bulb", { amount: 2 })],
      [BELT, BULB],
    ],
    [
      "keeps it at another place",
      [partOf("nut"), partOf("belt")],
      [{ part_name: "nut", ...NEW }, BELT],
    ],
    ["keeps it once", [partOf("belt"), partOf("belt")], [BELT, { part_name: "belt", ...NEW }]],
    [
      "is new when it is changed",
      [partOf("belt", { amount: 3 })],
      [{ part_name: "belt", ...NEW, amount: 3 }],
    ],
    ["may be unknown", [UNKNOWN, partOf("belt")], [UNKNOWN, BELT]],
  ])("%s", (_name, config, planned) => {
    expect(plan(stored(), { spare_parts: config }).spare_parts).toEqual(planned);
  });
});

it("an update fills in what an older state lacks inside objects", () => {
  const prior = stored({ maintenance: { ...PLANNED_MAINTENANCE, plan_id: null } });
  const planned = plan(prior, { maintenance: maintenanceOf({}), pin_version: 2 });
  expect(planned.maintenance).toEqual({ ...PLANNED_MAINTENANCE, plan_id: UNKNOWN });
});

describe("a plan is refused", () => {
  it.each<[string, ObjectValue, ObjectValue, string]>([
    [
      "that changes a configured part",
      { maintenance: maintenanceOf({ every_days: 7 }) },
      { maintenance: { ...PLANNED_MAINTENANCE, every_days: 8 } },
      "maintenance.every_days is planned to differ from the configuration",
    ],
    [
      "that gives a part that is left out a value",
      { maintenance: maintenanceOf({}) },
      { maintenance: { ...PLANNED_MAINTENANCE, notes: "belt" } },
      "maintenance.notes is planned to have a value, but is not configured",
    ],
    [
      "that drops a configured object",
      { maintenance: maintenanceOf({}) },
      { maintenance: null },
      "maintenance is planned to differ from the configuration",
    ],
    [
      "that has an element too many",
      { spare_parts: [partOf("belt")] },
      { spare_parts: [BELT, BULB] },
      "spare_parts is planned to differ from the configuration",
    ],
    [
      "that changes an element",
      { spare_parts: [partOf("belt"), partOf("nut")] },
      { spare_parts: [BELT, BULB] },
      "spare_parts.1.part_name is planned to differ from the configuration",
    ],
    [
      "that stores what is write-only",
      { pin: "1234" },
      { pin: "1234" },
      "pin is planned to be stored, but is write-only",
    ],
  ])("%s", (_name, config, planned, problem) => {
    const whole = { ...stored({ maintenance: null, spare_parts: null }), ...planned };
    const change = { prior: null, config: configOf(config) };
    const problems = planProblems(shape, change, whole).map(
      (each) => `${each.path.join(".")} ${each.problem}`,
    );
    expect(problems).toContain(problem);
  });
});

describe("a plan hook", () => {
  const edit = (config: ObjectValue, prior = stored()) => {
    const change = { prior, config: configOf(config) };
    return new PlanEdits(shape, change, planValues(shape, change));
  };
  const problemsOf = ({ change, planned }: PlanEdits) => planProblems(shape, change, planned);
  const config = { maintenance: maintenanceOf({}) };

  it("makes computed attributes unknown without a change of the configuration, and an update of it", () => {
    const edits = edit(config);
    edits.set("id", UNKNOWN);
    edits.set("replaced", [{ id: "m1", scrapped: UNKNOWN }]);
    expect(edits.planned).toMatchObject({
      id: UNKNOWN,
      replaced: [{ id: "m1", scrapped: UNKNOWN }],
    });
    expect(edits.requiresReplace).toEqual([]);
    expect(problemsOf(edits)).toEqual([]);
  });

  it("makes one computed attribute unknown alone", () => {
    const edits = edit({ ...config, spare_parts: null }, stored({ spare_parts: null }));
    edits.set("pin_length", UNKNOWN);
    const changed = Object.entries(edits.planned).filter(([, value]) => value === UNKNOWN);
    expect(changed).toEqual([["pin_length", UNKNOWN]]);
    expect(problemsOf(edits)).toEqual([]);
  });

  it("decides the tenant's part of a configured object", () => {
    const edits = edit(config);
    edits.set("maintenance", { ...PLANNED_MAINTENANCE, plan_id: UNKNOWN });
    expect(edits.planned.maintenance).toEqual({ ...PLANNED_MAINTENANCE, plan_id: UNKNOWN });
    expect(problemsOf(edits)).toEqual([]);
  });

  it.each<[string, string, Value, string]>([
    [
      "a configured part",
      "maintenance",
      { ...PLANNED_MAINTENANCE, notes: "belt" },
      "maintenance.notes: the configuration sets it",
    ],
    ["a configured value", "name", "drill", "name: the configuration sets it"],
    [
      "what is left out and not the tenant's",
      "spare_parts",
      [],
      "spare_parts: only the configuration decides it",
    ],
  ])("does not decide %s", (_name, attribute, value, message) => {
    const edits = edit(config);
    expect(() => edits.set(attribute, value)).toThrow(`Cannot plan ${message}`);
  });
});
