// Signing in as an OAuth client, against a real tenant: when access tokens are fetched, renewed and given up.
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { createApiToken } from "../../../src/client/api-tokens.js";
import { AtlanRequestError, currentUser } from "../../../src/client/index.js";
import { Secret } from "../../../src/secret.js";
import { type Fault, startTenant, type TenantSettings } from "../../../src/tenant/index.js";
import { controlOf } from "../../tenant-control.js";
import { clientOf, unstopped } from "./support/client.js";

const TOKEN_PATH = "/api/service/oauth-clients/token";
const TOKEN = { method: "POST", path: "/oauth-clients/token$" };

interface Options {
  readonly settings?: Partial<TenantSettings>;
  readonly client?: Parameters<typeof clientOf>[1];
  /** In place of the tenant's own client. */
  readonly signIn?: { readonly clientId?: string; readonly clientSecret?: Secret };
}

async function rigOf({ settings = {}, client: clientOptions = {}, signIn = {} }: Options) {
  const startMs = Date.parse("2025-01-01T00:00:00Z");
  let elapsedMs = () => 0;
  const tenant = await startTenant({ clock: { now: () => startMs + elapsedMs() }, settings });
  const oauthClient = {
    clientId: tenant.oauthClientId,
    clientSecret: new Secret(tenant.oauthClientSecret),
    ...signIn,
  };
  const made = clientOf(new URL(tenant.baseUrl), { signIn: { oauthClient }, ...clientOptions });
  elapsedMs = made.clock.elapsedMs;
  const control = controlOf(tenant);
  const ask = () => currentUser(made.client.apiKey, unstopped());
  return {
    ...made,
    tenant,
    control,
    ask,
    /** How many access tokens were asked for. */
    fetches: async () => (await control.signIns()).length,
    /** What happens to the next requests for an access token. */
    faults: (times: number, effect: Fault["do"]) =>
      control.addFaults({ match: TOKEN, times, do: effect }),
    failure: async () => {
      const error = await ask().catch((thrown: unknown) => thrown);
      if (error instanceof AtlanRequestError) return error;
      throw new Error(`Cannot go on: ${String(error)}, expected a failed request`);
    },
  };
}

type Rig = Awaited<ReturnType<typeof rigOf>>;

async function signedIn(run: (rig: Rig) => Promise<void>, options: Options = {}): Promise<void> {
  const rig = await rigOf(options);
  try {
    await run(rig);
  } finally {
    await rig.tenant.stop();
  }
}

describe("an access token", () => {
  it("is fetched when the first request needs one, once for all that wait", async () => {
    await signedIn(async ({ ask, fetches, tenant }) => {
      expect(await fetches()).toBe(0);
      const answers = await Promise.all(Array.from({ length: 20 }, ask));
      const names = new Set(answers.map(({ body }) => body.username));
      expect(names).toEqual(new Set([`service-account-${tenant.oauthClientId}`]));
      expect(await fetches()).toBe(1);
    });
  });

  it.each([
    { lives: 600, renewedAfter: 540 },
    { lives: 100, renewedAfter: 80 },
    { lives: 30, renewedAfter: 24 },
    { lives: 1, renewedAfter: 0.8 },
  ])("that lives $lives s is renewed after $renewedAfter s", async ({ lives, renewedAfter }) => {
    const settings = { oauthTokenLifetimeSeconds: lives };
    await signedIn(
      async ({ ask, fetches, clock }) => {
        await ask();
        clock.advance(renewedAfter * 1_000 - 1);
        await ask();
        expect(await fetches()).toBe(1);
        clock.advance(1);
        await ask();
        expect(await fetches()).toBe(2);
      },
      { settings },
    );
  });

  it.each(["snake_case", "tokenOnly"] as const)("may be spelt as %s", async (oauthTokenReply) => {
    const settings = { oauthTokenReply, oauthTokenLifetimeSeconds: 100 };
    await signedIn(
      async ({ ask, fetches, clock }) => {
        await ask();
        clock.advance(79_999);
        await ask();
        clock.advance(1);
        await ask();
        expect(await fetches()).toBe(2);
      },
      { settings },
    );
  });

  it("that does not say how long it lives in any way is renewed as one of ten minutes", async () => {
    await signedIn(async ({ ask, fetches, faults, control, clock }) => {
      await faults(1, { status: 200, body: { accessToken: "opaque" } });
      const welcome = { status: 200, body: { username: "service-account-x" } };
      await control.addFaults({ match: { path: "/users/current$" }, times: 2, do: welcome });
      await ask();
      clock.advance(539_999);
      await ask();
      expect(await fetches()).toBe(1);
      clock.advance(1);
      await ask();
      expect(await fetches()).toBe(2);
    });
  });

  it.each([-86_400_000, 86_400_000])(
    "does not mind a local clock that is set by %d ms",
    async (ms) => {
      await signedIn(async ({ ask, fetches, clock }) => {
        await ask();
        clock.setBy(ms);
        await ask();
        expect(await fetches()).toBe(1);
      });
    },
  );

  it("is renewed before a request that waited long for its turn is sent", async () => {
    const settings = { oauthTokenLifetimeSeconds: 10 };
    await signedIn(
      async ({ ask, fetches, control }) => {
        const pause = { status: 429, headers: { "Retry-After": "60" } };
        await control.addFaults({ match: { path: "/users/current$" }, do: pause });
        expect((await ask()).body.username).toContain("oauth-client");
        expect(await fetches()).toBe(2);
        const refused = (await control.requests()).filter(({ status }) => status === 401);
        expect(refused).toEqual([]);
      },
      { settings, client: { maxConcurrentRequests: 1 } },
    );
  });
});

describe("a 401", () => {
  const refusal = (times = 1) => ({
    match: { path: "/api/service/(users/current|apikeys)$" },
    times,
    do: { status: 401 },
  });

  it("to a token of a minute or more fetches another one, once for all that were refused", async () => {
    await signedIn(async ({ ask, fetches, control, clock }) => {
      await ask();
      clock.advance(60_000);
      // By the tenant's clock it has ended.
      await control.advance(600);
      await Promise.all(Array.from({ length: 5 }, ask));
      expect(await fetches()).toBe(2);
    });
  });

  it("to a younger one is an error that says so, and no reason to fetch", async () => {
    await signedIn(async ({ ask, fetches, failure, control, clock }) => {
      await ask();
      clock.advance(59_999);
      await control.addFaults(refusal());
      const { kind, meaning } = await failure();
      expect(kind).toBe("unauthorized");
      expect(meaning).toContain("an access token that it has just given to the OAuth client");
      expect(await fetches()).toBe(1);
    });
  });

  it("to the fresh one, too, is an error", async () => {
    await signedIn(async ({ ask, fetches, failure, control, clock }) => {
      await ask();
      clock.advance(60_000);
      await control.addFaults(refusal(2));
      expect((await failure()).kind).toBe("unauthorized");
      expect(await fetches()).toBe(2);
    });
  });

  it("sends a create again, which did not happen", async () => {
    await signedIn(async ({ client, ask, control, clock }) => {
      await ask();
      clock.advance(60_000);
      await control.addFaults(refusal());
      const token = {
        displayName: "again",
        description: "",
        personaQualifiedNames: [],
        validitySeconds: 60,
      };
      await createApiToken(client.apiKey, token, unstopped());
      expect(await control.tokensNamed("again")).toHaveLength(1);
    });
  });
});

describe("what the tenant refuses is told apart, asked once, and quotes no secret:", () => {
  const SECRET = new Secret("wrong-secret-4711");

  it.each<[string, NonNullable<Options["signIn"]>, Fault["do"] | null, RegExp]>([
    [
      "a wrong secret",
      { clientSecret: SECRET },
      null,
      /does not accept the secret of the OAuth client/,
    ],
    [
      "an unknown client",
      { clientId: "oauth-client-none" },
      null,
      /has no OAuth client with this ID/,
    ],
    [
      "a bare 401",
      { clientSecret: SECRET },
      { status: 401 },
      /the secret is wrong, or the OAuth client is unknown or deleted/,
    ],
    [
      "a 403 that quotes what was sent",
      { clientSecret: SECRET },
      { status: 403, body: { message: `no: ${SECRET.reveal()}` } },
      /does not accept this ID and secret/,
    ],
    [
      "a tenant without the path",
      {},
      { status: 404, body: { message: "no route" } },
      /does not give access tokens to OAuth clients/,
    ],
    [
      "a tenant that does not know the method",
      {},
      { status: 405 },
      /does not give access tokens to OAuth clients/,
    ],
    [
      "a web page",
      {},
      { status: 404, headers: { "content-type": "text/html" }, body: "<html></html>" },
      /does not look like Atlan/,
    ],
    [
      "a web page with 200",
      {},
      { status: 200, headers: { "content-type": "text/html" }, body: "<html></html>" },
      /does not look like Atlan/,
    ],
    [
      "no token in the answer",
      {},
      { status: 200, body: { expiresIn: 600 } },
      /holds no access token/,
    ],
    [
      "a life of nothing",
      {},
      { status: 200, body: { accessToken: "x", expiresIn: 0 } },
      /holds no access token/,
    ],
  ])("%s", async (_name, signIn, effect, meaning) => {
    await signedIn(
      async ({ failure, fetches, faults, ask }) => {
        if (effect !== null) await faults(1, effect);
        const error = await failure();
        expect(error.kind).toBe("sign_in_failed");
        expect(error.meaning).toMatch(meaning);
        expect(`${error.message} ${error.nextStep} ${error.stack}`).not.toContain(SECRET.reveal());
        await Promise.allSettled(Array.from({ length: 10 }, ask));
        expect(await fetches()).toBe(1);
      },
      { signIn },
    );
  });
});

describe("a token endpoint that", () => {
  it("is down is asked as often as a request is repeated, by all together, and again after a minute", async () => {
    await signedIn(
      async ({ ask, fetches, faults, clock }) => {
        await faults(3, { status: 503 });
        const ends = await Promise.allSettled(Array.from({ length: 10 }, ask));
        expect(new Set(ends.map(({ status }) => status))).toEqual(new Set(["rejected"]));
        await Promise.allSettled(Array.from({ length: 10 }, ask));
        expect(await fetches()).toBe(3);
        clock.advance(60_000);
        await ask();
        expect(await fetches()).toBe(4);
      },
      { client: { maxRetries: 2 } },
    );
  });

  it("asks for a pause is asked again when that is over", async () => {
    await signedIn(async ({ ask, faults, fetches, slept }) => {
      await faults(1, { status: 429, headers: { "Retry-After": "7" } });
      await ask();
      expect(await fetches()).toBe(2);
      expect(slept).toContain(7_000);
    });
  });

  it("hangs ends with each caller's own time, and the next one asks anew", async () => {
    await signedIn(async ({ client, ask, faults, fetches }) => {
      await faults(1, { hang: true });
      const stop = new AbortController();
      const waiting = currentUser(client.apiKey, { signal: stop.signal });
      while ((await fetches()) === 0) await setImmediate();
      stop.abort(new Error("the operation's time is up"));
      await expect(waiting).rejects.toMatchObject({ kind: "stopped" });
      expect((await ask()).status).toBe(200);
    });
  });
});

it("nothing of a secret is logged", async () => {
  await signedIn(async ({ ask, logged, control, clock }) => {
    await ask();
    clock.advance(600_000);
    await ask();
    const text = JSON.stringify(logged);
    for (const secret of await control.secrets()) expect(text).not.toContain(secret);
    expect(text).toContain(TOKEN_PATH);
  });
});

it("the bearer token and API tokens are sent as they are", async () => {
  await signedIn(async ({ client, tenant, fetches }) => {
    const { bearer } = clientOf(new URL(tenant.baseUrl), {
      signIn: { oauthClient: { clientId: "x", clientSecret: new Secret("y") } },
      userBearerToken: new Secret(tenant.userBearerToken),
    }).client;
    expect(bearer && (await currentUser(bearer, unstopped())).body.username).toBe("amira");
    const token = client.as(new Secret(tenant.apiKey));
    expect((await currentUser(token, unstopped())).body.username).toContain("apikey");
    expect(await fetches()).toBe(0);
  });
});
