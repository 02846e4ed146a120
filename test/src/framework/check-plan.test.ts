// The last look at a plan before Terraform sees it. Plans are made so that it finds nothing; these are made by hand.
import { describe, expect, it } from "@jest/globals";
import { planProblems } from "../../../src/framework/check-plan.js";
import { shapeOf } from "../../../src/framework/shape.js";
import { type ObjectValue, UNKNOWN } from "../../../src/framework/value.js";
import { configOf, stateOf, widgetSchema } from "./widget.js";

const shape = shapeOf(widgetSchema);
const problemsOf = (config: ObjectValue, planned: ObjectValue) =>
  planProblems(shape, { prior: null, config: configOf(config) }, stateOf(planned)).map(
    ({ path, problem }) => `${path.join(".")} ${problem}`,
  );

describe("planProblems", () => {
  it.each<[string, ObjectValue, ObjectValue, string[]]>([
    ["nothing in a good plan", { size: 3 }, { size: 3, id: UNKNOWN }, []],
    ["another order of a set is the same set", { tags: ["a", "b"] }, { tags: ["b", "a"] }, []],
    [
      "not what is configured",
      { size: 3 },
      { size: 4 },
      ["size is planned to differ from the configuration"],
    ],
    [
      "known although unknown",
      { name: UNKNOWN },
      {},
      ["name is planned to differ from the configuration"],
    ],
    [
      "not the default",
      {},
      { note: "x" },
      ["note is planned to have a value, but is not configured"],
    ],
    [
      "a value out of nowhere",
      {},
      { tags: ["a"] },
      ["tags is planned to have a value, but is not configured"],
    ],
    ["a wrong type", {}, { worn: 1 }, ["worn is not a bool"]],
    ["an attribute too many", {}, { extra: 1 }, ["extra is not an attribute of the schema"]],
  ])("%s", (_name, config, planned, problems) => {
    expect(problemsOf({ name: "anvil", ...config }, planned)).toEqual(problems);
  });
});
