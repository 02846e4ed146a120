// What the workshop is besides its machines: the provider block, and passes, which exist for one run.
import { defineSchema } from "../../../lib/schema/core/index.js";

export const workshop = defineSchema({
  typeName: "workshop",
  kind: "provider",
  noun: "provider",
  version: 0,
  description: "Keeps machines.",
  attributes: {
    folder: { type: "string", mode: "required", description: "Where its events are written." },
  },
});

export const pass = defineSchema({
  typeName: "workshop_pass",
  kind: "ephemeral_resource",
  noun: "pass",
  version: 0,
  description: "Lets somebody in for as long as a run takes.",
  timeouts: { open: "1m", renew: "1m", close: "1m" },
  attributes: {
    holder: {
      type: "string",
      mode: "required",
      description: "Who gets it.",
      rules: [{ rule: "not_blank" }],
    },
    renewals: {
      type: "number",
      mode: "optional",
      default: 0,
      description: "How often it is renewed.",
    },
    terms: {
      nesting: "single",
      mode: "optional",
      description: "What it allows.",
      attributes: {
        door: { type: "string", mode: "optional", default: "front", description: "Which door." },
        lock: { type: "string", mode: "computed", description: "The lock of that door." },
      },
    },
    id: { type: "string", mode: "computed", description: "Its id." },
    code: {
      type: "string",
      mode: "computed",
      sensitive: true,
      description: "What opens the door.",
    },
  },
});
