// How many records a page of the list has at most, with and without a limit, and in which order they come.
import type { Query } from "../../../client/index.js";
import { fieldsOf, numberOf, recordsOf } from "../requests/fields.js";
import { TOKENS } from "../token/own-token.js";
import { experiment, type Judgement, type ProbeContext } from "./experiment.js";
import { UnexpectedAnswerError } from "./token-record.js";

/** What the plugin asks for. */
const ASKED = 500;
/** So many records come at once at most where no limit is asked for. */
const FEW = 2_000;

export interface PageFacts {
  readonly asked: number;
  readonly received: number;
  /** Whether there is a record behind the page. */
  readonly goesOn: boolean;
  /** Null: not asked, because there may be too many. */
  readonly withoutLimit: number | null;
  readonly order: "oldest first" | "newest first" | "neither by age" | "not known";
}

async function observe({ ask, asKey }: ProbeContext): Promise<PageFacts> {
  const page = async (query: Query) => {
    const { status, body } = await ask(asKey, { method: "GET", path: TOKENS, query });
    if (status !== 200)
      throw new UnexpectedAnswerError(`a list of ${ASKED} tokens answered ${status}`);
    return { records: recordsOf(body), total: numberOf(fieldsOf(body).totalRecord) };
  };
  const { records, total } = await page({ limit: ASKED, offset: 0, count: true });
  const received = records.length;
  const next = await page({ limit: 1, offset: received });
  const isFew = total !== null && total > 0 && total <= FEW;
  return {
    asked: ASKED,
    received,
    goesOn: next.records.length > 0,
    withoutLimit: isFew ? (await page({})).records.length : null,
    order: orderOf(records.map(({ attributes }) => numberOf(fieldsOf(attributes).createdAt))),
  };
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

export function judgePages({ asked, received, goesOn, withoutLimit, order }: PageFacts): Judgement {
  const isCapped = goesOn && received < asked;
  const most = isCapped
    ? `A page has at most ${received} records.`
    : `A page of ${asked} has ${received < asked ? "all there are" : "as many"}: no limit was met.`;
  const unasked = withoutLimit === null ? "" : ` Without a limit it has ${withoutLimit}.`;
  const sorted = order === "not known" ? "" : ` Without a sort they come ${order}.`;
  return {
    answer: most + unasked + sorted,
    settings: { maxPageSize: isCapped ? received : 0 },
  };
}

export const listPages = experiment({
  id: "list_pages",
  question: "How long is a page of the list?",
  observe,
  judge: judgePages,
});
