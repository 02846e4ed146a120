// What experiments share that change the admins of a connection: without one they are not made, and say how they would be.
import type { ConnectionAdmins } from "../connection/connection-admins.js";
import { type Experiment, experiment, type ProbeContext, type Trial } from "./experiment.js";

export interface ConnectionContext extends ProbeContext {
  readonly admins: ConnectionAdmins;
}

const NO_CONNECTION =
  "It takes a connection, and the probe was given none: run it again with --connection and the qualified name of one whose admins it may change for some minutes.";

export function onConnection<F extends object>(trial: Trial<F, ConnectionContext>): Experiment {
  const { run, ...question } = experiment(trial);
  return {
    ...question,
    run: async ({ admins, ...context }) =>
      admins === null ? { answer: NO_CONNECTION, facts: null } : await run({ ...context, admins }),
  };
}
