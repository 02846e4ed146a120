// Tokens that a run made and no state knows: the one thing that a killed run may leave, if a message names it.
//
// "The next create of that name purges claims of the same creator that are stale by their own date, and warns, with GUID
// and date, of finished tokens of that name and creator: […] perhaps the leftover of a run killed before Terraform saved
// its state." So a leftover is in order when a diagnostic has its GUID, and only then: one that was printed, or one that an
// engine had been given when it was killed, which prints them at its end. A finished one is in order only
// where something was killed: "Whatever this operation made is in the returned state together with the error." A token for one
// run that a killed plugin left needs no message until its date has passed: then the next run deletes it.
import type { Evidence } from "./evidence.js";
import { type Held, heldIn } from "./principals.js";
import { knownIds } from "./tokens-in-state.js";

export interface Leftover {
  readonly token: Held;
  readonly isNamed: boolean;
  readonly isExcused: boolean;
}

const CLAIM = /^being created by cdktf-provider-atlan, claim /;

/** What a token is described as while it is being made. */
export const isClaim = (description: string): boolean => CLAIM.test(description);

const RUN_NOTE = /made by cdktf-provider-atlan for one run, stale after /;
/** Of a token for one run, by default. */
const RUN_TOKEN_SECONDS = 3_600;

const HEADING = /^(│ )?(Warning|Error): /;
/** `atlan_api_token.it: Destroying... [id=…]` tells a GUID, and warns nobody. */
const PROGRESS = /^\S+( \(deposed object \w+\))?: [A-Z][\w ]+(\.\.\.|after \w+)/;

/** The warnings and errors, which the engine prints after everything else but progress. */
export function diagnosticsIn(output: string): string {
  const lines = output.split("\n");
  const first = lines.findIndex((line) => HEADING.test(line));
  if (first < 0) return "";
  return lines
    .slice(first)
    .filter((line) => !PROGRESS.test(line))
    .join("\n");
}

export function leftoversOf(evidence: Evidence): readonly Leftover[] {
  const { initial, settled, destroyed, state, steps, toldToKilled, wasKilled } = evidence;
  const strangers = new Set(heldIn(initial).map(({ id }) => id));
  const known = knownIds(state);
  const mayRunTokenBeLeft = wasKilled && evidence.laterSeconds < RUN_TOKEN_SECONDS;
  const printed = steps.map(({ output }) => diagnosticsIn(output));
  const said = [...printed, toldToKilled].join("\n");
  const all = new Map([...heldIn(destroyed), ...heldIn(settled)].map((token) => [token.id, token]));
  return [...all.values()]
    .filter(({ id }) => !(strangers.has(id) || known.has(id)))
    .map((token) => {
      const isNamed = said.includes(token.id);
      const isOfRun = RUN_NOTE.test(token.description);
      const isToldInOrder = isNamed && (wasKilled || isClaim(token.description) || isOfRun);
      return { token, isNamed, isExcused: isToldInOrder || (isOfRun && mayRunTokenBeLeft) };
    });
}
