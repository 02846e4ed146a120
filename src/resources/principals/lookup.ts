// Finds the one principal a person means, or says which ones it could be.
import type { AttributePath } from "../../framework/index.js";
import { toRfc3339 } from "../../rfc3339.js";
import { findOne } from "../lookup/find-one.js";
import type { PrincipalRecord, Words } from "./kind.js";
import type { Observation } from "./reader.js";
import {
  byClientId,
  byId,
  describeSelector,
  isSelected,
  type PrincipalSelector,
} from "./selector.js";
import type { PrincipalCollection, SharedSession } from "./session.js";

export interface LookupOptions {
  readonly signal: AbortSignal;
  /** The attribute of the configuration that an error points at. */
  readonly attribute?: AttributePath;
  /** How long it may take to appear. Left out: one look. */
  readonly waitSeconds?: number | null;
}

/** A principal, and the tenant's time when it was seen. */
export interface FoundPrincipal<R extends PrincipalRecord = PrincipalRecord> {
  readonly record: R;
  readonly tenantNow: Date | null;
}

const nounOf = ({ noun }: Words) => ({
  singular: noun,
  plural: `${noun}s`,
  tellApartBy: "its GUID",
  line: ({
    record: { id, clientId, displayName, createdAt, createdBy },
  }: FoundPrincipal): string => {
    const creation = createdAt === null ? "unknown" : toRfc3339(createdAt);
    return `${id}: ${JSON.stringify(displayName)}, ${clientId}, created ${creation} by ${createdBy ?? "unknown"}`;
  },
});

/** What a lookup uses of a session. */
export type LookupSession<R extends PrincipalRecord> = Pick<
  PrincipalCollection<R>,
  "kind" | "reader"
> &
  Pick<SharedSession, "clock">;

/** @throws DiagnosticError when none or several match, with the candidates. */
export function findPrincipal<R extends PrincipalRecord>(
  session: LookupSession<R>,
  selector: PrincipalSelector,
  { signal, attribute, waitSeconds = null }: LookupOptions,
): Promise<FoundPrincipal<R>> {
  const lookup = {
    noun: nounOf(session.kind.words),
    having: describeSelector(selector),
    wanted: selector.value,
    ...(attribute && { attribute }),
    look: async () => found(await session.reader.ask(selector, { signal })),
    isWanted: ({ record }: FoundPrincipal<R>) => isSelected(record, selector),
    candidates: async () => found(await session.reader.all(signal)),
    nameOf: ({ record }: FoundPrincipal<R>) => record[selector.by],
  };
  return findOne(lookup, { clock: session.clock, signal, waitSeconds });
}

const found = <R extends PrincipalRecord>({
  records,
  tenantNow,
}: Observation<R>): readonly FoundPrincipal<R>[] =>
  records.map((record) => ({ record, tenantNow }));

/** The arguments of a lookup; validation has made sure that exactly one of the first three is set. */
export interface LookupArguments {
  readonly id: string | null;
  readonly client_id: string | null;
  readonly display_name: string | null;
  readonly wait_seconds: number | null;
}

/** The one that a data source names. @throws DiagnosticError as `findPrincipal` does */
export function findDeclared<R extends PrincipalRecord>(
  session: LookupSession<R>,
  { id, client_id, display_name, wait_seconds: waitSeconds }: LookupArguments,
  signal: AbortSignal,
): Promise<FoundPrincipal<R>> {
  const find = (selector: PrincipalSelector, attribute: keyof LookupArguments) =>
    findPrincipal(session, selector, { signal, attribute: [attribute], waitSeconds });
  if (id !== null) return find(byId(id), "id");
  if (client_id !== null) return find(byClientId(client_id), "client_id");
  return find({ by: "displayName", value: String(display_name) }, "display_name");
}
