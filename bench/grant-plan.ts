// A plan of 200 tokens with 1,000 grants that finds nothing to do: requests and time.
import { RESOURCES, withGrantFolder } from "./grant-folder.js";
import { grantRequests } from "./grant-requests.js";
import type { Measurement } from "./measurement.js";
import { planTimes } from "./plan-time.js";

const WHAT = "no-op plan of 200 tokens, 1,000 grants";

export const grantPlan: Measurement = {
  name: "grants",
  run: (bench) =>
    withGrantFolder(bench, async (grants) => [
      await grantRequests(grants),
      ...(await planTimes(bench, { what: WHAT, folder: grants.folder, resources: RESOURCES })),
    ]),
};
