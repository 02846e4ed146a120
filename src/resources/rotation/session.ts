// What a rotation uses of what all hooks of a run share.
import type { AtlanClient } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import type { ActingTokens } from "../assets/credentials.js";
import type { AssetReader } from "../assets/read.js";
import type { AssetObject } from "../assets/write.js";
import type { AssetWriters } from "../assets/writers.js";
import type { PrincipalSession } from "../principals/session.js";
import type { CarriedRights } from "../rights/carried-rights.js";
import type { DeclaredRights } from "../rights/declared-rights.js";
import type { BatchedWriter } from "../shared-list/batch.js";
import type { Barrier } from "./barrier.js";

export interface RotationSession {
  readonly client: Pick<AtlanClient, "apiKey" | "bearer" | "as">;
  readonly clock: Clock;
  readonly assets: AssetReader;
  readonly acting: ActingTokens;
  readonly assetWriters: AssetWriters;
  readonly assetWrites: BatchedWriter<AssetObject>;
  readonly rights: DeclaredRights;
  readonly carried: CarriedRights;
  /** Of all rotations of the run. */
  readonly rotationBarrier: Barrier;
}

/** The same, of one kind of principals. */
export type RotatingSession = PrincipalSession & RotationSession;
