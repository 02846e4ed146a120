// What creating 50 tokens asks of the tenant, and whether the vendor's limit of requests a minute stands in the way.
import { startTenant } from "../src/tenant/index.js";
import { controlOf } from "../test/tenant-control.js";
import { EngineFolder } from "./engine-folder.js";
import type { Bench, Measurement } from "./measurement.js";
import { ourPlugin } from "./plugins.js";
import { type Row, row } from "./row.js";
import { TARGETS } from "./targets.js";
import { openTokens, tenantOf } from "./tokens.js";

const CREATED = 50;
const TOO_MANY_REQUESTS = 429;
const GUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
/** As the vendor documents them: so many a minute, then a block of one minute. */
const LIMITS = { requestsPerMinute: 400, rateLimitBlockMs: 60_000 };
/** The plugin's own default, which does not hold for a tenant on loopback. */
const OWN_LIMIT = { max_requests_per_minute: 200 };

const created = Object.fromEntries(
  Array.from({ length: CREATED }, (_, index) => [`new${index}`, { display_name: `new ${index}` }]),
);

async function creationRow(bench: Bench): Promise<Row> {
  await using tenant = await startTenant({ seed: { users: [{ username: "amira", admin: true }] } });
  const folder = await EngineFolder.open(bench, {
    name: "creation",
    plugin: await ourPlugin(bench),
    resources: { atlan_api_token: created },
    environment: { ...tenant.env() },
  });
  const control = controlOf(tenant);
  bench.say(`creating ${CREATED} tokens`);
  await folder.apply([]);
  const requests = await control.requests();
  const kinds = new Map<string, number>();
  for (const { method, path } of requests) {
    const kind = `${method} ${path.replace(GUID, "<id>").split("/").slice(3, 5).join("/")}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const how = [...kinds].map(([kind, count]) => `${kind} ${count}`).join(", ");
  return row(TARGETS.creation, requests.length, how);
}

/** The tokens that are there already are planned, then applied together with 50 more. */
async function limitedRows(bench: Bench): Promise<readonly Row[]> {
  await using tenant = await tenantOf(bench.tokens);
  const imported = await openTokens(bench, tenant, bench.tokens);
  const { resources } = imported.source;
  const folder = await EngineFolder.open(bench, {
    ...imported.source,
    name: "limited",
    imports: [],
    settings: OWN_LIMIT,
  });
  await folder.write("terraform.tfstate", await imported.state());
  const control = controlOf(tenant);
  await control.changeSettings(LIMITS);
  await control.clearRequests();
  bench.say("planning and creating under a limit, which takes two minutes");
  const startMs = performance.now();
  const failure = await failureOf(async () => {
    await folder.plan();
    const { atlan_api_token: managed } = resources;
    await folder.declare({ atlan_api_token: { ...managed, ...created } });
    await folder.apply([]);
  });
  const requests = await control.requests();
  const refused = requests.filter(({ status }) => status === TOO_MANY_REQUESTS);
  const seconds = Math.round((performance.now() - startMs) / 1000);
  const how = `${requests.length} requests in ${seconds} s`;
  return [
    row(TARGETS.limitedRefusals, refused.length, how),
    row(TARGETS.limitedFailures, failure === undefined ? 0 : 1, failure ?? ""),
  ];
}

/** What it says at its end when it fails. */
const failureOf = (work: () => Promise<void>): Promise<string | undefined> =>
  work().then(
    () => undefined,
    (error: unknown) => String(error).replace(/\s+/g, " ").slice(-200),
  );

export const creation: Measurement = {
  name: "creation",
  run: async (bench) => [await creationRow(bench), ...(await limitedRows(bench))],
};
