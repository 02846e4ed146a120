// Numbers of Terraform that JavaScript has, and those it has not.
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { ExactNumber } from "../../../../src/framework/value.js";
import { decodeNumber, isSameDecimal } from "../../../../src/protocol/values/number.js";

test.each([
  ["a small integer", 7, 7],
  ["a double", 1.5, 1.5],
  ["0.1, which arrives as text", "0.1", 0.1],
  ["text with a zero too many", "0.10", 0.1],
  ["a tiny number without an exponent", "0.0000001", 1e-7],
  ["a 64-bit integer that is safe", 4294967296n, 4294967296],
  ["a negative 64-bit integer", -9007199254740991n, -9007199254740991],
  ["minus zero as text", "-0", 0],
])("%s becomes a JavaScript number", (_name, raw, expected) => {
  expect(decodeNumber(raw)).toBe(expected);
});

test.each([
  [
    "the first integer that no double tells from its neighbour",
    9007199254740993n,
    "9007199254740993",
  ],
  ["an integer beyond 64 bits", "12345678901234567890123", "12345678901234567890123"],
  ["more digits than a double has", "0.10000000000000000001", "0.10000000000000000001"],
  ["a number beyond every double", "1e400", "1e400"],
])("%s is kept as text", (_name, raw, text) => {
  expect(decodeNumber(raw)).toEqual(new ExactNumber(text));
});

test("every double's own spelling gives that double back", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      const decoded = decodeNumber(String(number));
      const isUnsafe = Number.isInteger(number) && !Number.isSafeInteger(number);
      expect(decoded).toEqual(isUnsafe ? new ExactNumber(String(number)) : number + 0);
    }),
  );
});

test("whatever a decimal text becomes still means the same decimal", () => {
  const decimalText = fc.stringMatching(/^-?(0|[1-9]\d{0,24})(\.\d{1,24})?$/);
  fc.assert(
    fc.property(decimalText, (text) => {
      expect(isSameDecimal(String(decodeNumber(text)), text)).toBe(true);
    }),
  );
});

test.each([
  ["1", "1.0", true],
  ["1e3", "1000", true],
  ["100", "0.1e3", true],
  ["0", "-0.00", true],
  ["1", "-1", false],
  ["10", "1", false],
  ["0.1", "0.01", false],
  ["1", "one", false],
])("%s and %s mean the same decimal: %s", (a, b, same) => {
  expect(isSameDecimal(a, b)).toBe(same);
});
