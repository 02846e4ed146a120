// What a machine is: the resource type of the workshop, a provider of the tests that uses what the framework offers.
import { defineSchema } from "../../../lib/schema/core";

export const machine = defineSchema({
  typeName: "workshop_machine",
  kind: "resource",
  noun: "machine",
  version: 0,
  description: "A machine.",
  timeouts: { create: "1m", read: "1m", update: "1m", delete: "1m" },
  attributes: {
    name: {
      type: "string",
      mode: "required",
      description: "What it is called.",
      rules: [{ rule: "not_blank" }],
    },
    maintenance: {
      nesting: "single",
      mode: "optional",
      description: "How it is looked after. Left out: it is not.",
      attributes: {
        every_days: {
          type: "number",
          mode: "optional",
          default: 30,
          description: "How often.",
          rules: [{ rule: "whole_number", min: 1, max: 365 }],
        },
        notes: {
          type: "string",
          mode: "optional",
          description: "What to look at.",
          rules: [{ rule: "not_blank" }],
        },
        plan_id: { type: "string", mode: "computed", description: "The id of the plan." },
      },
    },
    spare_parts: {
      nesting: "list",
      mode: "optional",
      description: "What is kept for it.",
      attributes: {
        part_name: { type: "string", mode: "required", description: "What it is called." },
        amount: { type: "number", mode: "optional", default: 1, description: "How many." },
        shelf: {
          type: "string",
          mode: "optional_computed",
          defaultAtCreate: "A",
          description: "Where it is. Left out: A at first, later where it is.",
        },
        serial: { type: "string", mode: "computed", description: "Its number." },
      },
    },
    rebuild_when_changed: {
      type: ["map", "string"],
      mode: "optional",
      description: "A change of any value rebuilds the machine in place: it gets another id.",
    },
    pin: {
      type: "string",
      mode: "optional",
      sensitive: true,
      writeOnly: true,
      description: "What starts it.",
      rules: [{ rule: "not_blank" }],
    },
    pin_version: {
      type: "number",
      mode: "optional",
      description: "A change writes `pin` again.",
    },
    id: { type: "string", mode: "computed", description: "Its id." },
    pin_length: {
      type: "number",
      mode: "computed",
      nullable: true,
      description: "How long the pin is; null without one.",
    },
    replaced: {
      nesting: "list",
      mode: "computed",
      description: "What it was before it was rebuilt.",
      attributes: {
        id: { type: "string", mode: "computed", description: "The id it had." },
        scrapped: { type: "bool", mode: "computed", description: "Whether that is scrapped." },
      },
    },
  },
});
