// What grants use of what all hooks of a run share.

import type { ApiToken, OAuthClient } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import type { AssetReader } from "../assets/read.js";
import type { AssetObject } from "../assets/write.js";
import type { LinkOwners } from "../link-owners.js";
import type { PrincipalCollection } from "../principals/session.js";
import type { CarriedRights } from "../rights/carried-rights.js";
import type { DeclaredRights } from "../rights/declared-rights.js";
import type { BatchedWriter } from "../shared-list/batch.js";

export interface GrantSession {
  readonly clock: Clock;
  /** The username of the principal that the provider signs in as. */
  readonly ownUsername: (signal: AbortSignal) => Promise<string>;
  readonly apiTokens: PrincipalCollection<ApiToken>;
  readonly oauthClients: PrincipalCollection<OAuthClient>;
  readonly assets: AssetReader;
  readonly assetWrites: BatchedWriter<AssetObject>;
  readonly rights: DeclaredRights;
  readonly carried: CarriedRights;
  readonly linkOwners: LinkOwners;
}
