// What a round that failed says of itself: enough to understand it without its folder.
import { expect, it } from "@jest/globals";
import { describeFailure } from "./report.js";
import { drawScenario } from "./scenario.js";

it("tells what was broken, what was drawn, how each command ended and how to play it again", () => {
  const scenario = drawScenario(7);
  const output = Array.from({ length: 100 }, (_, n) => `line ${n + 1}\n`).join("\n");
  const steps = [{ name: "destroy", exitCode: 1, hasEnded: true, output }] as const;
  const violations = [{ kind: "twin", words: "two of them" }];
  const replay = "npm run chaos -- --seed 7 --keep";
  const text = describeFailure({ violations, replay }, scenario, steps);
  expect(text).toContain("twin: two of them");
  expect(text).toContain(`troubles: ${JSON.stringify(scenario.troubles)}`);
  expect(text).toContain("the destroy ended with 1");
  expect(text).toContain("| line 100\n");
  expect(text).toContain("| line 61\n");
  expect(text).not.toContain("| line 60\n");
  expect(text).toMatch(/npm run chaos -- --seed 7 --keep$/);
});
