// How a configuration names an asset: by GUID, by qualified name, or by name. Pure.
import type { AssetTerms } from "../../client/index.js";
import { withLowerCaseGuid } from "./same-text.js";

/** The arguments of a lookup; validation has made sure that exactly one of the first three is set. */
export interface AssetArguments {
  readonly id?: string | null;
  readonly qualified_name: string | null;
  readonly name: string | null;
  /** Goes with `name`. */
  readonly connector_name?: string | null;
}

export interface AssetSelector {
  readonly terms: AssetTerms;
  /** The term by which people may have mistyped it. */
  readonly by: "id" | "qualifiedName" | "name";
  readonly value: string;
  /** `name "development" and connector name "snowflake"`. */
  readonly having: string;
  /** Terraform's name of what was set. */
  readonly attribute: string;
}

export function assetSelectorOf(args: AssetArguments): AssetSelector {
  const { id, qualified_name, name, connector_name } = args;
  if (typeof id === "string") {
    const having = `GUID ${JSON.stringify(id)}`;
    const terms = { id: withLowerCaseGuid(id) };
    return { terms, by: "id", value: id, having, attribute: "id" };
  }
  if (typeof qualified_name === "string") {
    const value = qualified_name;
    const having = `qualified name ${JSON.stringify(value)}`;
    const terms = { qualifiedName: value };
    return { terms, by: "qualifiedName", value, having, attribute: "qualified_name" };
  }
  const value = String(name);
  const named = { by: "name", value, attribute: "name" } as const;
  const having = `name ${JSON.stringify(value)}`;
  if (typeof connector_name !== "string") return { ...named, terms: { name: value }, having };
  return {
    ...named,
    terms: { name: value, connectorName: connector_name },
    having: `${having} and connector name ${JSON.stringify(connector_name)}`,
  };
}
