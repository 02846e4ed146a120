// What a deleted token's secret still opens, and what a second deletion answers.
import { type Bracket, bracketOf, bracketText } from "../measure/bracket.js";
import { growing, watch } from "../measure/watch.js";
import { TOKENS } from "../token/own-token.js";
import { type AfterDeletion, experiment, type Interpretation } from "./experiment.js";

export interface EndOfSecret {
  /** Null: not within two minutes. */
  readonly refused: Bracket | null;
}

export const secretAfterDeletion = experiment({
  id: "secret_after_deletion",
  question: "How long does the secret of a deleted token work?",
  observe: async (context: AfterDeletion): Promise<EndOfSecret> => {
    const { ask, asToken, clock, signal, deletion } = context;
    const look = async () => {
      const answer = await ask(asToken, { method: "GET", path: "/api/service/users/current" });
      return { ...answer, isThere: answer.status === 401 || answer.status === 403 };
    };
    const looks = await watch({ clock, signal, since: deletion, offsetsMs: growing(2), look });
    return { refused: bracketOf(deletion, looks) };
  },
  interpret: ({ refused }): Interpretation => ({
    answer:
      refused === null
        ? "It still worked two minutes later."
        : `It is refused ${bracketText(refused)}.`,
  }),
});

export const secondDeletion = experiment({
  id: "second_deletion",
  question: "What does the deletion of a deleted token answer?",
  observe: async ({ ask, asKey, token }: AfterDeletion) => {
    const { status } = await ask(asKey, { method: "DELETE", path: `${TOKENS}/${token.id}` });
    return { status };
  },
  interpret: ({ status }): Interpretation => ({ answer: `It answers ${status}.` }),
});
