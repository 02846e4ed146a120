// What the jobs of the workflow run, read from its text, so that the local run is the pipeline's.

export interface Job {
  /** Each `run` of the job, one after the other, as one shell script. */
  readonly script: string;
  /** The `working-directory` that the job names, relative to the runner's folder. */
  readonly directory: string;
}

/**
 * Understands this workflow's YAML, not any.
 *
 * @throws Error when the workflow has no such job, or the job runs nothing.
 */
export function readJob(workflow: string, name: string): Job {
  const job = new RegExp(`^ {2}${name}:\\n((?: {4}.*\\n|\\n)+)`, "m").exec(`${workflow}\n`)?.[1];
  const runs = job?.matchAll(/^( +)(?:- )?run: (?:\|\n((?:\1 +.*\n)+)|(.+)\n)/gm) ?? [];
  const texts = Array.from(runs, ([, , lines, line]) => lines ?? line ?? "");
  const script = texts.join("\n").replace(/^ +/gm, "").trim();
  if (job === undefined || script === "") {
    throw new Error(`Cannot run the job "${name}": the workflow has no steps of that job to run`);
  }
  const directory = /^ +working-directory: (.+)$/m.exec(job)?.[1] ?? ".";
  return { script, directory };
}
