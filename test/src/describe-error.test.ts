// What is printed of errors that nobody foresaw, and what is not.
import { expect, test } from "@jest/globals";
import { describeError, stackFrames } from "../../src/describe-error.js";

function errorOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

const token = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0";

test.each([
  ["a reply that is not JSON", errorOf(() => JSON.parse(`${token} and more`)), "SyntaxError: "],
  ["a message with a quoted value", new Error('Bad header "hunter2"'), 'Error: Bad header "…"'],
  ["a message with a token in it", new TypeError(`no ${token}`), "TypeError: no …"],
  ["something thrown that is no error", token, "something that is not an Error was thrown"],
])("%s is described without its value", (_name, error, expected) => {
  const text = describeError(error);
  expect(text).toContain(expected);
  expect(text).not.toMatch(/hunter2|eyJ/);
});

test("an ordinary message is kept", () => {
  expect(describeError(new Error("Cannot encode atlan_thing.text: found a number"))).toBe(
    "Error: Cannot encode atlan_thing.text: found a number",
  );
});

test("frames come without the message", () => {
  const frames = stackFrames(new Error("at first\n    at heart"));
  expect(frames[0]).toContain("describe-error.test");
});
