// The figures of campaigns as Markdown. Pure: text from reports.
import type { Report, RoundRecord } from "./report.js";

const BEGIN = "<!-- figures: npm run chaos:page -->";
const END = "<!-- end of figures -->";
const MINUTE_SECONDS = 60;

interface Counts {
  /** Rounds that drew it. */
  drawn: number;
  /** Of those, rounds in which it met what it was aimed at. */
  struck: number;
  /** Of those, rounds that broke a promise. */
  failed: number;
}

type Name = { readonly name: string; readonly hasStruck: boolean };

function count(
  rounds: readonly RoundRecord[],
  namesOf: (round: RoundRecord) => readonly Name[],
): readonly (readonly [string, Counts])[] {
  const counts = new Map<string, Counts>();
  for (const round of rounds) {
    const names = namesOf(round);
    for (const name of new Set(names.map((one) => one.name))) {
      const sums = counts.get(name) ?? { drawn: 0, struck: 0, failed: 0 };
      const hasStruck = names.some((one) => one.name === name && one.hasStruck);
      sums.drawn += 1;
      sums.struck += hasStruck ? 1 : 0;
      sums.failed += hasStruck && round.violations.length > 0 ? 1 : 0;
      counts.set(name, sums);
    }
  }
  return [...counts].sort(([one], [other]) => one.localeCompare(other));
}

function table(headings: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const line = (cells: readonly unknown[]) => `| ${cells.join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}

const sorted = (values: readonly string[]): string => [...new Set(values)].sort().join(", ");

/** Everything that stands between the page's two marks. */
export function figures(reports: readonly Report[]): string {
  const rounds = reports.flatMap((report) => report.rounds);
  const failed = rounds.filter(({ violations }) => violations.length > 0);
  const minutes = rounds.reduce((sum, { seconds }) => sum + seconds, 0) / MINUTE_SECONDS;
  const troubles = count(rounds, ({ troubles: met }) =>
    met.map(({ kind, hasStruck }) => ({ name: kind, hasStruck })),
  );
  const profiles = count(rounds, ({ engine, profile }) =>
    [engine, ...profile].map((name) => ({ name, hasStruck: true })),
  );
  const edits = count(rounds, (round) => round.edits.map((name) => ({ name, hasStruck: true })));
  const kinds = count(failed, ({ violations }) =>
    violations.map(({ kind }) => ({ name: kind, hasStruck: true })),
  );
  const versions = sorted(reports.map(({ version }) => `cdktf-provider-atlan ${version}`));
  const engines = sorted(rounds.map(({ engine }) => engine));
  const nodes = sorted(reports.map(({ node }) => `Node ${node}`));
  return [
    `${versions}, with ${engines}, ${nodes}: ${rounds.length} rounds, ${Math.round(minutes)} minutes of rounds in all, ${failed.length} of them broke a promise.`,
    table(
      ["trouble", "rounds that drew it", "of these it struck in", "of these broke a promise"],
      troubles.map(([name, { drawn, struck, failed: bad }]) => [name, drawn, struck, bad]),
    ),
    table(
      ["the round's tenant and set-up", "rounds", "of these broke a promise"],
      profiles.map(([name, { drawn, failed: bad }]) => [name, drawn, bad]),
    ),
    table(
      ["edit", "rounds"],
      edits.map(([name, { drawn }]) => [name, drawn]),
    ),
    ...(kinds.length === 0
      ? []
      : [
          table(
            ["promise broken", "rounds", "seeds"],
            kinds.map(([name, { drawn }]) => [
              name,
              drawn,
              failed
                .filter(({ violations }) => violations.some(({ kind }) => kind === name))
                .map(({ seed }) => seed)
                .join(", "),
            ]),
          ),
        ]),
  ].join("\n\n");
}

/** @throws when the page has lost its marks */
export function pageWith(page: string, reports: readonly Report[]): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`Cannot write figures: no "${BEGIN}" … "${END}"`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${figures(reports)}\n\n${page.slice(end)}`;
}
