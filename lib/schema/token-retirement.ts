// What a token retirement is: the predecessors of a rotated token or client are deleted when their overlap has ended, after what this depends on.
import { type Attributes, defineSchema } from "./core";
import { retiringPrincipal } from "./rotation";
import { tenant } from "./tenant";

type Configured<A extends Attributes> = {
  readonly [Name in keyof A]: Omit<A[Name], "mode" | "nullable"> & {
    readonly mode: A[Name] extends { readonly nullable: true } ? "optional" : "required";
  };
};

/** The same attributes where the configuration gives them. */
function configured<const A extends Attributes>(attributes: A): Configured<A> {
  const entries = Object.entries(attributes).map(([name, { nullable, ...attribute }]) => [
    name,
    { ...attribute, mode: nullable ? "optional" : "required" },
  ]);
  return Object.fromEntries(entries) as Configured<A>;
}

export const tokenRetirement = defineSchema({
  typeName: "atlan_token_retirement",
  kind: "resource",
  noun: "token retirement",
  version: 0,
  description:
    "Deletes the predecessors of a rotated API token or OAuth client when their overlap has ended. For one with `rotation` whose secret is delivered by the same stack: with `retired_elsewhere = true` its own updates delete none, and a retirement that depends on the deliveries deletes them only after these have succeeded. The deletion cannot be undone: destroying the retirement does nothing.",
  timeouts: { create: "10m", read: "5m", update: "10m", delete: "5m" },
  attributes: {
    token_id: {
      type: "string",
      mode: "required",
      description: "The token or client, by GUID. It is never deleted by this resource.",
      rules: [{ rule: "not_blank" }, { rule: "not_padded" }],
      property: { name: "token", expected: "an AtlanApiToken or an AtlanOauthClient" },
    },
    retiring: {
      nesting: "list",
      mode: "optional_computed",
      attributes: configured(retiringPrincipal),
      description:
        "Its `retiring`. Those that are `due` are deleted. Where none has become due, the state keeps what it has, and nothing is planned.",
    },
    ...tenant,
  },
});
