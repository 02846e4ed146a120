// What the tenant calls the objects that a graph names: GUIDs, qualified names and usernames differ from round to round.
import type { TenantSnapshot, TenantToken } from "../../src/tenant/index.js";
import type { GrantNode } from "./graph.js";

export interface Landmarks {
  /** A token that was there before the round, by its display name. */
  readonly token: (displayName: string) => TenantToken;
  /** The qualified name. */
  readonly persona: (name: string) => string;
  /** The GUID of the asset, or the qualified name of the persona. */
  readonly object: (grant: Pick<GrantNode, "type" | "object">) => string;
  /** The GUID. */
  readonly asset: (type: "connection" | "collection", name: string) => string;
}

const found = <Value>(value: Value | undefined, name: string): Value => {
  if (value === undefined) throw new Error(`Cannot find ${name}: the tenant does not hold it`);
  return value;
};

export function landmarksOf(state: TenantSnapshot): Landmarks {
  const persona = (name: string) =>
    found(state.personas.find((one) => one.name === name)?.qualifiedName, name);
  const asset = (type: "connection" | "collection", name: string) =>
    found(state[`${type}s`].find((one) => one.name === name)?.guid, name);
  return {
    token: (displayName) =>
      found(
        state.tokens.find((one) => one.displayName === displayName),
        displayName,
      ),
    persona,
    asset,
    object: ({ type, object }) => {
      if (type === "atlan_token_persona_binding") return persona(object);
      return asset(type === "atlan_connection_admin" ? "connection" : "collection", object);
    },
  };
}
