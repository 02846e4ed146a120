// What constructs call an attribute: each type says it for itself.
import { describe, expect, it } from "@jest/globals";
import { settingsOf } from "../../lib/private/settings";
import { connectionAdmin } from "../../lib/schema";
import { defineSchema } from "../../lib/schema/core";

const list = defineSchema({
  typeName: "atlan_list",
  kind: "resource",
  noun: "list",
  version: 0,
  description: "A list.",
  attributes: {
    usernames: { type: ["set", "string"], mode: "required", description: "Who is on it." },
    token_ids: { type: ["set", "string"], mode: "optional", description: "What is on it." },
  },
});

const propertiesOf = (schema: Parameters<typeof settingsOf>[0]) =>
  settingsOf(schema).map(({ attribute, property }) => `${attribute}: ${property}`);

describe("a property is named", () => {
  it("after its attribute", () => {
    expect(propertiesOf(list)).toEqual(["usernames: usernames", "token_ids: tokenIds"]);
  });

  it("as the attribute's own type says", () => {
    expect(propertiesOf(connectionAdmin)).toEqual([
      "connection_id: connection",
      "usernames: principals",
    ]);
  });
});
