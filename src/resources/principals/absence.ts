// Decides whether a principal is gone. An empty answer alone proves nothing: a fresh credential may be shown an empty list.
import type { Clock } from "../../clock.js";
import { SharedReads } from "../../shared-reads.js";
import { UnprovenAbsenceError } from "../unproven-absence.js";
import { isOfKind, type PrincipalKind, type PrincipalRecord, type Words } from "./kind.js";
import type { Observation, PrincipalReader } from "./reader.js";
import { byClientId, describeSelector, type UniqueSelector } from "./selector.js";

/** Younger than this, one that is not listed may only not be listed yet. */
const PROVABLE_AGE_MS = 5 * 60_000;
/** How long empty answers count as proof after the provider's own principal was listed, and one look for another serves every Read. */
const LOOK_LIVES_MS = 60_000;

const OWN = "own";
/** How many others are looked for at most. */
const MOST_OTHERS = 10;

/** A principal that is expected to be there. */
export interface Expected {
  readonly selector: UniqueSelector;
  /** Or a time at which it existed already, RFC 3339; null when none is known. */
  readonly createdAt: string | null;
  /** This run has sent its deletion: that it is not listed is what was asked for, whatever its age. */
  readonly isDeletedHere?: boolean;
}

/** Null: it is proven gone. */
export interface Verified<R extends PrincipalRecord = PrincipalRecord> {
  readonly record: R | null;
  /** Null when the tenant does not tell its time. */
  readonly tenantNow: Date | null;
}

export interface AbsenceOptions<R extends PrincipalRecord> {
  readonly kind: PrincipalKind;
  readonly reader: PrincipalReader<R>;
  /** Of the principal that the provider signs in as. */
  readonly ownUsername: (signal: AbortSignal) => Promise<string>;
  readonly clock: Clock;
  /** Ends what several operations share. */
  readonly signal: AbortSignal;
}

export class AbsenceProof<R extends PrincipalRecord = PrincipalRecord> {
  readonly #of: AbsenceOptions<R>;
  /** By selector. */
  readonly #looks: SharedReads<Observation<R>>;
  readonly #own: SharedReads<boolean>;
  /** Those of the state, by selector. */
  readonly #expected = new Map<string, UniqueSelector>();

  constructor(options: AbsenceOptions<R>) {
    this.#of = options;
    const { clock, signal } = options;
    const sharing = { clock, lifetimeMs: LOOK_LIVES_MS, signal };
    this.#looks = new SharedReads(sharing);
    this.#own = new SharedReads(sharing);
  }

  /** One of the state: that it is listed may prove that another one is gone. */
  noteExpected(selector: UniqueSelector): void {
    this.#expected.set(describeSelector(selector), selector);
  }

  /**
   * For Read: one that many resources name is asked for once.
   *
   * @throws UnprovenAbsenceError when it is neither seen nor proven gone; the caller keeps its state.
   */
  async read(expected: Expected, signal: AbortSignal): Promise<Verified<R>> {
    const { reader } = this.#of;
    const { selector } = expected;
    this.noteExpected(selector);
    const found = await reader.find(selector, signal);
    if (found.records.length > 0) return await this.#verify(expected, found, signal);
    return await this.#verify(expected, await this.#look(selector, signal), signal);
  }

  /**
   * Asks for it by itself, and in the same way for one that is known to be there.
   *
   * @returns the record, if it is there after all; null when it is proven gone.
   * @throws UnprovenAbsenceError when neither can be said; the caller keeps its state.
   */
  async confirm(expected: Expected, signal: AbortSignal): Promise<R | null> {
    const options = { signal, priority: "under_way" } as const;
    const observation = await this.#of.reader.ask(expected.selector, options);
    return (await this.#verify(expected, observation, signal)).record;
  }

  async #verify(
    expected: Expected,
    { records, tenantNow }: Observation<R>,
    signal: AbortSignal,
  ): Promise<Verified<R>> {
    const { kind, reader } = this.#of;
    const { selector, createdAt, isDeletedHere } = expected;
    const unproven = unprovenOf(kind.words, selector);
    const [record] = records;
    if (record !== undefined) return { record, tenantNow };
    const gone = { record: null, tenantNow };
    if (reader.isDeleted(selector)) return gone;
    const unseen = await this.#whatIsUnseen(selector, signal);
    if (unseen !== null) throw unproven(unseen);
    if (isDeletedHere) return gone;
    if (createdAt === null) throw unproven(UNDATED);
    const nowMs = tenantNow?.getTime() ?? this.#of.clock.nowMs();
    if (nowMs - Date.parse(createdAt) <= PROVABLE_AGE_MS) throw unproven(YOUNG);
    return gone;
  }

  /** Null: the same kind of listing shows one that is there, so that it would show the other one. */
  async #whatIsUnseen(selector: UniqueSelector, signal: AbortSignal): Promise<string | null> {
    const { kind, ownUsername } = this.#of;
    if (isOfKind(kind, await ownUsername(signal)))
      return (await this.#canSeeOwn(signal)) ? null : unseen(kind.words);
    return (await this.#canSeeAnother(selector, signal)) ? null : noOtherSeen(kind.words);
  }

  /** Another one of the state's: whoever signs in as another kind has no one of its own in this list. */
  async #canSeeAnother(selector: UniqueSelector, signal: AbortSignal): Promise<boolean> {
    const others = new Map(this.#expected);
    others.delete(describeSelector(selector));
    for (const other of [...others.values()].slice(0, MOST_OTHERS)) {
      if ((await this.#look(other, signal)).records.length > 0) return true;
    }
    return false;
  }

  /** By itself, perhaps as another Read saw it up to 60 s ago. */
  #look(selector: UniqueSelector, signal: AbortSignal): Promise<Observation<R>> {
    return this.#looks.get(describeSelector(selector), signal, (waiting) =>
      this.#of.reader.ask(selector, { signal: waiting }),
    );
  }

  /** A list that does not show it is asked again by the next caller. */
  async #canSeeOwn(signal: AbortSignal): Promise<boolean> {
    const { reader, ownUsername } = this.#of;
    const isSeen = await this.#own.get(OWN, signal, async (waiting) => {
      const own = byClientId(await ownUsername(waiting));
      return (await reader.ask(own, { signal: waiting })).records.length > 0;
    });
    if (!isSeen) this.#own.forget(OWN);
    return isSeen;
  }
}

const unseen = ({ own }: Words): string =>
  `it does not list ${own} either, so what it leaves out proves nothing`;
const noOtherSeen = ({ short }: Words): string =>
  `it does not list another ${short} of this state either, and the provider does not sign in as one, which could be looked for, so what it leaves out proves nothing`;
const UNDATED = "it is not known when it was created, so it may only not be listed yet";
const YOUNG = "it was created less than five minutes ago, so it may only not be listed yet";

const unprovenOf =
  ({ noun, short }: Words, selector: UniqueSelector) =>
  (because: string): UnprovenAbsenceError =>
    new UnprovenAbsenceError({
      severity: "error",
      summary: `Cannot tell whether the ${noun} still exists`,
      detail:
        `The tenant does not list the ${short} with ${describeSelector(selector)}, but ${because}.\n\n` +
        `The state is kept as it is. Try again in a few minutes. If you know that the ${short} is gone, remove it from ` +
        "the state with `terraform state rm`.",
    });
