// What grants use of what all hooks of a run share.
import type { Clock } from "../../clock.js";
import type { AbsenceProof } from "../api-token/absence.js";
import type { TokenWriter } from "../api-token/writer.js";
import type { AssetReader } from "../assets/read.js";
import type { AssetObject } from "../assets/write.js";
import type { LinkOwners } from "../link-owners.js";
import type { CarriedRights } from "../rights/carried-rights.js";
import type { DeclaredRights } from "../rights/declared-rights.js";
import type { BatchedWriter } from "../shared-list/batch.js";

export interface GrantSession {
  readonly clock: Clock;
  /** The username of the principal that the provider signs in as. */
  readonly ownUsername: (signal: AbortSignal) => Promise<string>;
  readonly absence: AbsenceProof;
  readonly tokenWrites: TokenWriter;
  readonly assets: AssetReader;
  readonly assetWrites: BatchedWriter<AssetObject>;
  readonly rights: DeclaredRights;
  readonly carried: CarriedRights;
  readonly linkOwners: LinkOwners;
}
