// What schemas are made of, whatever provider they describe: types, rules, durations, text that a terminal may show.
export { parseGoDuration } from "./go-duration";
export { printable } from "./printable";
export { applyRule, type Finding, quote, type Rule } from "./rules";
export * from "./schema";
