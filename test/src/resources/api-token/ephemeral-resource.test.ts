// Tokens for one run: nothing is left of them, and what a killed run leaves is deleted once it has expired.

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { NOT_ENABLED } from "../../../../lib/schema/index.js";
import { type ObjectValue, Secret } from "../../../../src/framework/index.js";
import { toRfc3339 } from "../../../../src/rfc3339.js";
import type { TenantToken } from "../../../../src/tenant/index.js";
import { askCurrentUser } from "../../../program-calls.js";
import { type TokenRun, tokenRun } from "../principals/token-run.js";
import { untilSent } from "../until-sent.js";

const NAME = "deployer";
const CREATE = { method: "POST", path: "^/api/service/apikeys$" };
const UPDATE = { method: "POST", path: "^/api/service/apikeys/.+" };
const DELETE = { method: "DELETE", path: "^/api/service/apikeys/.+" };

let run: TokenRun;
beforeEach(async () => {
  run = await tokenRun();
});
afterEach(() => run.tenant.stop());

const open = (config: ObjectValue = {}) => run.open({ display_name: NAME, ...config });
const tokens = () => run.control.tokensNamed(NAME);
const endOf = ({ createdAt = "", validitySeconds = 0 }: Partial<TenantToken> = {}): string =>
  toRfc3339(new Date(Date.parse(createdAt) + validitySeconds * 1000));
const summaries = (diagnostics: readonly { readonly summary: string }[]) =>
  diagnostics.map(({ summary }) => summary);

/** What the tenant says of who sends this secret: 200 or 401. */
const statusOf = async (secret: unknown): Promise<number> => {
  const text = secret instanceof Secret ? secret.reveal() : "";
  return (await askCurrentUser(run.tenant, text)).status;
};

describe("a token for one run", () => {
  it("works when it is opened, and is gone when it is closed", async () => {
    const opened = await open();
    expect(opened).toMatchObject({ errors: [], warnings: [] });
    const [token] = await tokens();
    expect(opened.result).toMatchObject({
      id: token?.id,
      client_id: token?.clientId,
      username: token?.username,
      expires_at: endOf(token),
      description: "",
      validity_seconds: 3600,
    });
    expect(await statusOf(opened.result?.access_token)).toBe(200);
    expect(await run.close(opened)).toEqual([]);
    expect(await tokens()).toEqual([]);
    expect(await statusOf(opened.result?.access_token)).toBe(401);
  });

  it("has the description, lifetime and personas that are asked for, and a note of its end", async () => {
    const [persona] = (await run.control.state()).personas;
    const personas = [persona?.qualifiedName ?? ""];
    const opened = await open({
      description: "Fills the vault",
      persona_qualified_names: personas,
      validity_seconds: 60,
    });
    expect(opened).toMatchObject({ errors: [], warnings: [] });
    const [token] = await tokens();
    expect(token).toMatchObject({
      description: `Fills the vault (made by cdktf-provider-atlan for one run, stale after ${endOf(token)})`,
      personaQualifiedNames: personas,
      validitySeconds: 60,
    });
  });

  it("costs what a managed one costs, and one request for its end", async () => {
    const opened = await open();
    await run.close(opened);
    const sent = (await run.control.requests()).map(({ method, path }) => `${method} ${path}`);
    const id = opened.result?.id;
    expect(sent).toEqual([
      "GET /api/service/apikeys",
      "GET /api/service/users/current",
      "POST /api/service/apikeys",
      "GET /api/service/users/current",
      "GET /api/meta/types/typedefs",
      "GET /api/service/users/current",
      "GET /api/meta/types/typedefs",
      `POST /api/service/apikeys/${id}`,
      "GET /api/service/apikeys",
      `DELETE /api/service/apikeys/${id}`,
    ]);
  });

  it.each([
    ["the list is late", { listLagMs: 3_000 }],
    ["names are trimmed, and every reply takes its time", { trimNames: true, latencyMs: 2 }],
    ["the total counts all tokens", { totalCountsAll: true }],
  ])("works and leaves nothing where %s", async (_name, settings) => {
    await run.control.changeSettings(settings);
    const opened = await open({ description: "Fills the vault" });
    expect(opened).toMatchObject({ errors: [], warnings: [] });
    expect(await statusOf(opened.result?.access_token)).toBe(200);
    expect(await run.close(opened)).toEqual([]);
    run.clock.advance(5_000);
    expect(await tokens()).toEqual([]);
  });

  it("is one of several of its name in one run, and none of them is spoken of", async () => {
    const opened = [await open(), await open()];
    expect(opened.flatMap(({ warnings, errors }) => [...warnings, ...errors])).toEqual([]);
    expect(await tokens()).toHaveLength(2);
    await run.closeAll();
    expect(await tokens()).toEqual([]);
  });

  it("keeps its note when a binding links it to a persona", async () => {
    const opened = await open();
    const [persona] = (await run.control.state()).personas;
    const bound = await run.grant("atlan_token_persona_binding", {
      persona_qualified_name: persona?.qualifiedName ?? null,
      token_ids: [opened.result?.id ?? null],
    });
    expect(bound.errors).toEqual([]);
    expect(await tokens()).toMatchObject([
      {
        description: expect.stringContaining("for one run"),
        personaQualifiedNames: [expect.anything()],
      },
    ]);
  });
});

describe("a token that is not enabled", () => {
  it("sends no request, and has a secret that no tenant accepts", async () => {
    const opened = await open({ enabled: false });
    expect(opened).toMatchObject({
      errors: [],
      warnings: [],
      result: { id: null, username: null },
    });
    const secret = opened.result?.access_token as Secret;
    expect(secret.reveal()).toBe(NOT_ENABLED);
    expect(await run.close(opened)).toEqual([]);
    expect(await run.control.requests()).toEqual([]);
    expect(await statusOf(secret)).toBe(401);
  });
});

describe("nothing is left of a token", () => {
  it("that does not become ready", async () => {
    await run.control.addFaults({ match: { path: "typedefs" }, times: 999, do: { status: 401 } });
    const { result, errors } = await open();
    expect(result).toBeNull();
    expect(summaries(errors)).toEqual(["API token does not become ready"]);
    expect(errors[0]?.detail).toMatch(/The token \S+ is deleted again\. Raise the timeout/);
    expect(errors[0]?.detail).not.toContain("wait_until_ready");
    expect(await tokens()).toEqual([]);
  });

  it("whose personas are refused, and the error points at them", async () => {
    const { result, errors } = await open({ persona_qualified_names: ["default/nobody"] });
    expect(result).toBeNull();
    expect(errors).toMatchObject([
      { summary: "Cannot finish ephemeral API token", attribute: ["persona_qualified_names"] },
    ]);
    expect(await tokens()).toEqual([]);
  });

  it("that is being opened when the run is stopped", async () => {
    await run.control.addFaults({ match: UPDATE, times: 999, do: { status: 502 } });
    const opening = open();
    await untilSent(run.control, UPDATE, opening);
    run.stop();
    expect((await opening).result).toBeNull();
    expect(await tokens()).toEqual([]);
  });

  it("whose create had no clear answer", async () => {
    await run.control.addFaults({ match: CREATE, do: { replyAfterCommit: { status: 502 } } });
    const opened = await open();
    expect(opened.errors).toEqual([]);
    await run.close(opened);
    expect(await tokens()).toEqual([]);
  });

  it("that no engine closes", async () => {
    await open();
    run.stop();
    await run.closeAll();
    expect(await tokens()).toEqual([]);
  });

  it("whose end failed at first", async () => {
    const opened = await open();
    await run.control.addFaults({ match: DELETE, do: { status: 403 } });
    const [error] = await run.close(opened);
    expect(error?.summary).toBe("Cannot delete ephemeral API token");
    expect(error?.detail).toContain(`The token ${opened.result?.id} may still exist.`);
    expect(error?.detail).toContain(`It expires at ${opened.result?.expires_at}`);
    await run.closeAll();
    expect(await tokens()).toEqual([]);
  });

  it("that somebody else has deleted", async () => {
    const opened = await open();
    await run.control.api("DELETE", `/api/service/apikeys/${opened.result?.id}`);
    expect(await run.close(opened)).toEqual([]);
  });
});

describe("what a killed run leaves", () => {
  const killed = async () => {
    const { result } = await open({ validity_seconds: 600 });
    run = await run.again();
    return String(result?.id);
  };
  const aMinuteMs = 60_000;

  it("is left alone, in silence, as long as it may be another run's", async () => {
    const id = await killed();
    run.clock.advance(9 * aMinuteMs);
    const opened = await open();
    expect(opened).toMatchObject({ errors: [], warnings: [] });
    expect((await tokens()).map((token) => token.id)).toContain(id);
  });

  it.each([
    ["ephemeral", () => open()],
    ["managed", () => run.create({ display_name: NAME })],
  ])(
    "is deleted by the next %s create of that name once it has expired, and told",
    async (_kind, create) => {
      const id = await killed();
      run.clock.advance(11 * aMinuteMs);
      const { warnings, errors } = await create();
      expect(errors).toEqual([]);
      expect(summaries(warnings)).toEqual([`Purged expired ephemeral API token ${id}`]);
      expect((await tokens()).map((token) => token.id)).not.toContain(id);
    },
  );
});
