// A plan of 1,000 tokens that finds nothing to do: requests, time and memory.
import { listRequests } from "./list-requests.js";
import type { Measurement } from "./measurement.js";
import { planTimes } from "./plan-time.js";
import { pluginUsage } from "./plugin-usage.js";
import { TOKENS, withTokenFolder } from "./token-folder.js";

const WHAT = "no-op plan of 1,000 tokens";
const MOST_RATIOS = { terraform_data: 2.1, null_resource: 0.75 };

export const noOpPlan: Measurement = {
  name: "plan",
  run: (bench) =>
    withTokenFolder(bench, async (tokens) => [
      await listRequests(tokens),
      ...(await planTimes(bench, {
        what: WHAT,
        folder: tokens.folder,
        resources: TOKENS,
        mostRatios: MOST_RATIOS,
      })),
      ...(await pluginUsage(tokens.folder)),
    ]),
};
