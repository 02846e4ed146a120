// The arguments of lists under `/api/service`: the same wherever records are listed as the API lists them.
import type { Attributes } from "./core";

/** The API's own type for both is `int32`. */
const LARGEST_INT32 = 2_147_483_647;

export const listArguments = {
  filter: {
    type: "string",
    mode: "optional",
    description:
      'An RQL filter as JSON text, such as `jsonencode({ displayName = "loader" })`, with the API\'s own field names. Left out: all records.',
    rules: [{ rule: "json_object" }],
  },
  sort: {
    type: "string",
    mode: "optional",
    description:
      "The field to sort by, in the API's spelling; a leading `-` reverses the order. Left out: `createdAt`.",
    rules: [{ rule: "not_blank" }],
  },
  limit: {
    type: "number",
    mode: "optional",
    description:
      "The most records to ask for, in one request; a tenant may give fewer. Left out: all pages are read, until one is empty.",
    rules: [{ rule: "whole_number", min: 1, max: LARGEST_INT32 }],
  },
  offset: {
    type: "number",
    mode: "optional",
    description: "How many records to skip. Left out: none.",
    rules: [{ rule: "whole_number", min: 0, max: LARGEST_INT32 }],
  },
} as const satisfies Attributes;
