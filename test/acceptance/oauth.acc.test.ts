// The provider signed in as an OAuth client, under real Terraform: what it does, what it says when it may not, and what it never tells.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { FaultEffect, TenantSettings } from "../../src/tenant/index.js";
import { engines } from "./harness/engines.js";
import { block, grantTenant, kinds, worldOf } from "./harness/grant-kinds.js";
import { loader, type Stage, stages, stoppedClock } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const NAME = "warehouse robot";
const named = loader(`display_name = "${NAME}"`);
const fetchesOf = async ({ control }: Stage) => (await control.signIns()).length;

describe.each(engines)("as an OAuth client, with $name", ({ binary }) => {
  const open = stages({ binary, signIn: "oauth_client" });

  it("makes a token and every grant, plans nothing after, and destroys them", async () => {
    const stage = await open("", { tenant: grantTenant });
    const { workspace, control, tenant } = stage;
    const world = await worldOf(stage);
    const grants = kinds.map((kind) => block(kind, world, kind.principals(world).slice(1, 2)));
    await workspace.configure(named + grants.join(""));
    await succeeded(workspace.apply());
    expect(await workspace.attributes("atlan_api_token.loader")).toMatchObject({
      created_by: `service-account-${tenant.oauthClientId}`,
    });
    expect(await workspace.plan()).toMatchObject({ exitCode: 0 });
    await succeeded(workspace.destroy());
    expect(await control.tokensNamed(NAME)).toEqual([]);
  });

  it("fetches an access token once for a command, whatever it does", async () => {
    const tokens = Array.from({ length: 12 }, (_, n) =>
      named.replaceAll("loader", `loader_${n}`).replace(NAME, `${NAME} ${n}`),
    );
    const stage = await open(tokens.join(""));
    await succeeded(stage.workspace.apply());
    await stage.control.clearRequests();
    await succeeded(stage.workspace.run("plan", "-input=false"));
    expect(await fetchesOf(stage)).toBe(1);
  });

  it("renews an access token that ends while it works", async () => {
    const settings = { oauthTokenLifetimeSeconds: 1 };
    const stage = await open(named, { tenant: { settings, clock: stoppedClock() } });
    await stage.control.addFaults({ match: { path: "/apikeys$" }, do: { delayMs: 1_000 } });
    await succeeded(stage.workspace.apply());
    expect(await fetchesOf(stage)).toBeGreaterThan(1);
  });

  it("keeps its secret and its access tokens out of logs, outputs, plans and state", async () => {
    const stage = await open(named);
    const { workspace, control } = stage;
    const log = path.join(workspace.directory, "trace.log");
    const environment = { TF_LOG: "TRACE", TF_LOG_PROVIDER_ATLAN: "TRACE", TF_LOG_PATH: log };
    const said: string[] = [];
    const run = async (...args: string[]) => {
      said.push((await workspace.runWith({ environment }, ...args)).output);
    };
    await control.addFaults({ match: { path: "/token$" }, times: 2, do: { dropReply: true } });
    await run("plan", "-out=saved.plan");
    await run("apply", "-auto-approve");
    await control.addFaults({ match: { path: "/token$" }, do: { status: 401, body: "no" } });
    await run("plan");
    await run("show", "-json", "saved.plan");
    const made = String((await workspace.attributes("atlan_api_token.loader")).access_token);
    const secrets = (await control.secrets()).filter((secret) => secret !== made);
    expect(await fetchesOf(stage)).toBeGreaterThan(3);
    expect(said.join("")).toContain("Cannot POST /api/service/oauth-clients/token");
    const entries = await readdir(workspace.directory, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile())) {
      said.push(await readFile(path.join(entry.parentPath, entry.name), "latin1"));
    }
    for (const secret of secrets) expect(said.join("").includes(secret)).toBe(false);
  });
});

describe("an OAuth client that is refused", () => {
  const open = stages({ signIn: "oauth_client" });
  const wrong = { ATLAN_OAUTH_CLIENT_SECRET: "wrong-secret" };
  const unknown = { ATLAN_OAUTH_CLIENT_ID: "oauth-client-unknown" };

  it.each([
    [
      "by a wrong secret",
      wrong,
      undefined,
      /does not accept the secret.*ATLAN_OAUTH_CLIENT_SECRET/,
    ],
    ["by an unknown ID", unknown, undefined, /no OAuth client with this ID.*ATLAN_OAUTH_CLIENT_ID/],
    ["by a tenant without OAuth clients", {}, { status: 404 }, /does not give access tokens/],
    ["by a page", {}, { status: 200, body: "<html></html>" }, /does not look like Atlan/],
  ])("%s is told so, after one request", async (_how, environment, effect, says) => {
    const stage = await open(named, { environment });
    if (effect !== undefined)
      await stage.control.addFaults({ match: { path: "/token$" }, times: 9, do: effect });
    const applied = await stage.workspace.apply();
    expect(applied.exitCode).toBe(1);
    expect(applied.prose).toMatch(says);
    expect(applied.prose).not.toContain("wrong-secret");
    expect(applied.prose).not.toContain("API key");
    expect(await fetchesOf(stage)).toBe(1);
  });

  it("by its role is told which role it takes", async () => {
    const stage = await open(named);
    const role = { displayName: "guest", description: "", role: "$guest", personaQNs: [] };
    const made = await stage.control.api("POST", "/api/service/oauth-clients", role);
    const { clientId, clientSecret } = (await made.json()) as { [field: string]: string };
    const environment = {
      ATLAN_OAUTH_CLIENT_ID: String(clientId),
      ATLAN_OAUTH_CLIENT_SECRET: String(clientSecret),
    };
    const args = ["-input=false", "-auto-approve"];
    const applied = await stage.workspace.runWith({ environment }, "apply", ...args);
    expect(applied.prose).toMatch(/403.*neither its role nor its personas allow this.*\$admin/);
  });
});

interface Endpoint {
  /** How a token endpoint behaves, as `a token endpoint that …`. */
  readonly name: string;
  readonly settings?: Partial<TenantSettings>;
  readonly effect?: FaultEffect;
  readonly times?: number;
  /** How far the tenant's clock is from ours. */
  readonly hours?: number;
  /** What a run that makes ten tokens fetches at most; by default one access token. */
  readonly fetches?: number;
  /** After so long an access token is renewed, if the run takes that long. */
  readonly renewedAfterMs?: number;
  /** How long a request may take; by default a minute. */
  readonly requestTimeoutSeconds?: number;
  /** Left out where the run succeeds. */
  readonly says?: RegExp;
}

const FETCH = "Cannot POST /api/service/oauth-clients/token";
const MANY = 99;

describe("a token endpoint that", () => {
  const open = stages({ signIn: "oauth_client" });
  const provider = (requestTimeoutSeconds: number): string =>
    `provider "atlan" {\n  max_retries = 2\n  request_timeout_seconds = ${requestTimeoutSeconds}\n}\n`;
  const ten = Array.from({ length: 10 }, (_, n) =>
    named.replaceAll("loader", `loader_${n}`).replace(NAME, `${NAME} ${n}`),
  ).join("");

  it.each<Endpoint>([
    {
      name: "is down",
      effect: { status: 503 },
      times: MANY,
      fetches: 3,
      says: new RegExp(`${FETCH}.*503.*Cannot POST`),
    },
    {
      name: "breaks every connection",
      effect: { reset: true },
      times: MANY,
      fetches: 3,
      says: new RegExp(FETCH),
    },
    {
      name: "never answers",
      effect: { hang: true },
      times: MANY,
      fetches: 3,
      says: new RegExp(`${FETCH}.*(time|1 s)`),
      requestTimeoutSeconds: 1,
    },
    {
      name: "answers with a page",
      effect: { status: 200, headers: { "content-type": "text/html" }, body: "<html></html>" },
      times: MANY,
      says: /does not look like Atlan/,
    },
    {
      name: "answers with a life of nothing",
      effect: { status: 200, body: { accessToken: "x", expiresIn: 0 } },
      times: MANY,
      says: /holds no access token/,
    },
    {
      name: "asks for a pause",
      effect: { status: 429, headers: { "Retry-After": "1" } },
      times: 2,
      fetches: 3,
    },
    { name: "is slow", effect: { delayMs: 500 } },
    { name: "does not say for how long", settings: { oauthTokenReply: "tokenOnly" } },
    { name: "spells as another SDK does", settings: { oauthTokenReply: "snake_case" } },
    {
      name: "gives less than a minute",
      settings: { oauthTokenLifetimeSeconds: 59 },
      renewedAfterMs: 47_000,
    },
    { name: "has a clock that is a day ahead", hours: 24 },
    { name: "has a clock that is a day behind", hours: -24 },
  ])("$name causes no storm of fetches", async (its) => {
    const { effect, times = 1, fetches = 1, settings = {}, hours = 0, says } = its;
    const { renewedAfterMs = Number.POSITIVE_INFINITY, requestTimeoutSeconds = 60 } = its;
    const stage = await open(provider(requestTimeoutSeconds) + ten, { tenant: { settings } });
    const { workspace, control } = stage;
    if (hours !== 0)
      await control.setClock(new Date((await control.clock()).getTime() + hours * 3_600_000));
    await succeeded(workspace.run("plan", "-input=false", "-out=made.plan"));
    await control.clearRequests();
    if (effect !== undefined)
      await control.addFaults({ match: { path: "oauth-clients/token$" }, times, do: effect });
    const startedMs = performance.now();
    const applied = await workspace.run("apply", "-input=false", "made.plan");
    const renewals = Math.floor((performance.now() - startedMs) / renewedAfterMs);
    expect(await fetchesOf(stage)).toBeLessThanOrEqual(fetches + renewals);
    expect(applied.exitCode).toBe(says === undefined ? 0 : 1);
    if (says !== undefined) expect(applied.prose).toMatch(says);
  });
});

describe("signing in", () => {
  const open = stages({ signIn: "oauth_client" });
  const me =
    'data "atlan_current_user" "me" {}\noutput "me" {\n  value = data.atlan_current_user.me\n}\n';
  const whoIs = async ({ workspace }: Stage) => (await workspace.state()).outputs.me?.value;

  it("the current user is the OAuth client", async () => {
    const stage = await open(me);
    await succeeded(stage.workspace.apply());
    expect(await whoIs(stage)).toMatchObject({
      username: `service-account-${stage.tenant.oauthClientId}`,
      is_oauth_client: true,
      is_api_token: false,
    });
  });

  it("an environment with both kinds warns, and the API key counts", async () => {
    const stage = await open(me);
    const environment = { ATLAN_API_KEY: stage.tenant.apiKey };
    const run = ["-input=false", "-auto-approve"];
    const applied = await stage.workspace.runWith({ environment }, "apply", ...run);
    expect(applied.prose).toContain("The environment has an API key and an OAuth client");
    expect(await whoIs(stage)).toMatchObject({ is_api_token: true });
  });

  it("the provider block counts before the environment, its secret from elsewhere", async () => {
    const stage = await open(me);
    const { tenant, workspace } = stage;
    await workspace.configure(
      `provider "atlan" {\n  oauth_client_id = "${tenant.oauthClientId}"\n}\n${me}`,
    );
    const environment = { ATLAN_API_KEY: tenant.apiKey, ATLAN_OAUTH_CLIENT_ID: "oauth-client-x" };
    const run = ["-input=false", "-auto-approve"];
    const applied = await workspace.runWith({ environment }, "apply", ...run);
    expect(applied).toMatchObject({ exitCode: 0 });
    expect(applied.prose).not.toContain("Warning");
    expect(await whoIs(stage)).toMatchObject({ is_oauth_client: true });
  });

  it("while the secret is unknown, nothing falls back to the environment", async () => {
    const stage = await open(`resource "terraform_data" "secret" {
  input = "unknown until apply"
}
provider "atlan" {
  oauth_client_id     = "oauth-client-x"
  oauth_client_secret = terraform_data.secret.output
}
${named}`);
    const planned = await stage.workspace.run("plan", "-detailed-exitcode");
    expect(planned.exitCode).toBe(2);
    expect(await stage.control.requests()).toEqual([]);
  });
});

describe("a token that was deleted elsewhere", () => {
  const open = stages({ signIn: "oauth_client" });
  const two = named + named.replaceAll("loader", "other").replace(NAME, "another robot");
  const deleted = async ({ control }: Stage) => {
    const [token] = await control.tokensNamed(NAME);
    await control.api("DELETE", `/api/service/apikeys/${token?.id}`);
    await control.advance(3_600);
  };

  it.each([
    ["another one of the state", two],
    ["nobody's of the state, but the API key's", named],
  ])("is made again where the list shows %s", async (_shown, configuration) => {
    const stage = await open(configuration);
    await succeeded(stage.workspace.apply());
    await deleted(stage);
    const planned = await stage.workspace.run("plan", "-detailed-exitcode");
    expect(planned.prose).toMatch(/1 to add, 0 to change.*Warning: .* is gone/);
    await succeeded(stage.workspace.apply());
    expect(await stage.control.tokensNamed(NAME)).toHaveLength(1);
  });

  it("is an error where the list shows none, with the command that lets go of it", async () => {
    const stage = await open(named);
    await succeeded(stage.workspace.apply());
    await deleted(stage);
    const match = { method: "GET", path: "^/api/service/apikeys$" };
    const body = { totalRecord: 0, filterRecord: 0, records: [] };
    await stage.control.addFaults({ match, times: 99, do: { status: 200, body } });
    const planned = await stage.workspace.run("plan", "-detailed-exitcode");
    expect(planned.exitCode).toBe(1);
    expect(planned.prose).toMatch(
      /Cannot tell whether the API token still exists.*terraform state rm/,
    );
    await stage.control.clearFaults();
    await succeeded(stage.workspace.run("state", "rm", "atlan_api_token.loader"));
    await succeeded(stage.workspace.apply());
    expect(await stage.control.tokensNamed(NAME)).toHaveLength(1);
  });
});
