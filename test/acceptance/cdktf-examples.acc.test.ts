// The cdktf examples: each deployed, deployed again to nothing, changed as its README says, and destroyed.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "@jest/globals";
import { unseal } from "../../src/age.js";
import { Secret } from "../../src/secret.js";
import { startTenant, type Tenant } from "../../src/tenant/index.js";
import type { CommandResult } from "../../src/testing/index.js";
import { accessTokenIn, askForAccessToken } from "../program-calls.js";
import { controlOf, type TestControl } from "../tenant-control.js";
import { keyPair } from "./harness/age-command.js";
import { installationFrom, mirrorOf, OUR_ENTRY } from "./harness/cli-configuration.js";
import { describeWith } from "./harness/describe-unless.js";
import { runEngine } from "./harness/engine.js";
import { engine, nullProviderMirror } from "./harness/engines.js";
import { ROOT } from "./harness/npm-package.js";
import { useSecret } from "./harness/secret-user.js";
import { succeeded } from "./harness/succeeded.js";

const TSX = path.join(ROOT, "node_modules/.bin/tsx");
const NOTHING = 0;
const CHANGES = 2;

type Environment = Readonly<Record<string, string>>;

/** An example in a folder of its own, against a tenant of its own. */
class Example {
  private constructor(
    private readonly name: string,
    readonly directory: string,
    readonly tenant: Tenant,
  ) {}

  static async open(name: string, cliConfiguration = ""): Promise<Example> {
    const directory = await mkdtemp(path.join(tmpdir(), "atlan-example-"));
    await writeFile(path.join(directory, "cli.tfrc"), cliConfiguration);
    return new Example(name, directory, await startTenant());
  }

  get control(): TestControl {
    return controlOf(this.tenant);
  }

  /** @returns what was printed. */
  async synth(environment: Environment = {}): Promise<string> {
    const main = path.join(ROOT, "examples", this.name, "main.ts");
    const call = { binary: TSX, directory: this.directory, environment };
    return (await succeeded(this.run(call, [main]))).output;
  }

  terraform(...args: readonly string[]): Promise<CommandResult> {
    return this.terraformWith({}, ...args);
  }

  terraformWith(environment: Environment, ...args: readonly string[]): Promise<CommandResult> {
    const directory = path.join(this.directory, "cdktf.out/stacks", this.name);
    const [command = "", ...rest] = args;
    return this.run({ binary: engine.binary, directory, environment }, [
      command,
      "-no-color",
      ...rest,
    ]);
  }

  async deploy(environment: Environment = {}): Promise<CommandResult> {
    await this.synth(environment);
    await succeeded(this.terraform("init"));
    return this.terraform("apply", "-auto-approve");
  }

  /** The first deploy of a person: the tenant is as it comes, and nothing is to be warned of. */
  async deployWithoutWarning(environment: Environment = {}): Promise<void> {
    const synthesised = await this.synth();
    await succeeded(this.terraform("init"));
    const applied = await succeeded(this.terraformWith(environment, "apply", "-auto-approve"));
    expect(`${synthesised}${applied.output}`).not.toMatch(/warning/i);
  }

  async plan(environment: Environment = {}): Promise<number> {
    const planned = await this.terraformWith(environment, "plan", "-detailed-exitcode");
    if (planned.exitCode === 1) throw new Error(planned.output);
    return planned.exitCode;
  }

  async close(): Promise<void> {
    await this.tenant.stop();
    await rm(this.directory, { recursive: true, force: true });
  }

  private run(
    call: { binary: string; directory: string; environment: Environment },
    args: readonly string[],
  ): Promise<CommandResult> {
    const TF_CLI_CONFIG_FILE = path.join(this.directory, "cli.tfrc");
    const environment = { ...this.tenant.env(), TF_CLI_CONFIG_FILE, ...call.environment };
    return runEngine({ ...call, environment }, args);
  }
}

const opened: Example[] = [];

afterEach(async () => {
  for (const example of opened.splice(0)) await example.close();
});

const open = async (name: string, cliConfiguration?: string): Promise<Example> => {
  const example = await Example.open(name, cliConfiguration);
  opened.push(example);
  return example;
};

const destroyed = async (example: Example, ...names: readonly string[]): Promise<void> => {
  await succeeded(example.terraform("destroy", "-auto-approve"));
  for (const name of names) expect(await example.control.tokensNamed(name)).toEqual([]);
};

describe("the example", () => {
  it("quickstart creates a token, and changes its description", async () => {
    const example = await open("quickstart");
    await example.deployWithoutWarning();
    const [token] = await example.control.tokensNamed("nightly loader");
    expect(await example.plan()).toBe(NOTHING);
    await succeeded(example.deploy({ TOKEN_DESCRIPTION: "Loads the lake every night" }));
    expect(await example.control.tokensNamed("nightly loader")).toEqual([
      { ...token, description: "Loads the lake every night" },
    ]);
    await destroyed(example, "nightly loader");
  });

  it("personas binds a token to a persona, and then to another", async () => {
    const example = await open("personas");
    const linked = async () => {
      const { personas } = await example.control.state();
      const [token] = await example.control.tokensNamed("weekly reporter");
      return token?.personaQualifiedNames.map(
        (link) => personas.find(({ qualifiedName }) => qualifiedName === link)?.name,
      );
    };
    await example.deployWithoutWarning();
    expect(await linked()).toEqual(["Data Assets"]);
    expect(await example.plan()).toBe(NOTHING);
    await succeeded(example.deploy({ PERSONA_NAME: "Stewards" }));
    expect(await linked()).toEqual(["Stewards"]);
    await destroyed(example, "weekly reporter");
  });

  it("connection-admin grants with the bearer token, and plans without it", async () => {
    const example = await open("connection-admin");
    await example.deployWithoutWarning();
    const [token] = await example.control.tokensNamed("snowflake crawler");
    const { connections } = await example.control.state();
    const development = connections.find(({ name }) => name === "development");
    expect(development).toMatchObject({ adminUsers: ["amira", token?.username] });
    expect(await example.plan({ ATLAN_USER_BEARER_TOKEN: "" })).toBe(NOTHING);
    await destroyed(example, "snowflake crawler");
  });

  it("collections grants to an editor and to viewers, and to one more", async () => {
    const example = await open("collections");
    await example.deployWithoutWarning();
    expect(await example.plan()).toBe(NOTHING);
    await example.synth({ VIEWERS: "ingrid" });
    expect(await example.plan()).toBe(CHANGES);
    const updated = await succeeded(example.terraform("apply", "-auto-approve"));
    expect(updated.output).toContain("0 added, 1 changed, 0 destroyed");
    const [editor] = await example.control.tokensNamed("query publisher");
    const [viewer] = await example.control.tokensNamed("finance dashboard");
    const { collections } = await example.control.state();
    expect(collections).toMatchObject([
      {
        adminUsers: ["amira", editor?.username],
        viewerUsers: expect.arrayContaining(["noor", "ingrid", viewer?.username]),
      },
    ]);
    await destroyed(example, "query publisher", "finance dashboard");
  });
});

describe("the example migration", () => {
  it("replaces a token by a client, and whoever uses them is refused nothing", async () => {
    const example = await open("migration");
    const { tenant, control } = example;
    await control.changeSettings({ tokenReads: "granted" });
    const [connection, readable] = (await control.state()).connections;
    if (connection === undefined || readable === undefined) throw new Error("no connections");
    const output = async (name: string) =>
      (await succeeded(example.terraform("output", "-raw", name))).stdout.trim();

    await example.deployWithoutWarning();
    expect(await example.plan()).toBe(NOTHING);
    let bearer = await output("crawler_token");
    const use = useSecret({ tenant, bearer: async () => bearer, connection, readable });
    await use.called();

    await succeeded(example.deploy({ STAGE: "both" }));
    expect(await example.plan()).toBe(NOTHING);
    const [client] = (await control.state()).oauthClients.filter(
      ({ displayName }) => displayName === "snowflake crawler",
    );
    const clientSecret = await output("crawler_client_secret");
    const signedIn = await askForAccessToken(tenant, { clientId: client?.clientId, clientSecret });
    bearer = await accessTokenIn(signedIn);
    await use.called();

    const last = await succeeded(example.deploy({ STAGE: "client" }));
    expect(last.output).toContain("0 added, 0 changed, 2 destroyed");
    expect(await example.plan()).toBe(NOTHING);
    const { answered, secrets, failures } = await use.end();
    expect(failures).toEqual([]);
    expect(secrets).toBe(2);
    expect(answered).toBeGreaterThan(secrets);
    expect(await control.tokensNamed("snowflake crawler")).toEqual([]);
    await succeeded(example.terraform("destroy", "-auto-approve"));
  });
});

describe("the example oauth-client", () => {
  it("makes a client, and a successor when its secret is changed", async () => {
    const example = await open("oauth-client");
    const named = async () =>
      (await example.control.state()).oauthClients.filter(({ displayName }) =>
        displayName.startsWith("nightly catalog sync"),
      );
    await example.deployWithoutWarning();
    const [first] = await named();
    expect(first).toMatchObject({ role: "$member", personaQualifiedNames: [expect.any(String)] });
    expect(await example.plan()).toBe(NOTHING);
    await succeeded(example.deploy({ SECRET_VERSION: "2" }));
    const outputs = await succeeded(example.terraform("output", "-raw", "client_id"));
    const [, successor] = await named();
    expect(outputs.stdout).toBe(successor?.clientId);
    expect(successor).toMatchObject({ displayName: "nightly catalog sync", role: "$member" });
    await destroyed(example);
    expect(await named()).toEqual([]);
  });
});

describe("the example sealed", () => {
  it("has a secret that either key opens", async () => {
    const example = await open("sealed");
    const keys = [await keyPair(), await keyPair()];
    const SEAL_TO = keys.map(({ recipient }) => recipient).join(" ");
    await succeeded(example.deploy({ SEAL_TO }));
    const sealed = await succeeded(example.terraform("output", "-raw", "sealed_loader_token"));
    const secrets = await example.control.secrets();
    for (const { identity } of keys) {
      const secret = await unseal(sealed.stdout, [new Secret(identity)]);
      expect(secrets).toContain(secret.reveal());
    }
    await destroyed(example, "nightly loader");
  });
});

describeWith(
  "the example delivery",
  { variable: "NULL_PROVIDER_MIRROR", value: nullProviderMirror },
  (mirror) => {
    it("delivers once per secret", async () => {
      const example = await open("delivery", installationFrom(OUR_ENTRY, mirrorOf(mirror)));
      const HOME = example.directory;
      const delivered = () => readFile(path.join(HOME, "loader.token"), "utf8");
      await example.deployWithoutWarning({ HOME });
      const first = await delivered();
      expect(await example.control.secrets()).toContain(first.trim());
      expect(await example.plan()).toBe(NOTHING);
      const address = "-replace=atlan_api_token.nightly_loader";
      await succeeded(example.terraformWith({ HOME }, "apply", "-auto-approve", address));
      expect(await delivered()).not.toBe(first);
      await succeeded(example.terraform("destroy", "-auto-approve"));
    });
  },
);
