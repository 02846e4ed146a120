// What the hooks of one kind of principals share in a run: its list, its writer, and who made what.
import type { AtlanClient, Http } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import type { DiagnosticSink } from "../../framework/index.js";
import type { LinkOwners } from "../link-owners.js";
import type { ImportSecrets } from "../one-time-secret/import-secrets.js";
import type { WriterOptions } from "../shared-list/target.js";
import { AbsenceProof } from "./absence.js";
import type { KindSession, PrincipalKind, PrincipalRecord, PrincipalState } from "./kind.js";
import { OwnCreates } from "./own-creates.js";
import { PrincipalReader } from "./reader.js";
import { PrincipalWriter } from "./writer.js";

/** Of a run, whatever the kind. */
export interface SharedSession extends KindSession {
  readonly client: AtlanClient;
  readonly clock: Clock;
  /** Beyond the first try. */
  readonly maxRetries: number;
  /** Per try. */
  readonly requestTimeoutMs: number;
  /** The username of the principal that the provider signs in as. */
  readonly ownUsername: (signal: AbortSignal) => Promise<string>;
  /** A secret that ends within so many seconds is warned about; 0: never. */
  readonly warnBeforeExpirySeconds: number;
  readonly linkOwners: LinkOwners;
  readonly importSecrets: ImportSecrets;
}

export interface PrincipalCollection<R extends PrincipalRecord = PrincipalRecord> {
  readonly kind: PrincipalKind;
  readonly reader: PrincipalReader<R>;
  readonly absence: AbsenceProof<R>;
  readonly writes: PrincipalWriter;
  readonly ownCreates: OwnCreates;
  /** GUIDs of those that the state has, as far as this run has begun to read them. */
  readonly inState: Set<string>;
}

export type PrincipalSession = SharedSession & PrincipalCollection;

interface CollectionOptions extends Omit<WriterOptions, "clock"> {
  readonly http: Http;
  readonly clock: Clock;
  readonly ownUsername: SharedSession["ownUsername"];
  /** Ends what several operations share. */
  readonly signal: AbortSignal;
}

export function openCollection<R extends PrincipalRecord>(
  kind: PrincipalKind,
  options: CollectionOptions,
): PrincipalCollection<R> {
  const reader = new PrincipalReader<R>({ kind, ...options });
  return {
    kind,
    reader,
    absence: new AbsenceProof<R>({ kind, reader, ...options }),
    writes: new PrincipalWriter({ kind, reader, ...options }),
    ownCreates: new OwnCreates(),
    inState: new Set<string>(),
  };
}

/** A resource of this run manages which personas it is linked to. Those that are fixed nobody else can change. */
export function noteLinks(
  { kind, linkOwners }: PrincipalSession,
  { id, persona_qualified_names }: Pick<PrincipalState, "id" | "persona_qualified_names">,
  diagnostics: DiagnosticSink,
): void {
  if (kind.personasAreFixed || persona_qualified_names === null) return;
  linkOwners.note([id], "token", diagnostics);
}
