// What the suite has to know of a data source type: what it is asked by, what it gives, and what may go wrong.
import type { Arguments, Match, OtherWriter } from "./subject.js";
import type { World } from "./world.js";

export interface Lookup {
  readonly given: Arguments;
  /** Attributes that it gives, among others. */
  readonly gives: Arguments;
}

interface Refused {
  readonly given: Arguments;
  readonly says: RegExp;
}

export interface DataSubject {
  readonly type: string;
  /** One for everything that it may be asked by; the first is the plainest. */
  readonly lookups: (world: World) => readonly [Lookup, ...Lookup[]];
  /** Validation refuses it, without asking the tenant. */
  readonly invalid: readonly Refused[];
  /** Nothing matches: an error with near misses, or an empty list. None where there is always one. */
  readonly none?: Refused | Lookup;
  /** More than one thing matches, where one is wanted. */
  readonly several?: Refused;
  /** The first lookup's thing is hidden from the API key, and a person sees it. */
  readonly hidden?: { readonly says: RegExp };
  /** Another writer takes the first lookup's thing away; what it then says, or gives. */
  readonly vanish?: { readonly by: OtherWriter; readonly says: RegExp | Arguments };
  /** What it asks the tenant. */
  readonly reads: Match;
}
