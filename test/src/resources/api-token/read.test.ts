import { afterEach, describe, expect, it } from "@jest/globals";
import { type TokenRun, tokenRun } from "./token-run.js";

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
    await run.control.faults({ match: LIST, times: 2, do: NOTHING });
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
  const expiring = async (settings: Record<string, number> = {}) => {
    run = await tokenRun({}, settings);
    const made = await run.create({ display_name: "robot", validity_seconds: 40 * DAY_SECONDS });
    return async (days: number) => {
      run.clock.advance(days * DAY_SECONDS * 1000);
      const { warnings } = await (await run.again()).read(made);
      return warnings.map(({ summary }) => summary);
    };
  };

  it("is warned about thirty days before, and no longer once it has expired", async () => {
    const warningsAfter = await expiring();
    expect(await warningsAfter(9)).toEqual([]);
    expect(await warningsAfter(2)).toEqual(["API tokens expire soon"]);
    expect(await warningsAfter(30)).toEqual([]);
  });

  it("is warned about as long before as the provider says", async () => {
    const warningsAfter = await expiring({ warn_before_expiry_seconds: 2 * DAY_SECONDS });
    expect(await warningsAfter(37)).toEqual([]);
    expect(await warningsAfter(2)).toEqual(["API tokens expire soon"]);
  });

  it("is not warned about where the provider says 0", async () => {
    const warningsAfter = await expiring({ warn_before_expiry_seconds: 0 });
    expect(await warningsAfter(39.9)).toEqual([]);
  });
});
