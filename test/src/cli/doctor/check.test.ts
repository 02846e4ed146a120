// One finding for several places.
import { expect, it } from "@jest/globals";
import { broken, notChecked, ok, worstOf } from "../../../../src/cli/doctor/check.js";

it("is the only one's, without its place", () => {
  expect(worstOf([{ ...ok("0.1.0"), place: "stacks/a" }])).toEqual(ok("0.1.0"));
});

it("is the worst one's, with its place", () => {
  const findings = [
    { ...ok("0.1.0"), place: "stacks/a" },
    { ...broken("there is none", "Run synth."), place: "stacks/b" },
    { ...notChecked("no init"), place: "stacks/c" },
  ];
  expect(worstOf(findings)).toEqual(broken("stacks/b: there is none", "Run synth."));
});

it("names all places where it is the same, and all advice", () => {
  const findings = [
    { ...broken("there is none", "Run synth."), place: "stacks/a" },
    { ...broken("there is none", "Run synth."), place: "stacks/b" },
    { ...broken("it is damaged", "Delete it."), place: "stacks/c" },
  ];
  expect(worstOf(findings)).toEqual(
    broken("stacks/a, stacks/b: there is none; stacks/c: it is damaged", "Run synth. Delete it."),
  );
});
