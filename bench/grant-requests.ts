// How many requests one plan of 1,000 grants sends, against the least that shows them all.
import { CONNECTIONS, type GrantFolder } from "./grant-folder.js";
import { type Row, verdictOf } from "./row.js";

const PAGE = 100;
/** The lone reads before the walk begins. */
const MOST_MORE = 2;

const PLACES = [
  { name: "lists of tokens", path: /\/apikeys$/ },
  { name: "entities", path: /\/entity\/guid\// },
  { name: "users/current", path: /\/users\/current$/ },
  { name: "other", path: /^/ },
] as const;

export async function grantRequests({ folder, tenant }: GrantFolder): Promise<Row> {
  const { tokens } = await tenant.content();
  const least = Math.ceil(tokens.length / PAGE) + CONNECTIONS + 1;
  const requests = await tenant.requestsDuring(() => folder.plan());
  const places = requests.map((sent) => PLACES.find(({ path }) => path.test(sent.path))?.name);
  const counts = PLACES.map(({ name }) => ({
    name,
    count: places.filter((place) => place === name).length,
  }));
  const told = counts.filter(({ count }) => count > 0).map(({ name, count }) => `${name} ${count}`);
  return {
    what: "requests of a no-op plan of 200 tokens, 1,000 grants",
    seen: `${requests.length} (${told.join(", ")})`,
    against: `least: ${least}`,
    ratio: `+${requests.length - least}`,
    target: `≤ least + ${MOST_MORE}`,
    verdict: verdictOf({ value: requests.length, most: least + MOST_MORE }),
  };
}
