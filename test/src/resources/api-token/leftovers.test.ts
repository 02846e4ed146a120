import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Diagnostic } from "../../../../src/framework/index.js";
import { claimText } from "../../../../src/resources/api-token/claim.js";
import { clearLeftovers } from "../../../../src/resources/api-token/leftovers.js";
import { type Rig, tenantSession } from "../tenant-session.js";

const MINUTE_MS = 60_000;

let rig: Rig;
let diagnostics: Diagnostic[];
beforeEach(async () => {
  rig = await tenantSession();
  diagnostics = [];
});
afterEach(() => rig.tenant.stop());

/** As a run that was killed leaves it, made by the same API key. */
async function leave(description: string): Promise<string> {
  const token = { displayName: "robot", description, personas: [], personaQualifiedNames: [] };
  await rig.control.api("POST", "/api/service/apikeys", { ...token, validitySeconds: 3600 });
  const [left] = await rig.control.tokensNamed("robot");
  if (left === undefined) throw new Error("Cannot leave a token: the tenant does not hold it");
  return left.id;
}

const claimFor = (minutes: number): string => {
  const staleAfter = new Date(rig.clock.nowMs() + minutes * MINUTE_MS);
  return claimText("00000000-0000-4000-8000-000000000001", staleAfter);
};

const clear = () =>
  clearLeftovers(rig.session, {
    displayName: "robot",
    diagnostics: { add: (diagnostic) => diagnostics.push(diagnostic) },
    signal: new AbortController().signal,
  });

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
