// Which of the collections a principal is in: its username tells its kind.
import { isOfKind } from "./kind.js";
import type { PrincipalCollection } from "./session.js";

type Any = Pick<PrincipalCollection, "kind">;

/** Undefined for a person, a group, and a service account of another kind. */
export const collectionOf = <T extends Any, C extends Any>(
  { apiTokens, oauthClients }: { readonly apiTokens: T; readonly oauthClients: C },
  username: string,
): T | C | undefined => [apiTokens, oauthClients].find(({ kind }) => isOfKind(kind, username));
