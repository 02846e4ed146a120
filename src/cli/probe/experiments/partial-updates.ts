// What an update does that leaves fields out, and one that sends a lifetime.

import { numberOf } from "../requests/fields.js";
import { TOKENS, VALIDITY_SECONDS } from "../token/own-token.js";
import { experiment, type Interpretation, type ProbeContext } from "./experiment.js";
import { listedOnce, rewriteAndSee } from "./token-record.js";

/** Another than the token has. */
const OTHER_VALIDITY_SECONDS = VALIDITY_SECONDS / 2;

export interface PartialUpdate {
  readonly status: number;
  /** Null: not known, because the update was refused. */
  readonly description: "kept" | "emptied" | null;
  readonly lifetime: "kept" | "changed" | null;
}

async function observe(context: ProbeContext): Promise<PartialUpdate> {
  const { ask, asKey, token } = context;
  const before = await rewriteAndSee(context);
  const displayName = `${token.name} 2`;
  const body = { displayName, validitySeconds: OTHER_VALIDITY_SECONDS };
  const answer = await ask(asKey, { method: "POST", path: `${TOKENS}/${token.id}`, body });
  const { status } = answer;
  if (status !== 200) return { status, description: null, lifetime: null };
  const after = await listedOnce(context, answer, (listed) => listed.displayName === displayName);
  await rewriteAndSee(context);
  const lifespan = numberOf(after.attributes["access.token.lifespan"]);
  return {
    status,
    description: after.description === before.description ? "kept" : "emptied",
    lifetime: lifespan === OTHER_VALIDITY_SECONDS ? "changed" : "kept",
  };
}

export const interpretPartialUpdate = ({
  status,
  description,
  lifetime,
}: PartialUpdate): Interpretation => ({
  answer:
    description === null
      ? `It answers ${status}.`
      : `The description is ${description}, and the lifetime is ${lifetime}.`,
});

export const partialUpdates = experiment({
  id: "partial_updates",
  question: "What does an update do that has a name and a lifetime, and nothing else?",
  observe,
  interpret: interpretPartialUpdate,
});
