// What measurements of one delay say, in words.
import { type Bracket, bracketText, spreadOf } from "../measure/bracket.js";
import type { Interpretation } from "./experiment.js";

/** For so many there has to be room, so that none is held back while a delay is measured. */
export const LOOKS_AT_ONCE = 10;

export interface Lags {
  readonly lags: readonly Bracket[];
}

/** @param where what shows it, such as `The list` */
export function interpretLags(where: string, what: string, { lags }: Lags): Interpretation {
  const spread = spreadOf(lags);
  if (spread === null) return { answer: `${where} did not show ${what} within two minutes.` };
  const text = bracketText(spread.bracket);
  const times = lags.length === 1 ? "" : ` (${lags.length} measurements)`;
  return {
    answer: spread.isSteady
      ? `It shows ${what} ${text}${times}.`
      : `The delay varies: it shows ${what} ${text}${times}.`,
  };
}
