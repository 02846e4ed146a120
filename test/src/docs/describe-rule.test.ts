// How the reference words each kind of rule.
import { expect, it } from "@jest/globals";
import type { Rule } from "../../../lib/schema/index.js";
import { describeRule } from "../../../scripts/docs/describe-rule.js";

const rows: readonly { readonly rule: Rule; readonly sentence: string }[] = [
  { rule: { rule: "not_blank" }, sentence: "Limit: not blank." },
  { rule: { rule: "not_padded" }, sentence: "Limit: no white space at its ends." },
  { rule: { rule: "not_empty" }, sentence: "Limit: at least one element." },
  {
    rule: { rule: "not_empty_literal" },
    sentence:
      "Limit: at least one element; a set may be empty only because the objects it comes from do not exist.",
  },
  { rule: { rule: "no_blank_element" }, sentence: "Limit: no blank element." },
  {
    rule: { rule: "no_padded_element" },
    sentence: "Limit: no element with white space at its ends.",
  },
  {
    rule: { rule: "whole_number", min: 1, max: 9 },
    sentence: "Limit: a whole number from 1 to 9.",
  },
  {
    rule: { rule: "whole_number", min: 1, max: 9, or: 40 },
    sentence: "Limit: a whole number from 1 to 9, or exactly 40.",
  },
  { rule: { rule: "json_object" }, sentence: "Limit: the JSON text of an object." },
  { rule: { rule: "one_of", values: ["a", "b"] }, sentence: "Limit: one of `a`, `b`." },
  {
    rule: { rule: "matches", pattern: /^x/, expected: "a word with x in front" },
    sentence: "Limit: a word with x in front.",
  },
  {
    rule: { rule: "discouraged_below", min: 60, because: "less than a minute" },
    sentence: "Warned about below 60: less than a minute.",
  },
  {
    rule: { rule: "discouraged", value: 7, because: "is 7, which is unlucky" },
    sentence: "Warned about when it is 7, which is unlucky.",
  },
];

it.each(rows)("$rule.rule: $sentence", ({ rule, sentence }) => {
  expect(describeRule(rule)).toBe(sentence);
});
