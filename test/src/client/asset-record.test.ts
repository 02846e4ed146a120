// What a hit of the index search is read into.
import { expect, test } from "@jest/globals";
import { personaAsset } from "../../../src/client/index.js";

const createdAt = (createTime: unknown) =>
  personaAsset.read({
    guid: "7f2a",
    createTime,
    attributes: { name: "Loaders", qualifiedName: "default/x" },
  }).createdAt;

test("the time of creation is in milliseconds", () => {
  expect(createdAt(1_718_000_000_000)).toEqual(new Date("2024-06-10T06:13:20Z"));
});

test.each([
  ["missing", undefined],
  ["no number", "yesterday"],
  ["beyond what a date can hold", 9e99],
])("there is no time of creation when it is %s", (_name, createTime) => {
  expect(createdAt(createTime)).toBeNull();
});
