// How many list requests one plan of 1,000 tokens sends, against the pages that hold them.
import { type Row, verdictOf } from "./row.js";
import type { TokenFolder } from "./token-folder.js";

const PAGE = 100;
/** The lone reads before the walk begins. */
const MOST_MORE = 2;
const LIST_PATH = /\/apikeys\/?$/;

export async function listRequests({ folder, tenant }: TokenFolder): Promise<Row> {
  const { tokens } = await tenant.state();
  const pages = Math.ceil(tokens.length / PAGE);
  await tenant.forgetRequests();
  await folder.plan();
  const requests = await tenant.requests();
  const lists = requests.filter(({ method, path }) => method === "GET" && LIST_PATH.test(path));
  return {
    what: "list requests of a no-op plan of 1,000 tokens",
    seen: `${lists.length} (of ${requests.length} requests)`,
    against: `pages: ${pages}`,
    ratio: `+${lists.length - pages}`,
    target: `≤ pages + ${MOST_MORE}`,
    verdict: verdictOf({ value: lists.length, most: pages + MOST_MORE }),
  };
}
