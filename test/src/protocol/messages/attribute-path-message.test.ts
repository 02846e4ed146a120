// Attribute paths on the wire.
import { expect, test } from "@jest/globals";
import { attributePathMessage } from "../../../../src/protocol/messages/attribute-path-message.js";
import { objectTypeOf } from "../../../../src/protocol/values/wire-type.js";
import { note } from "../memory-provider.js";

const type = objectTypeOf(note);
const name = (value: string) => ({ selector: { $case: "attributeName", value } });
const key = (value: string) => ({ selector: { $case: "elementKeyString", value } });
const index = (value: bigint) => ({ selector: { $case: "elementKeyInt", value } });

test.each([
  ["an attribute", ["text"], [name("text")]],
  ["an element of a map", ["labels", "x y"], [name("labels"), key("x y")]],
  [
    "an attribute of a list's element",
    ["steps", 1, "name"],
    [name("steps"), index(1n), name("name")],
  ],
  [
    "an attribute of the timeouts block",
    ["timeouts", "create"],
    [name("timeouts"), name("create")],
  ],
  ["an element of a set, which has no address", ["tags", "a"], [name("tags")]],
])("%s", (_name, path, steps) => {
  expect(attributePathMessage(path, type)).toEqual({ steps });
});
