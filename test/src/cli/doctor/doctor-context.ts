// What `doctor` knows in a test: this folder, and the variables and the clock that are given.
import { findPackage } from "../../../../lib/placement/index.js";
import { openContext } from "../../../../src/cli/doctor/context.js";
import { type Clock, systemClock } from "../../../../src/clock.js";

interface Given {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
}

export const contextWith = ({ variables, clock = systemClock }: Given) =>
  openContext({
    directory: import.meta.dirname,
    environment: {
      home: import.meta.dirname,
      configFile: undefined,
      xdgConfigHome: undefined,
      variables,
    },
    installed: findPackage(import.meta.dirname),
    clock,
    signal: new AbortController().signal,
  });
