import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Diagnostic } from "../../../../src/framework/index.js";
import { claimText } from "../../../../src/resources/principals/claim.js";
import {
  clearLeftovers,
  tellLateLeftovers,
} from "../../../../src/resources/principals/leftovers.js";
import { type Rig, tenantSession } from "../tenant-session.js";

const MINUTE_MS = 60_000;

let rig: Rig;
let diagnostics: Diagnostic[];
beforeEach(async () => {
  rig = await tenantSession();
  diagnostics = [];
});
afterEach(() => rig.tenant.stop());

const claimFor = (minutes: number): string => {
  const staleAfter = new Date(rig.clock.nowMs() + minutes * MINUTE_MS);
  return claimText("00000000-0000-4000-8000-000000000001", staleAfter);
};

const leave = (description: string) => rig.control.leaveToken("robot", description);

const check = (signal = new AbortController().signal) => ({
  displayName: "robot",
  diagnostics: { add: (diagnostic: Diagnostic) => diagnostics.push(diagnostic) },
  signal,
});
const clear = () => clearLeftovers(rig.session.apiTokens, check());

describe("what a create finds of its name", () => {
  it("is purged when its claim is stale, and told", async () => {
    const id = await leave(claimFor(-1));
    await clear();
    expect(await rig.control.tokensNamed("robot")).toEqual([]);
    expect(diagnostics).toMatchObject([{ summary: `Purged unfinished API token ${id}` }]);
  });

  it("stays when its claim is in date, because another run may be at it, and is named", async () => {
    const id = await leave(claimFor(10));
    await clear();
    expect(await rig.control.tokensNamed("robot")).toMatchObject([{ id }]);
    expect(diagnostics).toMatchObject([
      { severity: "warning", summary: `API token ${id} is not finished` },
    ]);
  });

  it("stays when it is finished, and is named", async () => {
    const id = await leave("Loads");
    await clear();
    expect(await rig.control.tokensNamed("robot")).toMatchObject([{ id }]);
    expect(diagnostics).toMatchObject([{ summary: `API token name exists already: ${id}` }]);
  });
});

describe("what a create finds of its name once it has ended, where the list is late", () => {
  const seen = new Set<string>();

  it("is told, unless it was listed before, or is made by the same run", async () => {
    const [made, before, finished] = [await leave(""), await leave(""), await leave("Loads")];
    const claimed = await leave(claimFor(10));
    const underWay = claimText("00000000-0000-4000-8000-000000000002", new Date());
    await leave(underWay);
    rig.session.apiTokens.ownCreates.begin(underWay);
    rig.session.apiTokens.ownCreates.made(claimFor(20), { id: made });
    await tellLateLeftovers(rig.session.apiTokens, { ...check(), seen: new Set([before]) });
    expect(diagnostics.map(({ summary }) => summary)).toEqual([
      `API token ${claimed} is not finished`,
      `API token name exists already: ${finished}`,
    ]);
  });

  it("is a warning where the look is refused, and no failure of the create", async () => {
    await rig.control.addFaults({ match: { path: "apikeys" }, do: { status: 403 } });
    await tellLateLeftovers(rig.session.apiTokens, { ...check(), seen });
    expect(diagnostics).toMatchObject([
      { severity: "warning", summary: "API tokens of the same name were not looked for again" },
    ]);
  });

  it("is a warning where the run is stopped", async () => {
    await tellLateLeftovers(rig.session.apiTokens, { ...check(AbortSignal.abort()), seen });
    expect(diagnostics).toMatchObject([{ severity: "warning" }]);
  });
});
