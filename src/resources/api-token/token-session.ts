// What the hooks of API tokens use of a session.
import type { LinkOwners } from "../link-owners.js";
import type { ImportSecrets } from "../one-time-secret/import-secrets.js";
import type { RotationSession } from "../rotation/session.js";
import type { AbsenceProof } from "./absence.js";
import type { OwnCreates } from "./own-creates.js";
import type { TokenReader } from "./token-reader.js";
import type { TokenWriter } from "./writer.js";

export interface TokenSession extends RotationSession {
  /** Beyond the first try. */
  readonly maxRetries: number;
  /** Per try. */
  readonly requestTimeoutMs: number;
  /** 0: never. */
  readonly warnBeforeExpirySeconds: number;
  /** The username of the principal that the provider signs in as. */
  readonly ownUsername: (signal: AbortSignal) => Promise<string>;
  readonly tokens: TokenReader;
  readonly absence: AbsenceProof;
  readonly tokenWrites: TokenWriter;
  readonly ownCreates: OwnCreates;
  /** GUIDs of the tokens that the state has, as far as this run has begun to read them. */
  readonly tokensInState: Set<string>;
  readonly linkOwners: LinkOwners;
  readonly importSecrets: ImportSecrets;
}
