// What the hooks of API tokens use of a session.
import type { ApiToken } from "../../client/index.js";
import type { PrincipalCollection, SharedSession } from "../principals/session.js";

export interface TokenSession {
  readonly apiTokens: SharedSession & PrincipalCollection<ApiToken>;
}
