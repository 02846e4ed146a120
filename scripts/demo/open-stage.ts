// Sets the stage: a tenant, a project, the CLI between them; and takes it down again, whatever happened.
import path from "node:path";
import type { Engine } from "../../src/cli/doctor/engine.js";
import { Cdktf } from "./cdktf.js";
import { EmbeddedTenant } from "./embedded-tenant.js";
import { Project } from "./project.js";
import type { Stage } from "./step.js";
import type { Transcript } from "./transcript.js";

export interface StageOptions {
  /** The checkout. */
  readonly root: string;
  readonly engine: Engine;
  readonly transcript: Transcript;
  readonly signal: AbortSignal;
}

/** Gives the stage to `play`. When it resolves or rejects, no process and no file of the stage is left. */
export async function withStage<Result>(
  { root, engine, transcript, signal }: StageOptions,
  play: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const tenant = await EmbeddedTenant.start(path.join(root, "dist/cli/main.js"));
  try {
    const project = await Project.open(root);
    try {
      const cdktf = new Cdktf({
        directory: project.directory,
        binary: engine.binary,
        environment: { ...project.environment, ...tenant.environment },
        transcript,
        signal,
      });
      return await play({
        tenant,
        cdktf,
        transcript,
        signal,
        before: await tenant.control.state(),
      });
    } finally {
      await project.close();
    }
  } finally {
    await tenant.stop();
  }
}
