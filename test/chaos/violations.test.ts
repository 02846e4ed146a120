// The checker itself: each kind of violation, planted in a round that was good, is seen, and nothing else is.
import { describe, expect, it } from "@jest/globals";
import type { TenantSnapshot, TenantToken } from "../../src/tenant/index.js";
import type { Evidence } from "./evidence.js";
import {
  COLLECTION,
  CONNECTION,
  good,
  inState,
  loader,
  PERSONA,
  stranger,
  token,
} from "./evidence-of.js";
import { diagnosticsIn } from "./leftovers.js";
import { right } from "./rights.js";
import { violationsIn } from "./violations.js";

const kindsIn = (evidence: Evidence): readonly string[] => [
  ...new Set(violationsIn(evidence).map(({ kind }) => kind)),
];

const withTokens = (state: TenantSnapshot, ...more: readonly TenantToken[]): TenantSnapshot => ({
  ...state,
  tokens: [...state.tokens, ...more],
});
const withoutToken = (state: TenantSnapshot, id: string): TenantSnapshot => ({
  ...state,
  tokens: state.tokens.filter((one) => one.id !== id),
});
const withAdmins = (state: TenantSnapshot, admins: readonly string[]): TenantSnapshot => ({
  ...state,
  connections: state.connections.map((one) => ({ ...one, adminUsers: ["amira", ...admins] })),
});
const changed = (more: Partial<TenantToken>): TenantSnapshot => ({
  ...good.settled,
  tokens: [stranger, { ...loader, ...more }],
});
const stepped = (name: string, more: Partial<Evidence["steps"][number]>): Evidence => ({
  ...good,
  steps: good.steps.map((step) => (step.name === name ? { ...step, ...more } : step)),
});
const noViewers = (state: TenantSnapshot): TenantSnapshot => ({
  ...state,
  collections: state.collections.map((one) => ({ ...one, viewerUsers: [] })),
});

const both = [loader.username, "tomas"];
const leftover = token("leftover", { displayName: "other" });
const stateWithTwo = {
  ...good.state,
  resources: [...good.state.resources, inState("atlan_connection_admin", "g9", {})],
};
const tainted = {
  ...good.state,
  resources: good.state.resources.map((resource) => ({
    ...resource,
    instances: resource.instances.map((one) => ({ ...one, status: "tainted" })),
  })),
};

const planted: readonly (readonly [title: string, kind: string, evidence: Evidence])[] = [
  [
    "a second token of a declared name",
    "twin",
    { ...good, settled: withTokens(good.settled, token("x", { displayName: "loader" })) },
  ],
  ["a token that nobody knows", "orphan", { ...good, settled: withTokens(good.settled, leftover) }],
  [
    "an orphan that only a line of progress names",
    "orphan",
    {
      ...stepped("second apply", {
        output: "Warning: x\natlan_api_token.t9: Destroying... [id=leftover]\n",
      }),
      settled: withTokens(good.settled, leftover),
    },
  ],
  [
    "a finished token that is only named, where nothing was killed",
    "orphan",
    {
      ...stepped("second apply", { output: "Warning: name exists already: leftover" }),
      settled: withTokens(good.settled, leftover),
    },
  ],
  [
    "a claim that was never purged",
    "orphan",
    {
      ...good,
      settled: withTokens(
        good.settled,
        token("x", {
          description: "being created by cdktf-provider-atlan, claim 1, stale after 2",
        }),
      ),
    },
  ],
  [
    "a declared token that is gone",
    "token not as declared",
    { ...good, settled: withAdmins(withoutToken(good.settled, loader.id), both) },
  ],
  [
    "another name",
    "token not as declared",
    { ...good, settled: changed({ displayName: "loader 2" }) },
  ],
  [
    "a claim as its description",
    "token not as declared",
    {
      ...good,
      settled: changed({ description: "being created by cdktf-provider-atlan, claim 1" }),
    },
  ],
  ["a taint", "token not as declared", { ...good, state: tainted }],
  [
    "a grant that is not held",
    "lost grant",
    { ...good, settled: withAdmins(good.settled, ["tomas"]) },
  ],
  [
    "a right that nobody declared",
    "right left",
    { ...good, settled: withAdmins(good.settled, [...both, "ingrid"]) },
  ],
  [
    "a right that stays after the destroy",
    "right left",
    { ...good, destroyed: withAdmins(good.destroyed, ["tomas"]) },
  ],
  [
    "a stranger's right that went",
    "stranger's right lost",
    { ...good, settled: noViewers(good.settled), destroyed: noViewers(good.destroyed) },
  ],
  [
    "a right that another writer gave meanwhile, lost",
    "stranger's right lost",
    { ...good, givenByOthers: [right("atlan_connection_admin", CONNECTION, "passer-by")] },
  ],
  [
    "a stranger that is gone",
    "stranger touched",
    {
      ...good,
      destroyed: withoutToken(good.destroyed, stranger.id),
    },
  ],
  [
    "a stranger renamed",
    "stranger touched",
    { ...good, destroyed: { ...good.destroyed, tokens: [{ ...stranger, displayName: "x" }] } },
  ],
  ["an address that is not declared", "state holds more", { ...good, state: stateWithTwo }],
  ["changes in the second plan", "plan not empty", stepped("plan", { exitCode: 2 })],
  ["an error in the second plan", "plan not empty", stepped("plan", { exitCode: 1 })],
  [
    "an apply that fails without trouble",
    "failed without trouble",
    stepped("second apply", { exitCode: 1 }),
  ],
  ["a destroy that fails", "failed without trouble", stepped("destroy", { exitCode: 1 })],
  ["a run without end", "endless", stepped("troubled apply", { hasEnded: false, exitCode: 1 })],
  [
    "words about a bug, wrapped in a frame",
    "bug told",
    stepped("troubled apply", {
      exitCode: 1,
      output: "│ Error: Provider produced inconsistent\n│ result after apply",
    }),
  ],
  [
    "a plugin that died by itself",
    "bug told",
    stepped("troubled apply", { exitCode: 1, output: "│ Error: Plugin did not respond" }),
  ],
  ["a secret that does not work", "dead secret", { ...good, deadSecrets: ["t1: 401"] }],
  ["a secret elsewhere", "leaked secret", { ...good, leaks: [{ in: "trace.log", near: "…" }] }],
  ["a process that goes on", "process left", { ...good, survivors: ["node plugin"] }],
  ["a temporary file", "file left", { ...good, temporaryFiles: ["x.sock"] }],
  [
    "a token that stays after the destroy",
    "not destroyed",
    { ...good, destroyed: withTokens(good.destroyed, loader) },
  ],
];

describe("the checker of a round", () => {
  it("has nothing to say of a round in which all went well", () => {
    expect(violationsIn(good)).toEqual([]);
  });

  it.each(planted)("sees %s: %s", (_title, kind, evidence) => {
    expect(kindsIn(evidence)).toContain(kind);
  });
});

describe("what the design allows", () => {
  const killed = { ...good, wasKilled: true };
  const warned = stepped("second apply", {
    output: "Warning: API token name exists already: leftover",
  });

  it("is a leftover that a warning names, and the rights that are its own", () => {
    const state = withAdmins(withTokens(good.settled, leftover), [...both, leftover.username]);
    const evidence = { ...killed, ...warned, wasKilled: true, settled: state };
    expect(violationsIn(evidence)).toEqual([]);
  });

  it("is a leftover that the plugin named to an engine that was killed before it printed that", () => {
    const told = { ...killed, settled: withTokens(good.settled, leftover) };
    const toldToKilled = 'Response contains warning diagnostic: … exists already: leftover"';
    expect(violationsIn({ ...told, toldToKilled })).toEqual([]);
    expect(kindsIn(told)).toEqual(["orphan"]);
  });

  it("is a plugin that does not answer because it was killed", () => {
    const { steps } = stepped("troubled apply", { output: "│ Error: Plugin did not respond" });
    expect(violationsIn({ ...killed, steps })).toEqual([]);
  });

  it("is the name of a token that is gone, on an asset", () => {
    const old = "service-account-apikey-of-old";
    const settled = withAdmins(good.settled, [...both, old]);
    expect(violationsIn({ ...good, settled })).toEqual([]);
  });

  it("is a right that another had before the first graph declared it, held or not", () => {
    const held = right("atlan_collection_viewer", COLLECTION, stranger.username);
    expect(held).toContain(stranger.username);
    const before = {
      tokens: [],
      grants: [
        {
          name: "g1",
          type: "atlan_collection_viewer",
          object: "Finance",
          principals: [{ stranger: "stranger" }],
        },
      ],
    } as const;
    for (const now of [good.settled, noViewers(good.settled)]) {
      expect(kindsIn({ ...good, before, settled: now })).toEqual([]);
    }
  });

  it("is a link that the stack no longer manages", () => {
    const [node] = good.after.tokens;
    const before = good.after;
    const { personas: _managed, ...rest } = node ?? {
      name: "",
      displayName: "",
      description: "",
      createBeforeDestroy: false,
    };
    const after = { ...good.after, tokens: [rest] };
    const tokensBefore = new Map([["t1", [loader]]] as const);
    expect(PERSONA).toBe(loader.personaQualifiedNames[0]);
    expect(violationsIn({ ...good, before, after, tokensBefore })).toEqual([]);
  });
});

describe("diagnosticsIn", () => {
  const progress = "atlan_api_token.t1 (deposed object 6d2c): Destruction complete after 0s [id=x]";
  const text = `  # a plan of x\n${progress}\n\nWarning: One\n\n${progress}\n  - y, created\n`;

  it("keeps what warnings and errors say, not what was planned or is under way", () => {
    expect(diagnosticsIn(text)).toBe("Warning: One\n\n  - y, created\n");
    expect(diagnosticsIn("Apply complete! x")).toBe("");
  });
});
