// Rotations that cannot work, refused at validation or in the plan, and those that are only warned about.
import { describe, expect, it } from "@jest/globals";
import { type ObjectValue, UNKNOWN } from "../../../../src/framework/index.js";
import { configOf, DAY, rotationPlans, settings, TYPE, token } from "./rotation-plans.js";

const { run, planOf } = rotationPlans();

describe("a rotation that cannot work is refused", () => {
  const validate = (rotation: ObjectValue, validity_seconds: ObjectValue[string] = 7 * DAY) =>
    run().validate(
      TYPE,
      configOf(token, { rotation: { ...NO_SETTINGS, ...rotation }, validity_seconds }),
    );
  const NO_SETTINGS: ObjectValue = Object.fromEntries(
    Object.keys(settings).map((name) => [name, null]),
  );

  it.each<[string, ObjectValue, string, RegExp]>([
    ["without a trigger", { overlap_seconds: 60 }, "rotation", /has no trigger/],
    [
      "before an expiry that is always so near",
      { rotate_before_expiry_seconds: 7 * DAY },
      "rotation.rotate_before_expiry_seconds",
      /must be shorter than the lifetime, validity_seconds 604800/,
    ],
    [
      "with a period in which the secret expires",
      { rotate_every_seconds: 7 * DAY },
      "rotation.rotate_every_seconds",
      /the secret would expire first/,
    ],
    [
      "with an overlap in which the predecessor expires",
      { rotate_every_seconds: 6 * DAY, overlap_seconds: 2 * DAY },
      "rotation.overlap_seconds",
      /lives on, 86400 seconds/,
    ],
  ])("%s", async (_name, rotation, attribute, problem) => {
    const { errors, warnings } = await validate(rotation);
    expect(warnings).toEqual([]);
    expect(errors).toMatchObject([
      {
        summary: `Invalid ${attribute}`,
        detail: expect.stringMatching(problem),
        attribute: attribute.split("."),
      },
    ]);
  });

  it("but not while it is not known", async () => {
    const unknown = { rotate_when_changed: UNKNOWN, overlap_seconds: UNKNOWN };
    const before = { rotate_before_expiry_seconds: 8 * DAY };
    const all = [
      await validate(unknown),
      await validate(before, UNKNOWN),
      await validate(before, null),
    ];
    expect(all.flatMap(({ errors }) => errors)).toEqual([]);
  });

  it("at plan, where only the state knows the lifetime", async () => {
    const { errors } = await planOf({
      prior: { validity_seconds: 7 * DAY },
      config: { validity_seconds: null },
    });
    expect(errors).toMatchObject([{ summary: "Invalid rotation.rotate_every_seconds" }]);
  });

  it("and a lifetime that outlives period and overlap by far is warned about", async () => {
    const { errors, warnings } = await validate({ rotate_every_seconds: DAY }, 365 * DAY);
    expect(errors).toEqual([]);
    expect(warnings).toMatchObject([
      { summary: "Secrets live much longer than they are used", attribute: ["validity_seconds"] },
    ]);
  });

  it("and an overlap of 0 is warned about", async () => {
    const { warnings } = await validate({ rotate_every_seconds: DAY, overlap_seconds: 0 });
    expect(warnings).toMatchObject([{ summary: "Discouraged rotation.overlap_seconds" }]);
  });
});
