// Updates of one kind of principals: the API replaces everything that one holds, so each update sends back what it does not change.
import type { Http } from "../../client/index.js";
import { DiagnosticError } from "../../framework/index.js";
import { BatchedWriter } from "../shared-list/batch.js";
import { classifyResponse, GoneError } from "../shared-list/errors.js";
import { merge, type Patch, type SharedObject } from "../shared-list/patch.js";
import type { Change, Outcome } from "../shared-list/pending-change.js";
import type { Target, WriterOptions } from "../shared-list/target.js";
import { withoutClaim } from "./claim.js";
import type { PrincipalKind, PrincipalRecord, Words } from "./kind.js";
import type { PrincipalReader } from "./reader.js";
import { byId } from "./selector.js";

/** A principal as it was read: what an update sends, and the rest. */
export interface PrincipalObject extends SharedObject {
  readonly values: { readonly displayName: string; readonly description: string };
  /** Qualified names. */
  readonly sets: { readonly personas: readonly string[] };
  readonly record: PrincipalRecord;
}

export type PrincipalChange = Change<PrincipalObject>;

export interface PrincipalWriterOptions extends WriterOptions {
  readonly kind: PrincipalKind;
  readonly http: Http;
  readonly reader: PrincipalReader;
}

export class PrincipalWriter {
  readonly #kind: PrincipalKind;
  readonly #writer: BatchedWriter<PrincipalObject>;

  constructor(options: PrincipalWriterOptions) {
    this.#kind = options.kind;
    this.#writer = new BatchedWriter(targetOf(options), options);
  }

  /**
   * Makes a change hold, together with whatever else is wanted of it at the same time.
   *
   * @throws AtlanRequestError when the tenant refuses it; DiagnosticError when it is gone or the change does not
   * hold; the signal's reason when it was not sent.
   */
  async update(
    id: string,
    change: PrincipalChange,
  ): Promise<Exclude<Outcome<PrincipalObject>, { readonly state: "lost" }>> {
    const outcome = await this.change(id, change);
    if (outcome.state === "lost") throw doesNotHold(this.#kind.words, outcome.after, change);
    return outcome;
  }

  /** The same, for those who want to know what was there before, and what became of it. */
  change(id: string, change: PrincipalChange): Promise<Outcome<PrincipalObject>> {
    return this.#writer.change(id, change);
  }

  /** It was made here a moment ago: it is written without a look first, and for a minute "not there" means "not yet". */
  made(record: PrincipalRecord, personas: readonly string[]): void {
    const { displayName, description } = record;
    const values = { displayName, description };
    this.#writer.made(record.id, { values, sets: { personas }, record });
  }
}

/** By Terraform's names. */
export interface Desired {
  readonly display_name: string;
  readonly description: string;
  /** Null: links are not managed here, and stay. */
  readonly persona_qualified_names: readonly string[] | null;
}

/** From what a principal holds to what it should hold. */
export function desiredPatch(
  { personasAreFixed }: Pick<PrincipalKind, "personasAreFixed">,
  { display_name: displayName, description: planned, persona_qualified_names: personas }: Desired,
  { sets }: PrincipalObject,
): Patch<PrincipalObject> {
  // Planned it may be only where a read has shown it and the configuration says nothing else.
  const set = { displayName, description: withoutClaim(planned) };
  if (personasAreFixed || personas === null) return { set };
  const unwanted = sets.personas.filter((persona) => !personas.includes(persona));
  return { set, add: { personas }, remove: { personas: unwanted } };
}

const targetOf = ({ kind, http, reader }: PrincipalWriterOptions): Target<PrincipalObject> => ({
  read: async (id, signal, isRecent) => {
    // While it may only not be listed yet, it makes no difference why it is missing.
    const wanted = { selector: byId(id), isToBeSure: !isRecent };
    const [record] = (await reader.look(wanted, signal)).records;
    if (record === undefined) throw gone(kind.words, id);
    const { displayName, description } = record;
    const sets = { personas: kind.personasOf(record) };
    return { values: { displayName, description }, sets, record };
  },
  write: async ({ wanted }, options) => {
    const { id, clientId } = wanted.record;
    const { displayName } = wanted.values;
    // A claim is nobody's description.
    const description = withoutClaim(wanted.values.description);
    const update = { id, clientId, displayName, description, personas: wanted.sets.personas };
    const { durationMs } = await kind.api.update(http, update, options);
    return { written: { ...wanted, values: { displayName, description } }, durationMs };
  },
  classify: classifyResponse,
  isReadLate: true,
});

const gone = ({ noun, short }: Words, id: string): GoneError =>
  new GoneError({
    severity: "error",
    summary: `${noun} to update does not exist`,
    detail: `The tenant lists no ${short} with the GUID ${id}, so nothing was written. Check the GUID; if the ${short} was deleted outside Terraform, plan again: the plan says so.`,
  });

function doesNotHold(
  { noun, short }: Words,
  seen: PrincipalObject,
  { resolve }: PrincipalChange,
): DiagnosticError {
  const text = ({ values, sets }: PrincipalObject) => JSON.stringify({ ...values, ...sets });
  const wanted = text(merge(seen, resolve(seen)));
  return new DiagnosticError({
    severity: "error",
    summary: `Update of ${noun} was not kept`,
    detail:
      `The ${short} ${seen.record.id} was written several times, last as ${wanted}. Each time, the tenant then showed something else, last ${text(seen)}.\n\n` +
      "Another program is probably writing it at the same time. Find it, or let it finish, and apply again.",
  });
}
