// Who holds a right: API tokens and usernames, merged into the one set that Terraform wants.
import { Fn, Token } from "cdktf";
import type { IAtlanApiToken } from "../api-token-props";
import type { AtlanAssetGrantProps } from "../grant-props";

const isToken = (principal: unknown): principal is IAtlanApiToken =>
  typeof principal === "object" && principal !== null && "activeUsernames" in principal;

function merge(principals: readonly (IAtlanApiToken | string)[]): unknown {
  const lists = principals.filter(isToken).map(({ activeUsernames }) => activeUsernames);
  // Callers without types may hand over anything: validation tells what is no string.
  const usernames = principals.filter((principal) => !isToken(principal));
  if (lists.length === 0) return usernames;
  if (lists.length === 1 && usernames.length === 0) return lists[0];
  return Fn.toset(Fn.concat(usernames.length === 0 ? lists : [...lists, usernames]));
}

/** The usernames to grant to: an array, a reference, or nothing when the props name nobody. */
export function usernamesOf({ token, principals }: AtlanAssetGrantProps): unknown {
  if (token !== undefined) return token.activeUsernames;
  return Array.isArray(principals) && !Token.isUnresolved(principals)
    ? merge(principals)
    : principals;
}
