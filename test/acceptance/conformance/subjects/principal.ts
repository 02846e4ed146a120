// What the suite has to know of any principal with a one-time secret: an API token, an OAuth client.
import type { Fault } from "../../../../src/tenant/index.js";
import type { Arguments, Failing, Match, Subject } from "../subject.js";

export const NAME = "robot";

interface Principal {
  readonly noun: string;
  readonly given: Arguments;
  /** Another description than that. */
  readonly description: string;
  /** The path of all of them. */
  readonly all: string;
  /** The request that gives one its name and description. */
  readonly finish: Match;
}

/** Settings of ours, which the tenant knows nothing of. */
export const OWN_SETTINGS: Subject["fixed"] = {
  rotation: "it is a setting of this resource only",
  retired_elsewhere: "it is a setting of this resource only",
  seal_to: "it is a setting of this resource only",
};

export function principal({ noun, given, description, all, finish }: Principal) {
  const refusedOnce: Fault = {
    match: finish,
    do: { status: 400, body: { message: "not on Sundays" } },
  };
  const failing = (attempt: Arguments, says: string) => (): Failing => ({
    given: attempt,
    faults: [refusedOnce],
    says: new RegExp(says),
    kept: given,
  });
  return {
    given: () => given,
    refused: { seal_to: "it needs a new secret: sealed.acc.test.ts" },

    importId: ({ id }) => String(id),
    importsOfNothing: () => [
      ["00000000-0000-4000-8000-000000000000", /not found/],
      [NAME, /Import id not understood/],
    ],

    reads: { method: "GET", path: all },
    writes: { method: "POST", path: all },
    rewrites: { path: finish.path },

    failingCreate: failing(given, `Cannot finish ${noun}.*not on Sundays.*tainted`),
    failingUpdate: failing({ ...given, description }, `Cannot update ${noun}.*not on Sundays`),
  } satisfies Partial<Subject>;
}
