// What a rule demands, as a sentence for people who have not broken it yet. Pure.
import type { Rule } from "../../lib/schema/index.js";

export function describeRule(rule: Rule): string {
  if (rule.rule === "discouraged" || rule.rule === "discouraged_size") {
    return `Warned about when it ${rule.because}.`;
  }
  if (rule.rule === "discouraged_below") return `Warned about below ${rule.min}: ${rule.because}.`;
  return `Limit: ${limitOf(rule)}.`;
}

type Limit = Exclude<
  Rule,
  { readonly rule: "discouraged" | "discouraged_below" | "discouraged_size" }
>;

function limitOf(rule: Limit): string {
  switch (rule.rule) {
    case "not_blank":
      return "not blank";
    case "not_padded":
      return "no white space at its ends";
    case "not_empty":
      return "at least one element";
    case "not_empty_literal":
      return "at least one element; a set may be empty only because the objects it comes from do not exist";
    case "no_blank_element":
      return "no blank element";
    case "no_padded_element":
      return "no element with white space at its ends";
    case "whole_number": {
      const alternative = rule.or === undefined ? "" : `, or exactly ${rule.or}`;
      return `a whole number from ${rule.min} to ${rule.max}${alternative}`;
    }
    case "one_of":
      return `one of ${rule.values.map((value) => `\`${value}\``).join(", ")}`;
    case "json_object":
      return "the JSON text of an object";
    case "matches":
    case "satisfies":
      return rule.expected;
  }
}
