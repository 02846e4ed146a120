// The checker, of tokens that rotate and of tokens for one run: what breaks a promise is seen, and what is promised is allowed.
import { describe, expect, it } from "@jest/globals";
import type { TenantToken } from "../../src/tenant/index.js";
import type { Evidence } from "./evidence.js";
import { good, inState, loader, SECRET, token } from "./evidence-of.js";
import { refusedSuccessors } from "./refused-successors.js";
import { violationsIn } from "./violations.js";

const kindsIn = (evidence: Evidence): readonly string[] => [
  ...new Set(violationsIn(evidence).map(({ kind }) => kind)),
];

const old = token("old", { displayName: "loader (retired, succeeded by apikey-loader)" });
const ofRun = token("of-run", {
  description: "made by cdktf-provider-atlan for one run, stale after 2026-01-01T01:00:00Z",
});

const withTokens = (evidence: Evidence, ...more: readonly TenantToken[]): Evidence => ({
  ...evidence,
  settled: { ...evidence.settled, tokens: [...evidence.settled.tokens, ...more] },
});

const withAdmin = (evidence: Evidence, username: string): Evidence => ({
  ...evidence,
  settled: {
    ...evidence.settled,
    connections: evidence.settled.connections.map((one) => ({
      ...one,
      adminUsers: [...(one.adminUsers ?? []), username],
    })),
  },
});

const retiringIs = (due: boolean): Evidence["state"] => ({
  ...good.state,
  resources: [
    inState("atlan_api_token", "t1", {
      id: loader.id,
      username: loader.username,
      access_token: SECRET,
      retiring: [{ id: old.id, username: old.username, due }],
    }),
    inState("atlan_connection_admin", "g1", {}),
  ],
});

const overlapping = { ...good, state: retiringIs(false) };
const refused: Evidence = {
  ...good,
  steps: [{ name: "refused apply", exitCode: 1, output: "", hasEnded: true }, ...good.steps],
};

describe("the checker, of a token that rotates", () => {
  it("lets the predecessor have every right until it is due", () => {
    expect(kindsIn(withAdmin(withTokens(overlapping, old), old.username))).toEqual([]);
  });

  it.each([
    ["a predecessor without a declared right", "lost grant", withTokens(overlapping, old)],
    ["a predecessor that is gone too early", "retirement", withAdmin(overlapping, old.username)],
    [
      "a predecessor that is due and still there",
      "retirement",
      withAdmin(withTokens({ ...good, state: retiringIs(true) }, old), old.username),
    ],
    ["a predecessor that no state knows", "orphan", withTokens(good, old)],
    ["a refusal that no kill explains", "failed without trouble", refused],
  ])("sees %s: %s", (_title, kind, evidence) => {
    expect(kindsIn(evidence)).toContain(kind);
  });

  it("lets a run refuse to go on after a kill", () => {
    expect(kindsIn({ ...refused, wasKilled: true })).toEqual([]);
  });
});

describe("the checker, of a token for one run", () => {
  const left = { ...withTokens(good, ofRun), laterSeconds: 360 };

  it("lets a run that is killed leave it until its date has passed", () => {
    expect(kindsIn({ ...left, wasKilled: true })).toEqual([]);
  });

  it.each([
    ["one that is left where nothing was killed", left],
    ["one whose date has passed", { ...left, wasKilled: true, laterSeconds: 7_200 }],
  ])("sees %s", (_title, evidence) => {
    expect(kindsIn(evidence)).toEqual(["orphan"]);
  });
});

describe("refusedSuccessors", () => {
  it("finds the tokens that an error names as those that took over", () => {
    const id = "11111111-2222-3333-4444-555555555555";
    const output = `│ Error: Another API token has\n│ taken over\n│ with \`DELETE\n│ /api/service/apikeys/${id}\`, and apply`;
    expect(refusedSuccessors(output)).toEqual([id]);
    expect(
      refusedSuccessors(`Warning: delete it with \`DELETE /api/service/apikeys/${id}\``),
    ).toEqual([]);
  });
});
