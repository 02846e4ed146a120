// Schemas on the wire.
import { expect, test } from "@jest/globals";
import { Schema } from "../../../../src/protocol/generated/tfplugin6.js";
import { schemaMessage } from "../../../../src/protocol/messages/schema-message.js";
import { note } from "../memory-provider.js";

const message = Schema.decode(Schema.encode(schemaMessage(note)).finish());
const attribute = (name: string) => message.block?.attributes.find((each) => each.name === name);
const typeOf = (name: string) => Buffer.from(attribute(name)?.type ?? []).toString();

test("the version is the schema's, and descriptions are Markdown", () => {
  expect(message).toMatchObject({
    version: 1n,
    block: { description: "A note.", descriptionKind: 1 },
  });
});

test.each([
  ["text", { required: true, optional: false, computed: false }],
  ["amount", { required: false, optional: true, computed: false }],
  ["id", { required: false, optional: false, computed: true }],
  ["secret", { computed: true, sensitive: true }],
])("%s has its mode", (name, flags) => {
  expect(attribute(name)).toMatchObject(flags);
});

test("an attribute with a default is computed too, or Terraform would refuse the default", () => {
  expect(attribute("steps")?.nestedType).toMatchObject({
    nesting: 2,
    attributes: [{ name: "name" }, { name: "weight", optional: true, computed: true }],
  });
});

test.each([
  ["text", '"string"'],
  ["tags", '["set","string"]'],
  ["labels", '["map","string"]'],
  ["steps", ""],
])("%s has the type %s", (name, json) => {
  expect(typeOf(name)).toBe(json);
});

test("timeouts are a single block of optional strings", () => {
  expect(message.block?.blockTypes).toMatchObject([
    {
      typeName: "timeouts",
      nesting: 1,
      block: { attributes: [{ name: "create", optional: true, computed: false }] },
    },
  ]);
});
