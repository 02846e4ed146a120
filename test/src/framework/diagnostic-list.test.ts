// What a diagnostic may hold when it reaches the terminal.
import { expect, test } from "@jest/globals";
import { DiagnosticList } from "../../../src/framework/diagnostic-list.js";
import { PRODUCT } from "../product.js";

test.each([
  ["an escape sequence", "by \u001b[2Jamira", "by \\u001b[2Jamira"],
  ["a C1 control character", "by \u009b31mamira", "by \\u009b31mamira"],
  ["text that turns its direction", "by \u202earima\u2069", "by \\u202earima\\u2069"],
  ["a return to the line's beginning", "by amira\rError", "by amira\\u000dError"],
  ["line breaks and tabs of ours", "by:\n\n\tamira", "by:\n\n\tamira"],
  ["letters of any language", "by Zoë, \u{1f680} نور", "by Zoë, \u{1f680} نور"],
])("%s in a diagnostic is shown and does nothing", (_name, text, shown) => {
  const list = new DiagnosticList(PRODUCT);
  list.add({ severity: "warning", summary: text, detail: text, attribute: ["id"] });
  expect(list.toArray()).toEqual([
    { severity: "warning", summary: shown, detail: shown, attribute: ["id"] },
  ]);
});
