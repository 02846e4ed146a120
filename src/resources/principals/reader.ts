// Reads of one kind of principals that share requests: one filtered request for a lone read, one walk over all pages for many.
import type { CallOptions } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import type { PrincipalRecord } from "./kind.js";
import {
  type ListSource,
  type Observation,
  PrincipalListing,
  type PrincipalWalk,
} from "./listing.js";
import { ReadRounds, type Round, type Wanted } from "./read-rounds.js";
import type { PrincipalSelector, UniqueSelector } from "./selector.js";

export type { Observation } from "./listing.js";

/** From the end of a walk on. */
const SNAPSHOT_LIVES_MS = 60_000;
/** Before a walk is given up: Terraform sends its reads one after the other, and the rest of them may be on the way. */
const LINGER_MS = 10;
/**
 * How long looks that are asked for one after the other are gathered: as long as the last ones took, which is how far apart
 * callers come where the tenant or the machine is slow.
 */
const GATHER_MS = { least: 25, most: 250 } as const;
/** What was made here a moment ago is on the first page then. */
const NEWEST_FIRST = "-createdAt";

export interface PrincipalReaderOptions extends ListSource {
  readonly clock: Clock;
  /** Ends what is shared by several reads, other than looks. */
  readonly signal: AbortSignal;
}

export class PrincipalReader<R extends PrincipalRecord = PrincipalRecord> {
  readonly #clock: Clock;
  readonly #list: PrincipalListing<R>;
  readonly #finds: ReadRounds<R>;
  readonly #looks: ReadRounds<R>;
  readonly #deleted = new Set<string>();
  /** How long the last round of looks took. */
  #lookMs = 0;
  /** The last walk, perhaps not finished, or not even begun. */
  #snapshot: PrincipalWalk<R>;
  #snapshotEndedMs = Number.NEGATIVE_INFINITY;
  /** How many reads there were since that walk began. */
  #wanted = 0;

  constructor({ kind, http, clock, signal }: PrincipalReaderOptions) {
    this.#clock = clock;
    this.#list = new PrincipalListing({ kind, http });
    this.#snapshot = this.#list.walk();
    this.#finds = new ReadRounds((round, ending) => this.#serveFinds(round, ending), signal);
    // Looks belong to writes: a stop ends them by each caller's own signal, which one that undoes its write may outlive.
    this.#looks = new ReadRounds((round, ending) => this.#serveLooks(round, ending));
  }

  /**
   * What the tenant lists, perhaps as a walk saw it up to a minute ago. A walk can miss one, so what it does not show is
   * never proof that it is gone.
   */
  async find(selector: PrincipalSelector, signal: AbortSignal): Promise<Observation<R>> {
    this.#wanted += 1;
    const seen = this.#isSnapshotFresh ? this.#snapshot.answerTo(selector) : undefined;
    return this.#withoutDeleted(seen ?? (await this.#finds.ask({ selector }, signal)));
  }

  /** What the tenant lists now, in one request for all who look at the same time. What is missing proves nothing here, either. */
  async look(wanted: Wanted, signal: AbortSignal): Promise<Observation<R>> {
    return this.#withoutDeleted(await this.#looks.ask(wanted, signal));
  }

  /** Asks the tenant now, for this alone. */
  async ask(selector: PrincipalSelector, options: CallOptions): Promise<Observation<R>> {
    return this.#withoutDeleted(await this.#list.ask(selector, options));
  }

  /** Those that have been there longest, as many as a page has, now. */
  async oldest(signal: AbortSignal): Promise<Observation<R>> {
    const walk = this.#list.walk();
    await walk.next(signal);
    return this.#withoutDeleted(walk.all);
  }

  /** All that there are, now. */
  async all(signal: AbortSignal): Promise<Observation<R>> {
    const walk = this.#list.walk();
    await walk.finish(signal);
    return this.#withoutDeleted(walk.all);
  }

  /** This run has deleted it: however long the list still shows it, it is not shown here. */
  noteDeleted({ id, clientId }: Pick<PrincipalRecord, "id" | "clientId">): void {
    this.#deleted.add(id).add(clientId);
  }

  isDeleted({ value }: UniqueSelector): boolean {
    return this.#deleted.has(value);
  }

  #withoutDeleted({ records, tenantNow }: Observation<R>): Observation<R> {
    return { records: records.filter(({ id }) => !this.#deleted.has(id)), tenantNow };
  }

  async #serveFinds(round: Round<R>, signal: AbortSignal): Promise<void> {
    for (;;) {
      this.#renew(round);
      this.#answerFrom(this.#snapshot, round);
      if (round.questions.size === 0) return;
      if (this.#snapshot.hasBegun && !this.#isWalkWorthIt()) {
        await this.#clock.sleep(LINGER_MS, signal);
      }
      if (this.#isWalkWorthIt()) await this.#walkOn(signal);
      else await this.#askEach(round, { signal });
    }
  }

  get #isSnapshotFresh(): boolean {
    return this.#clock.elapsedMs() - this.#snapshotEndedMs < SNAPSHOT_LIVES_MS;
  }

  #renew({ questions }: Round<R>): void {
    if (this.#isSnapshotFresh) return;
    this.#snapshot = this.#list.walk();
    this.#snapshotEndedMs = this.#clock.elapsedMs();
    this.#wanted = questions.size;
  }

  /**
   * What all reads so far would have cost one by one, against the whole walk and the lone read before it. For reads that
   * wait together that is two requests from the cheaper way at most; for reads that keep coming, twice as many at most.
   */
  #isWalkWorthIt(): boolean {
    return this.#snapshot.hasBegun ? this.#wanted + 1 >= this.#snapshot.pages : this.#wanted > 1;
  }

  async #walkOn(signal: AbortSignal): Promise<void> {
    const walk = this.#snapshot;
    try {
      await (walk.hasBegun ? walk.finish(signal) : walk.next(signal));
      this.#snapshotEndedMs = this.#clock.elapsedMs();
    } catch (error) {
      this.#snapshotEndedMs = Number.NEGATIVE_INFINITY;
      throw error;
    }
  }

  /** A round stays open until its first request leaves, which may have to wait for its turn. */
  async #serveLooks(round: Round<R>, signal: AbortSignal): Promise<void> {
    const { least, most } = GATHER_MS;
    await this.#clock.sleep(Math.min(Math.max(this.#lookMs, least), most), signal);
    const beginMs = this.#clock.elapsedMs();
    await this.#lookAtAll(round, signal);
    this.#lookMs = this.#clock.elapsedMs() - beginMs;
  }

  async #lookAtAll(round: Round<R>, signal: AbortSignal): Promise<void> {
    const options = { priority: "under_way", beforeSend: () => round.close() } as const;
    if (round.questions.size === 1) await this.#askEach(round, { ...options, signal });
    if (round.questions.size === 0) return;
    const walk = this.#list.walk({ ...options, sort: NEWEST_FIRST });
    await walk.next(signal);
    this.#answerFrom(walk, round);
    if (round.questions.size + 1 >= walk.pages) {
      await walk.finish(signal);
      this.#answerFrom(walk, round);
    }
    await this.#askEach(round, { ...options, signal });
  }

  #answerFrom(walk: PrincipalWalk<R>, { questions }: Round<R>): void {
    for (const { selector, isToBeSure, answer } of [...questions]) {
      const observation = walk.answerTo(selector);
      const isMissing = observation?.records.length === 0;
      if (observation !== undefined && !(isMissing && isToBeSure)) answer(observation);
    }
  }

  async #askEach({ questions }: Round<R>, options: CallOptions): Promise<void> {
    await Promise.all(
      [...questions].map(({ selector, answer, fail }) =>
        this.#list.ask(selector, options).then(answer, fail),
      ),
    );
  }
}
