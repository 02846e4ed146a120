// What a check of `doctor` is, and what it may find. A list of them is the whole command.
import type { DoctorContext } from "./context.js";

/** `not_checked`: it could not be made, or has nothing to look at here; what was found says why. */
export type Status = "ok" | "warning" | "error" | "not_checked";

export interface Finding {
  readonly status: Status;
  readonly found: string;
  /** What to do, as a sentence. */
  readonly advice?: string;
  /** The id of the check whose finding keeps this one from being made. */
  readonly dependsOn?: string;
}

export interface Check {
  /** Stable: programs read it. */
  readonly id: string;
  readonly title: string;
  readonly run: (context: DoctorContext) => Finding | Promise<Finding>;
}

export const ok = (found: string): Finding => ({ status: "ok", found });

export const warning = (found: string, advice: string): Finding => ({
  status: "warning",
  found,
  advice,
});

export const broken = (found: string, advice: string): Finding => ({
  status: "error",
  found,
  advice,
});

/** @param because the check that says more, where one does */
export const notChecked = (why: string, because?: Pick<Check, "id" | "title">): Finding => ({
  status: "not_checked",
  found: `not checked: ${why}${because === undefined ? "" : ` (see ${because.title})`}`,
  ...(because !== undefined && { dependsOn: because.id }),
});

const FROM_BEST_TO_WORST: readonly Status[] = ["not_checked", "ok", "warning", "error"];

/** One finding for several places: that of the worst of them, told once for each place that has it. */
export function worstOf(findings: readonly (Finding & { readonly place: string })[]): Finding {
  const severities = findings.map(({ status }) => FROM_BEST_TO_WORST.indexOf(status));
  const status = FROM_BEST_TO_WORST[Math.max(...severities)] ?? "not_checked";
  const worst = findings.filter((finding) => finding.status === status);
  const texts = [...new Set(worst.map(({ found }) => found))];
  const found = texts.map((text) => {
    const places = worst.filter((finding) => finding.found === text).map(({ place }) => place);
    return findings.length === 1 ? text : `${places.join(", ")}: ${text}`;
  });
  const advice = [...new Set(worst.flatMap((finding) => finding.advice ?? []))];
  return {
    status,
    found: found.join("; "),
    ...(advice.length > 0 && { advice: advice.join(" ") }),
  };
}
