// Decides whether a principal is gone. An empty answer alone proves nothing: a fresh credential may be shown an empty list.
import type { Clock } from "../../clock.js";
import { SharedReads } from "../../shared-reads.js";
import { stateRemoval } from "../state-removal.js";
import { UnprovenAbsenceError } from "../unproven-absence.js";
import { isOfKind, type PrincipalKind, type PrincipalRecord, type Words } from "./kind.js";
import type { Observation, PrincipalReader } from "./reader.js";
import { byClientId, byId, describeSelector, type UniqueSelector } from "./selector.js";

/** Younger than this, one that is not listed may only not be listed yet. */
const PROVABLE_AGE_MS = 5 * 60_000;
/** How long empty answers count as proof after one that is there was listed, and one look for another serves every Read. */
const LOOK_LIVES_MS = 60_000;

/** A principal that is expected to be there. */
export interface Expected {
  readonly selector: UniqueSelector;
  /** Or a time at which it existed already, RFC 3339; null when none is known. */
  readonly createdAt: string | null;
  /** Its creator's username; null or left out when it is not known. */
  readonly createdBy?: string | null;
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
  /** By whom it was looked for: whether one that is there was listed. */
  readonly #shown: SharedReads<boolean>;

  constructor(options: AbsenceOptions<R>) {
    this.#of = options;
    const { clock, signal } = options;
    const sharing = { clock, lifetimeMs: LOOK_LIVES_MS, signal };
    this.#looks = new SharedReads(sharing);
    this.#shown = new SharedReads(sharing);
  }

  /**
   * For Read: one that many resources name is asked for once.
   *
   * @throws UnprovenAbsenceError when it is neither seen nor proven gone; the caller keeps its state.
   */
  async read(expected: Expected, signal: AbortSignal): Promise<Verified<R>> {
    const { selector } = expected;
    const found = await this.#of.reader.find(selector, signal);
    const lookAgain = () => this.#look(selector, signal);
    return await this.#verify({ ...expected, found, lookAgain }, signal);
  }

  /**
   * Asks for it by itself, and in the same way for one that is known to be there.
   *
   * @returns the record, if it is there after all; null when it is proven gone.
   * @throws UnprovenAbsenceError when neither can be said; the caller keeps its state.
   */
  async confirm(expected: Expected, signal: AbortSignal): Promise<R | null> {
    const options = { signal, priority: "under_way" } as const;
    const lookAgain = () => this.#of.reader.ask(expected.selector, options);
    const found = await lookAgain();
    return (await this.#verify({ ...expected, found, lookAgain }, signal)).record;
  }

  /** What the list left out before it showed one that is there proves nothing: it is looked for once more after that. */
  async #verify(looked: Looked<R>, signal: AbortSignal): Promise<Verified<R>> {
    const { kind, reader, clock } = this.#of;
    const { selector, createdAt, isDeletedHere, found, lookAgain } = looked;
    const first = verifiedBy(found);
    if (first.record !== null || reader.isDeleted(selector)) return first;
    const unseen = await this.#whatIsUnseen(looked, signal);
    // What others see is only shared where all of them saw the list show one before.
    const last = verifiedBy(
      await (unseen === null ? lookAgain() : reader.ask(selector, { signal })),
    );
    if (last.record !== null) return last;
    const unproven = unprovenOf(kind.words, selector);
    if (unseen !== null) throw unproven(unseen);
    if (isDeletedHere) return last;
    if (createdAt === null) throw unproven(UNDATED);
    const nowMs = last.tenantNow?.getTime() ?? clock.nowMs();
    if (nowMs - Date.parse(createdAt) <= PROVABLE_AGE_MS) throw unproven(YOUNG);
    return last;
  }

  /** Null: the same kind of listing shows one that is there, so that it would show the other one. */
  async #whatIsUnseen({ createdBy = null }: Expected, signal: AbortSignal): Promise<string | null> {
    const { kind, reader, ownUsername } = this.#of;
    const own = await ownUsername(signal);
    if (isOfKind(kind, own)) {
      const look = (waiting: AbortSignal) => reader.ask(byClientId(own), { signal: waiting });
      return (await this.#isShown("own", look, signal)) ? null : unseen(kind.words);
    }
    // Whoever signs in as another kind has no one of its own in this list, and looks for any other one. What it made itself
    // is not enough for one that somebody else made, which might be hidden from it.
    const isPerhapsOurs = createdBy === null || createdBy === own;
    const isProof = (other: R) => isPerhapsOurs || ![null, own].includes(other.createdBy);
    const look = (waiting: AbortSignal) => this.#lookForOther(isProof, waiting);
    const by = isPerhapsOurs ? "anybody" : "anybody else";
    return (await this.#isShown(by, look, signal)) ? null : noOtherSeen(kind.words);
  }

  /** A list that does not show it is asked again by the next caller. */
  async #isShown(
    key: string,
    look: (signal: AbortSignal) => Promise<Observation<R>>,
    signal: AbortSignal,
  ): Promise<boolean> {
    const isShown = await this.#shown.get(
      key,
      signal,
      async (waiting) => (await look(waiting)).records.length > 0,
    );
    if (!isShown) this.#shown.forget(key);
    return isShown;
  }

  /** It has to be shown in the same way as the one that is missing would be: on asking by id. */
  async #lookForOther(
    isProof: (other: R) => boolean,
    signal: AbortSignal,
  ): Promise<Observation<R>> {
    const oldest = await this.#of.reader.oldest(signal);
    const other = oldest.records.find(isProof);
    if (other === undefined) return { ...oldest, records: [] };
    return await this.#of.reader.ask(byId(other.id), { signal });
  }

  /** By itself, perhaps as another Read saw it up to 60 s ago. */
  #look(selector: UniqueSelector, signal: AbortSignal): Promise<Observation<R>> {
    return this.#looks.get(describeSelector(selector), signal, (waiting) =>
      this.#of.reader.ask(selector, { signal: waiting }),
    );
  }
}

interface Looked<R extends PrincipalRecord> extends Expected {
  readonly found: Observation<R>;
  /** Asks for it by itself. */
  readonly lookAgain: () => Promise<Observation<R>>;
}

const verifiedBy = <R extends PrincipalRecord>({
  records: [record],
  tenantNow,
}: Observation<R>): Verified<R> => ({ record: record ?? null, tenantNow });

const unseen = ({ own }: Words): string =>
  `it does not list ${own} either, so what it leaves out proves nothing`;
const noOtherSeen = ({ short }: Words): string =>
  `it lists no other ${short} either, or none but those that the provider created itself, so what it leaves out proves nothing`;
const UNDATED = "it is not known when it was created, so it may only not be listed yet";
const YOUNG = "it was created less than five minutes ago, so it may only not be listed yet";

/** Not by an id: a grant may name the principal, and the principal itself be in the state, too. */
const BY_ADDRESS = stateRemoval({});

const unprovenOf =
  ({ noun, short }: Words, selector: UniqueSelector) =>
  (because: string): UnprovenAbsenceError =>
    new UnprovenAbsenceError({
      severity: "error",
      summary: `Cannot tell whether the ${noun} still exists`,
      detail:
        `The tenant does not list the ${short} with ${describeSelector(selector)}, but ${because}.\n\n` +
        `The state is kept as it is. Try again in a few minutes. If you know that the ${short} is gone, remove what names it from ` +
        `the state, in the stack's folder (with OpenTofu, write tofu):\n\n  ${BY_ADDRESS}`,
    });
