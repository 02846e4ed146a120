import { afterEach, describe, expect, it } from "@jest/globals";
import type { ObjectValue } from "../../../../src/framework/index.js";
import { type TokenRun, tokenRun } from "../principals/token-run.js";
import { EVERY_HOUR } from "../rotation/rotation-world.js";

const DAY_SECONDS = 86_400;
const LIST = { method: "GET", path: "^/api/service/apikeys$" };
const NOTHING = { status: 200, body: { totalRecord: 0, filterRecord: 0, records: [] } };

let run: TokenRun;
afterEach(() => run.tenant.stop());

const noted = ({ private: bytes }: { readonly private: Uint8Array }) =>
  bytes.length === 0 ? {} : JSON.parse(new TextDecoder().decode(bytes));

async function own() {
  const me = await run.control.api("GET", "/api/service/users/current");
  const { username } = (await me.json()) as { username: string };
  const token = (await run.control.state()).tokens.find((one) => one.username === username);
  if (token === undefined) throw new Error("Cannot find the token in use");
  return token;
}

describe("a token that the list hides", () => {
  it("is kept, with an error, while it is young", async () => {
    run = await tokenRun();
    const made = await run.create({ display_name: "robot" });
    await run.control.addFaults({ match: LIST, times: 3, do: NOTHING });
    const { state, errors } = await (await run.again()).read(made);
    expect(errors).toMatchObject([{ summary: "Cannot tell whether the API token still exists" }]);
    expect(state).toEqual(made.state);
  });

  it("is kept, with an error, when it is not known how old it is", async () => {
    run = await tokenRun({ seed: { tokens: [{ displayName: "robot" }] } });
    const [token] = await run.control.tokensNamed("robot");
    if (token === undefined) throw new Error("Cannot find robot");
    const known = run.known({ ...token, id: "00000000-0000-4000-8000-000000000000" });
    const { errors } = await run.read({ ...known, state: { ...known.state, created_at: null } });
    expect(errors).toMatchObject([{ detail: expect.stringContaining("not known when") }]);
  });

  it("is kept after an import, and gone when it is old and the list shows the API key's own", async () => {
    run = await tokenRun();
    const made = await run.create({ display_name: "robot" });
    const imported = await run.import(String(made.state?.id));
    await run.control.api("DELETE", `/api/service/apikeys/${made.state?.id}`);
    expect((await (await run.again()).read(imported)).errors).toHaveLength(1);
    run.clock.advance(600_000);
    const { state, warnings } = await (await run.again()).read(imported);
    expect(state).toBeNull();
    expect(warnings).toMatchObject([{ summary: `API token ${made.state?.id} is gone` }]);
  });
});

describe("what Read notes for the plan", () => {
  /** Noted by create, of every object in an embedded tenant. */
  const embedded = { embedded_tenant: expect.any(String) };

  it("is nothing for a token like any other", async () => {
    run = await tokenRun();
    const made = await run.create({ display_name: "robot" });
    expect(noted(await run.read(made))).toEqual(embedded);
  });

  it("is that a token has links, and that it has none any more", async () => {
    run = await tokenRun();
    const made = await run.create({ display_name: "robot" });
    const [persona] = (await run.control.state()).personas;
    const link = async (personaQualifiedNames: readonly (string | undefined)[]) => {
      const body = { displayName: "robot", description: "", personaQualifiedNames };
      await run.control.api("POST", `/api/service/apikeys/${made.state?.id}`, body);
    };
    await link([persona?.qualifiedName]);
    const linked = await (await run.again()).read(made);
    expect(noted(linked)).toEqual({ ...embedded, links_seen: true });
    await link([]);
    expect(noted(await (await run.again()).read(linked))).toEqual({
      ...embedded,
      links_seen: false,
    });
  });

  it("is that the plugin runs as it: noted by import, and cleared under another API key", async () => {
    run = await tokenRun({ seed: { tokens: [{ displayName: "other" }] } });
    const imported = await run.import((await own()).id);
    expect(noted(imported)).toMatchObject({ own_token: true });
    const [other] = await run.control.tokensNamed("other");
    if (other === undefined) throw new Error("Cannot find other");
    const stale = { ...run.known(other), private: imported.private };
    expect(noted(await run.read(stale))).toMatchObject({ own_token: false });
  });
});

describe("a token that ends soon", () => {
  const living = async (days: number, settings: ObjectValue = {}, attributes: ObjectValue = {}) => {
    run = await tokenRun({}, settings);
    const validity_seconds = days * DAY_SECONDS;
    const made = await run.create({ display_name: "robot", validity_seconds, ...attributes });
    return async (passed: number) => {
      run.clock.advance(passed * DAY_SECONDS * 1000);
      return (await (await run.again()).read(made)).warnings;
    };
  };
  const SOON = [{ summary: "API tokens expire soon" }];

  it("is warned about thirty days before, and no longer once it has expired", async () => {
    const warningsAfter = await living(120);
    expect(await warningsAfter(89)).toEqual([]);
    expect(await warningsAfter(2)).toMatchObject(SOON);
    expect(await warningsAfter(30)).toEqual([]);
  });

  it("is warned about in the last third of a shorter life", async () => {
    const warningsAfter = await living(3);
    expect(await warningsAfter(1.9)).toEqual([]);
    expect(await warningsAfter(0.2)).toMatchObject(SOON);
  });

  it("is warned about as long before as the provider says", async () => {
    const warningsAfter = await living(40, { warn_before_expiry_seconds: 2 * DAY_SECONDS });
    expect(await warningsAfter(37)).toEqual([]);
    expect(await warningsAfter(2)).toMatchObject(SOON);
  });

  it("is not warned about where the provider says 0", async () => {
    const warningsAfter = await living(40, { warn_before_expiry_seconds: 0 });
    expect(await warningsAfter(39.9)).toEqual([]);
  });

  it("is not warned about where a rotation comes before", async () => {
    const rotation = { ...EVERY_HOUR, rotate_every_seconds: 39 * DAY_SECONDS };
    const warningsAfter = await living(40, {}, { rotation });
    expect(await warningsAfter(38.9)).toEqual([]);
    expect(await warningsAfter(0.5)).toEqual([]);
  });

  it("is warned about where only a value that changes rotates it, with what to set", async () => {
    const rotation = {
      ...EVERY_HOUR,
      rotate_every_seconds: null,
      rotate_when_changed: { version: "1" },
    };
    const warningsAfter = await living(40, {}, { rotation });
    expect(await warningsAfter(39)).toMatchObject([
      { ...SOON[0], detail: expect.stringContaining("set rotate_before_expiry_seconds") },
    ]);
  });
});

describe("a token that never ends", () => {
  const NEVER = [{ summary: "API tokens never expire" }];
  const endless = async (settings: ObjectValue = {}, attributes: ObjectValue = {}) => {
    run = await tokenRun({}, settings);
    const given = { display_name: "robot", validity_seconds: 409_968_000, ...attributes };
    return (await run.read(await run.create(given))).warnings;
  };

  it("is warned about, with the advice to rotate it", async () => {
    expect(await endless()).toMatchObject([
      { ...NEVER[0], detail: expect.stringContaining("Set rotate_every_seconds") },
    ]);
  });

  it("is not where the provider says 0, or its age rotates it", async () => {
    expect(await endless({ warn_before_expiry_seconds: 0 })).toEqual([]);
    await run.tenant.stop();
    expect(await endless({}, { rotation: EVERY_HOUR })).toEqual([]);
  });
});
