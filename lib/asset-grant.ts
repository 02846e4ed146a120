// What the grants on an asset share: principals hold one right on one connection or collection.
import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import type { AtlanAssetGrantProps } from "./grant-props";
import { AtlanResource } from "./private/atlan-resource";
import { attributeOf, elementsOf } from "./private/reference";
import type { Values } from "./private/settings";
import type { Schema } from "./schema";

interface AssetGrantDefinition {
  readonly schema: Schema;
  readonly props: AtlanAssetGrantProps;
  /** The asset under the name of its property. */
  readonly asset: Values;
}

export abstract class AssetGrant extends AtlanResource {
  /** Who holds the right by this grant, by username. */
  declare readonly usernames: string[];

  constructor(scope: Construct, id: string, { schema, props, asset }: AssetGrantDefinition) {
    const { timeouts, ...metaArguments } = props;
    super(scope, id, {
      schema,
      metaArguments,
      declared: () => ({ ...idOf(asset), principals: usernamesOf(props), timeouts }),
      objects: () => asset,
    });
    this.node.addValidation({
      validate: () =>
        // The schema finds that neither is set.
        props.token !== undefined && props.principals !== undefined
          ? [`Cannot declare ${schema.noun}: token and principals are set, expected exactly one`]
          : [],
    });
  }
}

const idOf = (asset: Values): Values =>
  Object.fromEntries(
    Object.entries(asset).map(([property, object]) => [property, attributeOf(object, "id")]),
  );

const usernamesOfPrincipal = (principal: unknown) => elementsOf(principal, "activeUsernames");

/** Principals and usernames as the one set that Terraform wants. */
function merge(principals: readonly unknown[]): unknown {
  const lists = principals.map(usernamesOfPrincipal);
  const usernames = principals.filter((_, index) => lists[index] === undefined);
  // Callers without types may pass anything: validation reports it by its index.
  if (usernames.some((username) => typeof username !== "string")) {
    // Synth resolves all of it first, and takes no list beside other elements.
    return principals.map((principal, index) => {
      const list = lists[index];
      return list === undefined ? principal : Fn.element(list, 0);
    });
  }
  const [first, ...more] = lists.filter((list) => list !== undefined);
  if (first === undefined) return usernames;
  if (more.length === 0 && usernames.length === 0) return first;
  const all = [first, ...more, ...(usernames.length === 0 ? [] : [usernames])];
  return Fn.toset(Fn.concat(all));
}

/** The usernames to grant to: an array, a reference, or nothing when the props name nobody. */
function usernamesOf({ token, principals }: AtlanAssetGrantProps): unknown {
  if (token !== undefined) return usernamesOfPrincipal(token);
  return Array.isArray(principals) && !Token.isUnresolved(principals)
    ? merge(principals)
    : principals;
}
