// How many records a page of the list has at most, with and without a limit, and in which order they come.
import { fieldsOf, type Query } from "../../../client/index.js";
import { UnexpectedResponseError } from "../requests/ask.js";
import { formOf, numberOf, recordsOf } from "../requests/fields.js";
import { TOKENS } from "../token/own-token.js";
import { experiment, type Interpretation, type ProbeContext } from "./experiment.js";

/** What the plugin asks for, and less, should that be refused. */
const ASKED = [500, 100, 20] as const;
/** So many records come at once at most where no limit is asked for. */
const FEW = 2_000;

export interface PageFacts {
  readonly asked: number;
  /** Whether a longer page was refused. */
  readonly isMoreRefused: boolean;
  readonly received: number;
  /** Whether there is a record behind the page. */
  readonly goesOn: boolean;
  /** In which form a page says that it has no record; null: there was none without. */
  readonly emptyPage: string | null;
  /** Null: not asked, because there may be too many. */
  readonly withoutLimit: number | null;
  readonly order: "oldest first" | "newest first" | "neither by age" | "not known";
}

async function observe(context: ProbeContext): Promise<PageFacts> {
  const { asked, body } = await longestPage(context);
  const records = recordsOf(body);
  const received = records.length;
  const next = await pageOf(context, { limit: 1, offset: received });
  const goesOn = recordsOf(next.body).length > 0;
  const total = numberOf(fieldsOf(body).totalRecord);
  const isFew = total !== null && total > 0 && total <= FEW;
  return {
    asked,
    isMoreRefused: asked !== ASKED[0],
    received,
    goesOn,
    emptyPage: goesOn ? null : formOf(fieldsOf(next.body), "records"),
    withoutLimit: isFew ? recordsOf((await pageOf(context, {})).body).length : null,
    order: orderOf(records.map(({ attributes }) => numberOf(fieldsOf(attributes).createdAt))),
  };
}

const pageOf = ({ ask, asKey }: ProbeContext, query: Query) =>
  ask(asKey, { method: "GET", path: TOKENS, query });

/** @throws UnexpectedResponseError when even the shortest is refused */
async function longestPage(context: ProbeContext) {
  for (const asked of ASKED) {
    const page = await pageOf(context, { limit: asked, offset: 0, count: true });
    if (page.status === 200) return { asked, body: page.body };
  }
  throw new UnexpectedResponseError(`pages of ${ASKED.join(", ")} records were refused`);
}

function orderOf(times: readonly (number | null)[]): PageFacts["order"] {
  const known = times.filter((time) => time !== null);
  if (known.length < times.length || new Set(known).size < 2) return "not known";
  const [ascending, descending] = [
    known.toSorted((a, b) => a - b),
    known.toSorted((a, b) => b - a),
  ];
  if (String(known) === String(ascending)) return "oldest first";
  return String(known) === String(descending) ? "newest first" : "neither by age";
}

export function interpretPages(facts: PageFacts): Interpretation {
  const { asked, isMoreRefused, received, goesOn, emptyPage, withoutLimit, order } = facts;
  const isCapped = goesOn && received < asked;
  const refused = isMoreRefused ? `A longer page than ${asked} is refused. ` : "";
  const most = isCapped
    ? `A page has at most ${received} records.`
    : `A page of ${asked} has ${received < asked ? "all there are" : "as many"}: no limit was met.`;
  const unasked = withoutLimit === null ? "" : ` Without a limit it has ${withoutLimit}.`;
  const sorted = order === "not known" ? "" : ` Without a sort they come ${order}.`;
  const behind = emptyPage === null ? "" : ` Behind the last token, records is ${emptyPage}.`;
  return {
    answer: refused + most + unasked + sorted + behind,
    settings: { maxPageSize: isCapped ? received : 0 },
  };
}

export const listPages = experiment({
  id: "list_pages",
  question: "How long is a page of the list?",
  observe,
  interpret: interpretPages,
});
