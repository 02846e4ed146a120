// What the grants on an asset share: principals hold one right on one connection or collection.
import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import type { AtlanAssetGrantProps, IAtlanGrantee } from "./grant-props";
import { AtlanResource } from "./private/atlan-resource";
import { readOnce } from "./private/reference";
import type { Values } from "./private/settings";
import type { Schema } from "./schema";

interface AssetGrantDefinition {
  readonly schema: Schema;
  readonly props: AtlanAssetGrantProps;
  /** The asset's GUID under the name of its property. Called at synth only. */
  readonly asset: () => Values;
}

export abstract class AssetGrant extends AtlanResource {
  /** Who holds the right by this grant, by username. */
  declare readonly usernames: string[];

  constructor(scope: Construct, id: string, { schema, props, asset }: AssetGrantDefinition) {
    const { timeouts, ...metaArguments } = props;
    super(scope, id, {
      schema,
      metaArguments,
      declared: () => ({ ...asset(), principals: usernamesOf(props), timeouts }),
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

const isToken = (principal: unknown): principal is IAtlanGrantee =>
  typeof principal === "object" && principal !== null && "activeUsernames" in principal;

/** API tokens and usernames as the one set that Terraform wants. */
function merge(principals: readonly (IAtlanGrantee | string)[]): unknown {
  const lists = principals.filter(isToken).map((token) => readOnce(token, "activeUsernames"));
  // Callers without types may pass anything: validation reports what is no string.
  const usernames = principals.filter((principal) => !isToken(principal));
  if (lists.length === 0) return usernames;
  if (lists.length === 1 && usernames.length === 0) return lists[0];
  return Fn.toset(Fn.concat(usernames.length === 0 ? lists : [...lists, usernames]));
}

/** The usernames to grant to: an array, a reference, or nothing when the props name nobody. */
function usernamesOf({ token, principals }: AtlanAssetGrantProps): unknown {
  if (token !== undefined) return readOnce(token, "activeUsernames");
  return Array.isArray(principals) && !Token.isUnresolved(principals)
    ? merge(principals)
    : principals;
}
