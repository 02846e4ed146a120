// Plays one round: apply, apply a change under trouble, apply it again without, plan, destroy; and gathers the evidence.
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startTenant, type Tenant } from "../../src/tenant/index.js";
import type { EngineResult, RunningEngine } from "../acceptance/harness/engine.js";
import { survivorsOf } from "../acceptance/harness/survivors.js";
import type { State, Workspace } from "../acceptance/harness/workspace.js";
import { controlOf, type TenantControl, type TenantState } from "../tenant-control.js";
import { configurationOf } from "./configuration.js";
import type { Evidence, Step } from "./evidence.js";
import { EMPTY, type Graph } from "./graph.js";
import { type Landmarks, landmarksOf } from "./landmarks.js";
import { leaksIn, type Text, withoutSensitive } from "./leaks.js";
import { declaredRights, type Right, type TokenIdentity } from "./rights.js";
import type { Scenario } from "./scenario.js";
import { type AimedFault, aimFaults, type Struck, strikeAtMoment, struckFaults } from "./strike.js";
import { tokensInState } from "./tokens-in-state.js";
import { isFault, isSignal, type Trouble } from "./trouble.js";
import { seed } from "./world.js";

const PATIENCE_MS = 4 * 60_000;
/** Every claim is stale by then, every absence provable, and a token of one hour has expired. */
const LATER_SECONDS = 2 * 3_600;
const NO_STATE: State = { resources: [], outputs: {} };
const KILLS_THE_PLUGIN: readonly Trouble["kind"][] = ["plugin killed", "both killed"];
const STATE_FILES = /^(errored|terraform)\.tfstate/;

export interface Played {
  readonly evidence: Evidence;
  /** The troubles that met what they were aimed at. */
  readonly struck: readonly Trouble[];
}

export interface Stage {
  readonly scenario: Scenario;
  /** Initialised; what an earlier round left is removed. */
  readonly workspace: Workspace;
  /** Between the second plan and the check, for tests of the checker itself. */
  readonly sabotage?: (tenant: Tenant, workspace: Workspace) => Promise<void>;
}

export async function playRound(stage: Stage): Promise<Played> {
  const { profile } = stage.scenario;
  const tenant = await startTenant({ seed, settings: profile.settings });
  try {
    const round = await Round.begin(stage, tenant);
    return await round.play();
  } finally {
    await tenant.stop();
  }
}

class Round {
  readonly #stage: Stage;
  readonly #tenant: Tenant;
  readonly #control: TenantControl;
  readonly #initial: TenantState;
  readonly #landmarks: Landmarks;
  readonly #steps: Step[] = [];
  readonly #survivors: string[] = [];
  /** Process ids of plugins that were killed, and so could not clean up. */
  readonly #killedPlugins: number[] = [];

  private constructor(stage: Stage, tenant: Tenant, initial: TenantState) {
    this.#stage = stage;
    this.#tenant = tenant;
    this.#control = controlOf(tenant);
    this.#initial = initial;
    this.#landmarks = landmarksOf(initial);
  }

  static async begin(stage: Stage, tenant: Tenant): Promise<Round> {
    const control = controlOf(tenant);
    if (stage.scenario.profile.keyIsAdmin) await letKeyAdminister(control);
    const round = new Round(stage, tenant, await control.state());
    await round.#sweep();
    return round;
  }

  async play(): Promise<Played> {
    const { before, after, profile } = this.#stage.scenario;
    const { workspace } = this.#stage;
    if (before !== EMPTY) {
      await this.#configure(before);
      await this.#run("first apply", this.#apply());
    }
    const tokensBefore = identities(await this.#state());
    await this.#configure(after);
    const { struck, given } = await this.#applyUnderTrouble(tokensBefore);
    await this.#control.clearFaults();
    await this.#control.settings(profile.settings);
    await this.#control.advance(LATER_SECONDS);
    await this.#run("second apply", this.#apply());
    const plan = await this.#run(
      "plan",
      this.#start("plan", "-out=plan.bin", "-detailed-exitcode"),
    );
    const planned = plan.exitCode === 1 ? "null" : (await this.#show()).stdout;
    await this.#stage.sabotage?.(this.#tenant, workspace);
    const settled = await this.#control.state();
    const state = await this.#state();
    const deadSecrets = await this.#deadSecrets(state);
    await this.#run("destroy", this.#start("destroy", "-auto-approve"));
    const evidence: Evidence = {
      before,
      after,
      tokensBefore,
      initial: this.#initial,
      settled,
      destroyed: await this.#control.state(),
      state,
      givenByOthers: given,
      wasKilled: struck.some((one) => isSignal(one) && one.kind !== "interrupted"),
      steps: this.#steps,
      deadSecrets,
      leaks: await this.#leaks(planned),
      survivors: this.#survivors,
      temporaryFiles: await this.#temporaryFiles(),
    };
    return { evidence, struck };
  }

  get #temporary(): string {
    return path.join(this.#stage.workspace.directory, "tmp");
  }

  get #environment(): Readonly<Record<string, string>> {
    const { ATLAN_USER_BEARER_TOKEN: bearer, ...key } = this.#tenant.env();
    return {
      ...key,
      ...(!this.#stage.scenario.profile.keyIsAdmin && { ATLAN_USER_BEARER_TOKEN: bearer }),
      TF_LOG: "TRACE",
      TF_LOG_PATH: path.join(this.#stage.workspace.directory, "trace.log"),
      TMPDIR: this.#temporary,
    };
  }

  /** What an earlier round of this workspace left; the plugin and what `init` made stay. */
  async #sweep(): Promise<void> {
    const { directory } = this.#stage.workspace;
    const isKept = (name: string) => name === ".terraform" || /^terraform\.d$|\.hcl$/.test(name);
    for (const name of await readdir(directory)) {
      if (!isKept(name)) await rm(path.join(directory, name), { recursive: true, force: true });
    }
    await mkdir(this.#temporary);
  }

  #configure(graph: Graph): Promise<void> {
    const { profile } = this.#stage.scenario;
    return this.#stage.workspace.configure(configurationOf(graph, profile, this.#landmarks));
  }

  #start(command: string, ...args: readonly string[]): RunningEngine {
    const { parallelism } = this.#stage.scenario.profile;
    const all = [command, "-input=false", "-lock=false", `-parallelism=${parallelism}`, ...args];
    const call = { environment: this.#environment, ownGroup: true };
    return this.#stage.workspace.start(call, ...all);
  }

  #apply(...args: readonly string[]): RunningEngine {
    return this.#start("apply", "-auto-approve", ...args);
  }

  #show(): Promise<EngineResult> {
    return this.#stage.workspace.runWith(
      { environment: this.#environment },
      ...["show", "-json", "plan.bin"],
    );
  }

  /** Waits for its end, or ends it after minutes. */
  async #run(name: Step["name"], engine: RunningEngine): Promise<EngineResult> {
    let hasEnded = true;
    const timer = setTimeout(() => {
      hasEnded = false;
      process.kill(-engine.pid, "SIGKILL");
    }, PATIENCE_MS);
    const result = await engine.ended;
    clearTimeout(timer);
    this.#steps.push({ name, exitCode: result.exitCode, output: result.output, hasEnded });
    return result;
  }

  async #applyUnderTrouble(tokensBefore: ReadonlyMap<string, TokenIdentity>) {
    const { troubles, before, replace } = this.#stage.scenario;
    const known = { landmarks: this.#landmarks, tokens: tokensBefore };
    const faults = aimFaults(troubles, {
      landmarks: this.#landmarks,
      declared: [...declaredRights(before, known)],
      tokens: [...tokensBefore.values()].map(({ id }) => id),
    });
    await this.#control.forgetRequests();
    if (faults.length > 0) await this.#control.faults(...faults.map(({ fault }) => fault));
    const engine = this.#apply(
      ...(replace === undefined ? [] : [`-replace=atlan_api_token.${replace}`]),
    );
    const strikes = troubles.map((trouble) => strikeAtMoment(trouble, engine, this.#control));
    await this.#run("troubled apply", engine);
    const atMoments = (await Promise.all(strikes)).filter((one) => one !== undefined);
    await this.#letEnd(atMoments);
    const struck = struckFaults(faults, await this.#control.pendingFaults());
    await letCommit(struck);
    const given: readonly Right[] = struck.flatMap(({ gives }) => gives);
    const all = [...atMoments, ...struck].map(({ trouble }) => trouble);
    return { struck: troubles.filter((trouble) => all.includes(trouble)), given };
  }

  /** A plugin whose engine was killed must end by itself. */
  async #letEnd(struck: readonly Struck[]): Promise<void> {
    const children = struck.flatMap((one) => one.children);
    this.#survivors.push(...(await survivorsOf(children)));
    const killed = struck.filter(({ trouble }) => KILLS_THE_PLUGIN.includes(trouble.kind));
    this.#killedPlugins.push(...killed.flatMap((one) => one.children));
  }

  /** Without the socket of a plugin that was killed: nobody else knows of it. */
  async #temporaryFiles(): Promise<readonly string[]> {
    const isOfKilled = (name: string) =>
      this.#killedPlugins.some((pid) => name.startsWith(`atlan-${pid}-`));
    return (await readdir(this.#temporary)).filter((name) => !isOfKilled(name));
  }

  async #state(): Promise<State> {
    const file = path.join(this.#stage.workspace.directory, "terraform.tfstate");
    const text = await readFile(file, "utf8").catch(() => "");
    return text === "" ? NO_STATE : JSON.parse(text);
  }

  async #deadSecrets(state: State): Promise<readonly string[]> {
    const found: string[] = [];
    for (const { name, username, accessToken } of tokensInState(state)) {
      const headers = { authorization: `Bearer ${accessToken}` };
      const address = `${this.#tenant.baseUrl}/api/service/users/current`;
      const response = await fetch(address, { headers });
      const text = await response.text();
      const isIts = response.ok && JSON.parse(text).username === username;
      if (!isIts) found.push(`${name}: ${response.status} ${text}`);
    }
    return found;
  }

  /** @param planned the last plan as JSON */
  async #leaks(planned: string) {
    const { directory } = this.#stage.workspace;
    const secrets = [
      ...(await this.#control.secrets()),
      this.#tenant.apiKey,
      this.#tenant.userBearerToken,
    ];
    const texts: Text[] = [
      ...this.#steps.map(({ name, output }) => ({ name: `output of the ${name}`, text: output })),
      { name: "plan as JSON", text: JSON.stringify(withoutSensitive(JSON.parse(planned))) },
    ];
    const isSecretByDesign = (name: string) => STATE_FILES.test(name) || name === "plan.bin";
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      const name = path.relative(directory, file);
      // What `init` placed was there before any secret.
      if (!entry.isFile() || isSecretByDesign(name) || name.startsWith("terraform.d")) continue;
      if (name.startsWith(".terraform/")) continue;
      texts.push({ name, text: await readFile(file, "latin1") });
    }
    return leaksIn(texts, secrets);
  }
}

const identities = (state: State): ReadonlyMap<string, TokenIdentity> =>
  new Map(tokensInState(state).map((token) => [token.name, token]));

/** A request that is processed late may be processed after the run that sent it. */
async function letCommit(struck: readonly AimedFault[]): Promise<void> {
  const delays = struck.flatMap(({ trouble }) =>
    isFault(trouble) && "delayMs" in trouble.effect ? [trouble.effect.delayMs] : [],
  );
  await sleep(Math.max(0, ...delays));
}

/** Makes the API key an admin of every asset, as when a pipeline has made them. */
async function letKeyAdminister(control: TenantControl): Promise<void> {
  const current = await control.api("GET", "/api/service/users/current");
  const { username } = (await current.json()) as { readonly username: string };
  const { connections, collections } = await control.state();
  const operations = [...connections, ...collections].map(({ guid }) => ({
    addAdminUsers: { guid, usernames: [username] },
  }));
  await control.faults({ match: { path: "whoami" }, do: { before: operations } });
  await control.api("GET", "/api/service/whoami");
}
