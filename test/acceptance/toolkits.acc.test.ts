// The packed package in projects that have the wrong toolkit, or none: each entry says which one is meant.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { NpmPackage } from "./harness/npm-package.js";
import { Project } from "./harness/project.js";

const PEERS = ["constructs", "cdktf", "cdktn"] as const;
type Peer = (typeof PEERS)[number];

let npmPackage: NpmPackage;
let all: Project;

beforeAll(async () => {
  npmPackage = await NpmPackage.pack();
  all = await Project.open(npmPackage, { app: "", peers: PEERS });
});

afterAll(async () => {
  await all.close();
  await npmPackage.close();
});

const run = (project: Project, script: string) => project.run(process.execPath, "-e", script);

/** A stack of one toolkit with the provider of an entry. */
const stackOf = (toolkit: string, entry: string): string =>
  `const { App, TerraformStack } = require("${toolkit}");
const { AtlanProvider } = require("${entry}");
class Tokens extends TerraformStack {}
const app = new App();
new AtlanProvider(new Tokens(app, "tokens"), "atlan");
app.synth();`;

describe("an entry", () => {
  it.each([
    ["cdktf", "cdktf-provider-atlan"],
    ["cdktn", "cdktf-provider-atlan/cdktn"],
  ])("for stacks of %s works in them, with the other installed too", async (toolkit, entry) => {
    expect(await run(all, stackOf(toolkit, entry))).toMatchObject({ exitCode: 0 });
  });

  it.each([
    [
      "cdktn",
      "cdktf-provider-atlan",
      '"tokens" is a stack of cdktn, but "cdktf-provider-atlan" is for cdktf, expected an import from "cdktf-provider-atlan/cdktn"',
    ],
    [
      "cdktf",
      "cdktf-provider-atlan/cdktn",
      '"tokens" is a stack of cdktf, but "cdktf-provider-atlan/cdktn" is for cdktn, expected an import from "cdktf-provider-atlan"',
    ],
  ])("in a stack of %s that %s is not for says so", async (toolkit, entry, sentence) => {
    const { exitCode, stderr } = await run(all, stackOf(toolkit, entry));
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`Error: Cannot configure provider: ${sentence}`);
  });
});

describe("where a package is missing,", () => {
  const ENTRY = {
    cdktf: { entry: "cdktf-provider-atlan", install: "cdktf@0.21 constructs" },
    cdktn: { entry: "cdktf-provider-atlan/cdktn", install: "cdktn@0.24 constructs@~10.7" },
  };

  it.each<[entry: keyof typeof ENTRY, peers: readonly Peer[], missing: Peer]>([
    ["cdktf", ["constructs"], "cdktf"],
    ["cdktf", ["constructs", "cdktn"], "cdktf"],
    ["cdktf", ["cdktf"], "constructs"],
    ["cdktn", ["constructs"], "cdktn"],
    ["cdktn", ["constructs", "cdktf"], "cdktn"],
    ["cdktn", ["cdktn"], "constructs"],
  ])(
    "the entry for %s with %j installed names %s, and the other entry",
    async (name, peers, missing) => {
      const { entry, install } = ENTRY[name];
      const [other] = PEERS.filter((peer) => peer !== name && peer !== "constructs");
      const project = await Project.open(npmPackage, { app: "", peers });
      const { stderr } = await run(project, `require("${entry}")`);
      expect(stderr).toContain(
        `Error: Cannot load "${entry}": the package ${missing} is not installed, expected it in your project; run npm install ${install}, or import from "${ENTRY[other as "cdktf" | "cdktn"].entry}" where your stacks use ${other}`,
      );
      await project.close();
    },
  );

  it("a delivery with cdktn names the bindings that it needs", async () => {
    const script = `const { App, TerraformStack } = require("cdktn");
const { AtlanApiToken, AtlanTokenDelivery } = require("cdktf-provider-atlan/cdktn");
const stack = new TerraformStack(new App(), "tokens");
const token = new AtlanApiToken(stack, "loader", { displayName: "loader" });
new AtlanTokenDelivery(stack, "delivery", { token, command: "true" });`;
    expect((await run(all, script)).stderr).toContain(
      "Error: Cannot deliver token: @cdktn/provider-null is not installed, expected version 15; run npm install @cdktn/provider-null@15",
    );
  });
});
