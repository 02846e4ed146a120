// What becomes of a name on its way into the list.
import { experiment, type Interpretation, type ProbeContext } from "./experiment.js";
import { rewriteAndSee } from "./token-record.js";

/** An e and an accent, which Unicode also has as one character. */
const DECOMPOSED = "e\u0301";

export interface StoredName {
  readonly blankBefore: boolean;
  readonly blankAfter: boolean;
  /** Whether characters stay as they were sent. */
  readonly decomposed: boolean;
}

async function observe(context: ProbeContext): Promise<StoredName> {
  const { name } = context.token;
  const { displayName } = await rewriteAndSee(context, {
    displayName: ` ${name} ${DECOMPOSED} `,
  });
  await rewriteAndSee(context);
  return {
    blankBefore: displayName.startsWith(" "),
    blankAfter: displayName.endsWith(" "),
    decomposed: displayName.includes(DECOMPOSED),
  };
}

export function interpretNames({
  blankBefore,
  blankAfter,
  decomposed,
}: StoredName): Interpretation {
  const kept = (isKept: boolean) => (isKept ? "kept" : "removed");
  const blanks =
    blankBefore === blankAfter
      ? `Blanks at its ends are ${kept(blankBefore)}.`
      : `A blank before it is ${kept(blankBefore)}, one after it ${kept(blankAfter)}.`;
  const unicode = decomposed
    ? "Its characters stay as they were sent."
    : "Decomposed characters are not kept as they were sent.";
  return {
    answer: `${blanks} ${unicode}`,
    // The embedded tenant has no setting for one end alone.
    ...(blankBefore === blankAfter && { settings: { trimNames: !blankBefore } }),
  };
}

export const names = experiment({
  id: "names",
  question: "Is a display name stored as it was sent?",
  observe,
  interpret: interpretNames,
});
