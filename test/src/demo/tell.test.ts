// The demo's table: what a terminal of 80 columns shows, whatever happened.
import { describe, expect, it } from "@jest/globals";
import type { StepOutcome } from "../../../scripts/demo/step.js";
import { steps } from "../../../scripts/demo/steps.js";
import { summaryTable } from "../../../scripts/demo/tell.js";

const ended = { durationMs: 1, details: "" } as const;
const same = (text: string) => ({ expected: text, seen: text });
const longest = Math.max(...steps.map(({ title }) => title.length));

const widest = (outcomes: readonly StepOutcome[]): number =>
  Math.max(
    ...summaryTable(outcomes)
      .split("\n")
      .map(({ length }) => length),
  );

describe("the summary", () => {
  it("has a line for each fact, with the step's state and name on the first", () => {
    const facts = [same("1 added, 0 changed, 0 destroyed"), same("1 POST that creates")];
    expect(summaryTable([{ title: "deploy", facts, state: "ok", ...ended }])).toBe(
      "ok       deploy  1 added, 0 changed, 0 destroyed\n                 1 POST that creates\n",
    );
  });

  it("says what was expected where that is not what was seen", () => {
    const facts = [{ expected: "1 destroyed", seen: "exit code 1" }];
    const outcomes: readonly StepOutcome[] = [
      { title: "destroy", facts, state: "FAILED", ...ended },
      { title: "compare", facts: [], state: "not run", ...ended },
    ];
    expect(summaryTable(outcomes)).toBe(
      "FAILED   destroy  expected 1 destroyed, saw exit code 1\nnot run  compare\n",
    );
  });

  it("fits 80 columns with the longest title, and where a fact is long", () => {
    const title = "x".repeat(longest);
    const tail = { title, state: "FAILED", ...ended } as const;
    const words = "another token than the one that was there before the deploy";
    expect(
      widest([{ ...tail, facts: [{ expected: words, seen: words.slice(8) }] }]),
    ).toBeLessThanOrEqual(80);
    expect(widest([{ ...tail, facts: [same("the tenant knows it as the new token")] }])).toBe(78);
  });
});
