// The list of personas, with every parameter and every field that the API documents.

import { defineSchema } from "./core";
import { listArguments } from "./list-arguments";
import { personaRecord } from "./persona-record";

export const dataPersonas = defineSchema({
  typeName: "atlan_personas",
  kind: "data_source",
  noun: "list of personas",
  version: 0,
  description:
    "Lists personas as `GET /api/service/personas` gives them, values unchanged. A value of another type than documented comes as its JSON text where a string is documented.",
  timeouts: { read: "5m" },
  attributes: {
    ...listArguments,
    sort: {
      ...listArguments.sort,
      description:
        "The field to sort by: `createdAt`, `createdBy`, `updatedAt` or `updatedBy`; a leading `-` reverses the order. Left out: `createdAt`.",
    },
    columns: {
      type: ["list", "string"],
      mode: "optional",
      description:
        'The fields to give, in the API\'s spelling, such as `displayName`; the others come back null or `""`. Left out: all fields.',
      rules: [{ rule: "not_empty" }, { rule: "no_blank_element" }],
    },
    count_records: {
      type: "bool",
      mode: "optional",
      description:
        "Whether the tenant counts: with false, `total_record` and `filter_record` are 0. The API calls it `count`, a word of Terraform's own. Left out: the tenant decides.",
    },
    records: {
      nesting: "list",
      mode: "computed",
      description: "The personas, in the order in which the tenant gives them.",
      attributes: personaRecord,
    },
    total_record: {
      type: "number",
      mode: "computed",
      nullable: true,
      description:
        "How many personas there are, as the tenant says; 0 when `count_records` is false.",
    },
    filter_record: {
      type: "number",
      mode: "computed",
      nullable: true,
      description:
        "How many personas match the filter, as the tenant says; 0 when `count_records` is false.",
    },
  },
});
