// How long a person waits between two attempts of a round, so that somebody can still tell of what the first one left.
//
// A token that no state knows is named by the next create of its name: before the create where the list of tokens shows it,
// otherwise once the list does. An attempt that is itself ended in between, or whose looks at the list fail, can name
// nothing; and the attempt after it finds its own token in the state, and creates none. So nobody could. Only such an attempt
// waits for the list: every other one follows at once and is held to the promise.
import { isFault, isSignal, type Trouble } from "./trouble.js";

export interface Interlude {
  /** Tokens that the attempts so far made and no state knows. */
  readonly leftovers: number;
  /** Of the tenant. */
  readonly listLagMs: number;
  /** What the next attempt meets. */
  readonly next: readonly Trouble[];
}

const mayEndLooks = (trouble: Trouble): boolean =>
  isSignal(trouble) || (isFault(trouble) && trouble.request === "list tokens");

export const interludeMs = ({ leftovers, listLagMs, next }: Interlude): number =>
  leftovers > 0 && next.some(mayEndLooks) ? listLagMs : 0;
