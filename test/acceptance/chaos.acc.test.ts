// One chaos round with the real engine: clean as it is, and what somebody spoils before the check is seen.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Tenant } from "../../src/tenant/index.js";
import { Workspace } from "../../src/testing/index.js";
import type { Graph } from "../chaos/graph.js";
import { playRound } from "../chaos/round.js";
import type { Scenario } from "../chaos/scenario.js";
import { violationsIn } from "../chaos/violations.js";
import { controlOf } from "../tenant-control.js";
import { runEngine } from "./harness/engine.js";
import { engine } from "./harness/engines.js";
import { ROOT } from "./harness/npm-package.js";

const graph: Graph = {
  tokens: [{ name: "t1", displayName: "loader", description: "Loads", createBeforeDestroy: false }],
  grants: [
    {
      name: "g1",
      type: "atlan_connection_admin",
      object: "development",
      principals: [{ token: "t1" }, { person: "tomas" }],
    },
  ],
};

const scenario: Scenario = {
  seed: 0,
  profile: {
    settings: {},
    provider: { request_timeout_seconds: 30 },
    keyIsAdmin: false,
    parallelism: 10,
    hasRemoteState: false,
    hasRunToken: false,
  },
  before: { tokens: [], grants: [] },
  earlierSeconds: [0],
  edits: ["create all"],
  after: graph,
  replace: undefined,
  troubles: [
    [
      {
        kind: "lost reply",
        request: "create token",
        skip: 0,
        times: 1,
        effect: { dropReply: true },
      },
    ],
  ],
  laterSeconds: 7_200,
};

async function spoil(tenant: Tenant, { directory }: Workspace): Promise<void> {
  const control = controlOf(tenant);
  const { connections, tokens } = await control.state();
  const guid = connections.find(({ name }) => name === "development")?.guid ?? "";
  const stranger = tokens.find(({ displayName }) => displayName === "stranger")?.id ?? "";
  await control.api("POST", "/api/service/apikeys", {
    displayName: "loader",
    description: "",
    personas: [],
    personaQualifiedNames: [],
    validitySeconds: 3600,
  });
  const before = [
    { removeAdminUsers: { guid, usernames: ["tomas"] } },
    { deleteToken: { guid: stranger } },
  ];
  await control.addFaults({ match: { path: "whoami" }, do: { before } });
  await control.api("GET", "/api/service/whoami");
  const [secret = ""] = await control.secrets();
  await writeFile(path.join(directory, "tmp", "leak.txt"), `token=${secret}`);
}

it("is a program of its own, which needs no test runner", async () => {
  const call = { binary: process.execPath, directory: ROOT };
  const { exitCode, output } = await runEngine(call, [
    "--import",
    "tsx",
    "test/chaos/main.ts",
    "--rounds",
    "0",
  ]);
  expect(output).toContain("0 rounds, 0 failed");
  expect(exitCode).toBe(0);
});

describe("a chaos round", () => {
  const folders: { workspace?: Workspace; neighbour?: Workspace } = {};
  beforeAll(async () => {
    folders.workspace = await Workspace.open({
      engine: engine.binary,
      configuration: "",
      reject: false,
    });
    folders.neighbour = await Workspace.open({
      engine: engine.binary,
      configuration: "",
      reject: false,
    });
  });
  afterAll(async () => {
    await folders.workspace?.close();
    await folders.neighbour?.close();
  });
  const play = ({ workspace, neighbour } = folders, sabotage?: typeof spoil) => {
    if (!workspace || !neighbour) throw new Error("Cannot play: no folders");
    return playRound({
      scenario,
      folder: { workspace },
      neighbour: { workspace: neighbour },
      ...(sabotage && { sabotage }),
    });
  };

  it("meets its trouble, and breaks nothing", async () => {
    const { evidence, struck } = await play();
    expect(struck).toEqual(scenario.troubles.flat());
    expect(violationsIn(evidence)).toEqual([]);
  });

  it("sees a twin, a lost grant, a stranger that is gone and a secret in a file", async () => {
    const { evidence } = await play(folders, spoil);
    const kinds = new Set(violationsIn(evidence).map(({ kind }) => kind));
    for (const kind of ["twin", "lost grant", "stranger touched", "leaked secret", "file left"]) {
      expect(kinds).toContain(kind);
    }
  });
});
