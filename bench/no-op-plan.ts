// A plan of 1,000 tokens that finds nothing to do: requests, time and memory.
import { listRequests } from "./list-requests.js";
import type { Measurement } from "./measurement.js";
import { planTime } from "./plan-time.js";
import { pluginUsage } from "./plugin-usage.js";
import { withTokenFolder } from "./token-folder.js";

export const noOpPlan: Measurement = {
  name: "plan",
  run: (bench) =>
    withTokenFolder(bench, async (tokens) => [
      await listRequests(tokens),
      ...(await planTime(bench, tokens.folder)),
      ...(await pluginUsage(tokens.folder)),
    ]),
};
