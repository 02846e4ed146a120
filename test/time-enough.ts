// For what has to be cut off by a timeout, but not too early: on a slow machine it is tried again, with more time.

/** Ten times more with each: what a hundred times the time does not help does not fail for want of it. */
const MOST_TRIES = 3;

/**
 * @param leastTime in the unit that `tryIn` takes: enough on a machine that does nothing else
 * @param isCutShort whether the time was over before it came to what the timeout is for
 */
export async function withTimeEnough<Outcome>(
  leastTime: number,
  tryIn: (time: number) => Promise<Outcome>,
  isCutShort: (outcome: Outcome) => boolean,
): Promise<Outcome> {
  let time = leastTime;
  for (let tries = 1; ; tries++) {
    const outcome = await tryIn(time);
    if (tries === MOST_TRIES || !isCutShort(outcome)) return outcome;
    time *= 10;
  }
}
