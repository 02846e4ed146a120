// What counts as the JSON text of an object.
import { expect, it } from "@jest/globals";
import { applyRule } from "../../lib/schema";

const problemOf = (text: string) => applyRule({ rule: "json_object" }, text)?.problem;

it.each([
  ["an empty object", "{}"],
  ["an object in an object", '{"displayName":{"$ilike":"%loader%"}}'],
  ["blanks around it", ' {"id":"1"}\n'],
])("json_object takes %s", (_name, text) => {
  expect(problemOf(text)).toBeUndefined();
});

it.each([
  ["nothing", ""],
  ["a list", "[]"],
  ["null", "null"],
  ["a number", "7"],
  ["a string", '"x"'],
  ["JavaScript", "{displayName: 'x'}"],
  ["half an object", '{"a":1'],
])("json_object refuses %s, and quotes it", (_name, text) => {
  expect(problemOf(text)).toBe(`must be the JSON text of an object, got ${JSON.stringify(text)}`);
});
