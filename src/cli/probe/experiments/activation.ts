// How long a new token's secret is refused, and how long it is answered as if the tenant held nothing.
import { fieldsOf } from "../../../client/index.js";
import {
  type Bracket,
  bracketOf,
  bracketText,
  type Exchange,
  type Look,
  roundestIn,
} from "../measure/bracket.js";
import { growing, watch } from "../measure/watch.js";
import { itemsOf } from "../requests/fields.js";
import { experiment, type Interpretation, type ProbeContext } from "./experiment.js";
import { LOOKS_AT_ONCE } from "./lags.js";

/** A token is made once, so that one series of looks has to be close enough. */
const STEP = 1.25;

export interface Activation {
  /** Null: not within two minutes. */
  readonly service: Bracket | null;
  readonly metastore: Bracket | null;
  /** Answers that were not empty. */
  readonly full: Bracket | null;
}

interface TypedefLook extends Look {
  readonly isAccepted: boolean;
}

async function observe(context: ProbeContext): Promise<Activation> {
  const { clock, signal, token, ask, asToken } = context;
  await context.waitForRoom(LOOKS_AT_ONCE);
  const shared = { clock, signal, since: token.made, offsetsMs: growing(STEP) };
  const looks = await watch({
    ...shared,
    look: async () => {
      const answer = await ask(asToken, { method: "GET", path: "/api/service/users/current" });
      const isThere = answer.status === 200 && fieldsOf(answer.body).username === token.username;
      return { ...answer, isThere };
    },
  });
  const typedefLooks = await watch<TypedefLook>({
    ...shared,
    offsetsMs: growing(STEP),
    look: async () => {
      const query = { type: "struct" };
      const path = "/api/meta/types/typedefs";
      const answer = await ask(asToken, { method: "GET", path, query });
      const isAccepted = answer.status === 200;
      const isThere = isAccepted && itemsOf(fieldsOf(answer.body).structDefs).length > 0;
      return { ...answer, isAccepted, isThere };
    },
  });
  return {
    service: bracketOf(token.made, looks),
    ...bracketsOfTypedefs(token.made, typedefLooks),
  };
}

function bracketsOfTypedefs(made: Exchange, looks: readonly TypedefLook[]) {
  const accepted = looks.map((look) => ({ ...look, isThere: look.isAccepted }));
  const answered = looks.filter(({ isAccepted }) => isAccepted);
  return { metastore: bracketOf(made, accepted), full: bracketOf(made, answered) };
}

/** The later of the two halves, as far as it was seen: the second is only asked when the first has accepted the token. */
const later = (service: Bracket, metastore: Bracket): Bracket =>
  metastore.overMs === null ? service : metastore;

export function interpretActivation({ service, metastore, full }: Activation): Interpretation {
  if (service === null) return never("/api/service", "accept the secret");
  if (metastore === null) return never("/api/meta", "accept the secret");
  if (full === null) return never("/api/meta", "give the token more than empty answers");
  const known = `/api/service accepts it ${bracketText(service)}, /api/meta ${bracketText(metastore)}.`;
  const fresh =
    full.overMs === null
      ? "No answer was empty."
      : `Answers are empty at first, and whole ${bracketText(full)}.`;
  return {
    answer: `${known} ${fresh}`,
    settings: {
      tokenActivationMs: roundestIn(later(service, metastore)),
      freshTokenAnswersEmptyMs: roundestIn(full),
    },
  };
}

const never = (half: string, what: string): Interpretation => ({
  answer: `${half} did not ${what} within two minutes.`,
});

export const activation = experiment({
  id: "activation",
  question: "How long until the secret of a new token works?",
  observe,
  interpret: interpretActivation,
});
