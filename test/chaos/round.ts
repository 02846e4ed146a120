// Plays one round: apply, apply a change under trouble, apply it again without, plan, destroy; and gathers the evidence.

import { setTimeout as sleep } from "node:timers/promises";
import { startTenant, type Tenant, type TenantSnapshot } from "../../src/tenant/index.js";
import type { CommandResult, RunningCommand, State, Workspace } from "../../src/testing/index.js";
import { survivorsOf } from "../acceptance/harness/survivors.js";
import { controlOf, type TestControl } from "../tenant-control.js";
import { aimsOf } from "./aims.js";
import { configurationOf } from "./configuration.js";
import type { Evidence, Step } from "./evidence.js";
import { EMPTY, type Graph } from "./graph.js";
import { interludeMs } from "./interlude.js";
import { type Landmarks, landmarksOf } from "./landmarks.js";
import { leaksIn, withoutSensitive } from "./leaks.js";
import { neighbourOf } from "./neighbour.js";
import { addressOf, type Held, heldIn, pathOf } from "./principals.js";
import type { Profile } from "./profile.js";
import { refusedSuccessors } from "./refused-successors.js";
import { declaredRights, type Known, type Right } from "./rights.js";
import { type Folder, Runs } from "./runs.js";
import type { Scenario } from "./scenario.js";
import { deadSecretsOf } from "./secrets.js";
import type { Struck } from "./strike.js";
import { knownIds, principalsInState, tokensInState } from "./tokens-in-state.js";
import { isSignal, type Trouble } from "./trouble.js";
import { applyUnderTrouble, type Outcome } from "./troubled-apply.js";
import { seed } from "./world.js";

/** More than any setting delays a right. */
const SETTLED_SECONDS = 60;
/** A request that meets no trouble is late where the machine is busy, and only there. */
const PATIENT = { request_timeout_seconds: 60 } as const;
const KILLS_THE_ENGINE: readonly Trouble["kind"][] = [
  "engine killed",
  "both killed",
  "interrupted twice",
];
const KILLS_THE_PLUGIN: readonly Trouble["kind"][] = ["plugin killed", "both killed"];

export interface Played {
  readonly evidence: Evidence;
  /** The troubles that met what they were aimed at. */
  readonly struck: readonly Trouble[];
}

export interface Stage {
  readonly scenario: Scenario;
  /** What an earlier round left in it is removed. */
  readonly folder: Folder;
  /** The same, for a stack that another run applies meanwhile. */
  readonly neighbour: Folder;
  /** After the second plan, for tests of the checker itself. */
  readonly sabotage?: (tenant: Tenant, workspace: Workspace) => Promise<void>;
}

export async function playRound(stage: Stage): Promise<Played> {
  const { profile } = stage.scenario;
  const tenant = await startTenant({ seed, settings: profile.settings });
  try {
    const control = controlOf(tenant);
    if (profile.keyIsAdmin) await letKeyAdminister(control);
    const { ATLAN_USER_BEARER_TOKEN: bearer, ...key } = tenant.env();
    const person = profile.keyIsAdmin ? {} : { ATLAN_USER_BEARER_TOKEN: bearer };
    const environment = { ...key, ...person };
    const runs = await Runs.begin(stage.folder, environment);
    const neighbour = await Runs.begin(stage.neighbour, environment);
    const round = new Round(stage, { tenant, runs, neighbour, initial: await control.state() });
    return await round.play();
  } finally {
    await tenant.stop();
  }
}

interface Parts {
  readonly tenant: Tenant;
  readonly runs: Runs;
  readonly neighbour: Runs;
  readonly initial: TenantSnapshot;
}

class Round {
  readonly #stage: Stage;
  readonly #parts: Parts;
  readonly #control: TestControl;
  readonly #landmarks: Landmarks;
  readonly #survivors: string[] = [];
  /** Process ids of plugins that were killed, and so could not clean up. */
  readonly #killedPlugins: number[] = [];
  #isReplaced = false;

  constructor(stage: Stage, parts: Parts) {
    this.#stage = stage;
    this.#parts = parts;
    this.#control = controlOf(parts.tenant);
    this.#landmarks = landmarksOf(parts.initial);
  }

  async play(): Promise<Played> {
    const { before, after, laterSeconds } = this.#stage.scenario;
    const { runs, neighbour, tenant, initial } = this.#parts;
    if (before !== EMPTY) {
      await this.#configure(runs, before, PATIENT);
      await this.#applyEarlier();
    }
    const tokensBefore = principalsInState(await runs.state());
    await this.#configure(runs, after);
    const outcomes: Outcome[] = [];
    for (const troubles of this.#stage.scenario.troubles) {
      await this.#waitBefore(troubles);
      outcomes.push(await this.#applyUnderTrouble(troubles, tokensBefore));
    }
    const struck = outcomes.flatMap((outcome) => outcome.struck);
    await this.#configure(runs, after, PATIENT);
    await this.#control.advance(laterSeconds);
    await this.#applyOrGiveWay();
    const planned = await this.#plan();
    await this.#stage.sabotage?.(tenant, this.#stage.folder.workspace);
    const settled = await this.#control.state();
    const state = await runs.state();
    const deadSecrets = await deadSecretsOf(state, tenant);
    await runs.finish("destroy", this.#start(runs, "destroy", "-auto-approve"));
    const evidence: Evidence = {
      before,
      after,
      tokensBefore,
      initial,
      settled,
      destroyed: await this.#control.state(),
      state,
      givenByOthers: outcomes.flatMap(({ given }) => given),
      wasKilled: struck.some((one) => isSignal(one) && one.kind !== "interrupted"),
      steps: [...runs.steps, ...neighbour.steps],
      toldToKilled: struck.some(({ kind }) => KILLS_THE_ENGINE.includes(kind))
        ? await runs.diagnosticsInLog()
        : "",
      deadSecrets,
      laterSeconds,
      leaks: await this.#leaks(planned, state),
      survivors: this.#survivors,
      temporaryFiles: await this.#temporaryFiles(),
    };
    return { evidence, struck };
  }

  /** @param settings instead of those that are drawn */
  #configure(runs: Runs, graph: Graph, settings: Profile["provider"] = {}): Promise<void> {
    const { profile } = this.#stage.scenario;
    const provider = { ...profile.provider, ...settings };
    return runs.configure(configurationOf(graph, { ...profile, provider }, this.#landmarks));
  }

  /** Without a lock: a person breaks the one that a killed run left. */
  #start(runs: Runs, command: string, ...args: readonly string[]): RunningCommand {
    const parallelism = `-parallelism=${this.#stage.scenario.profile.parallelism}`;
    return runs.start(command, "-input=false", "-lock=false", parallelism, ...args);
  }

  #apply(name: Step["name"]): Promise<CommandResult> {
    const { runs } = this.#parts;
    return runs.finish(name, this.#start(runs, "apply", "-auto-approve"));
  }

  async #applyEarlier(): Promise<void> {
    for (const seconds of this.#stage.scenario.earlierSeconds) {
      await this.#apply("first apply");
      await this.#control.advance(seconds);
    }
  }

  /**
   * A run that was killed after it rotated a token, and before Terraform saved that, has left a token that no state knows of. An
   * apply then names it and does nothing. A person deletes it, and applies again.
   */
  async #applyOrGiveWay(): Promise<void> {
    const { runs } = this.#parts;
    const name = ({ output }: CommandResult) =>
      refusedSuccessors(output).length > 0 ? "refused apply" : "second apply";
    const apply = this.#start(runs, "apply", "-auto-approve", ...this.#replacing);
    const { output } = await runs.finish(name, apply);
    const known = await this.#known();
    const isNamed = ({ id, clientId }: Held) =>
      refusedSuccessors(output).some((named) => named === id || named === clientId);
    const successors = heldIn(await this.#control.state()).filter(
      (held) => isNamed(held) && !known.has(held.id),
    );
    if (successors.length === 0) return;
    for (const held of successors) await this.#control.api("DELETE", pathOf(held));
    await this.#control.advance(SETTLED_SECONDS);
    await this.#apply("second apply");
  }

  /** @returns the plan as JSON */
  async #plan(): Promise<string> {
    const { runs } = this.#parts;
    const plan = this.#start(runs, "plan", "-out=plan.bin", "-detailed-exitcode");
    const { exitCode } = await runs.finish("plan", plan);
    if (exitCode === 1) return "null";
    return (await runs.start("show", "-json", "plan.bin").ended).stdout;
  }

  async #waitBefore(next: readonly Trouble[]): Promise<void> {
    const known = await this.#known();
    const leftovers = heldIn(await this.#control.state()).filter(({ id }) => !known.has(id)).length;
    const { listLagMs = 0 } = this.#stage.scenario.profile.settings;
    await sleep(interludeMs({ leftovers, listLagMs, next }));
  }

  /** GUIDs of those that were there at first, and of those that the state has. */
  async #known(): Promise<ReadonlySet<string>> {
    const { runs, initial } = this.#parts;
    return new Set([...heldIn(initial).map(({ id }) => id), ...knownIds(await runs.state())]);
  }

  /** Somebody whose `-replace` was cut short asks for it again. */
  get #replacing(): readonly string[] {
    const { replace, after } = this.#stage.scenario;
    const node = after.tokens.find(({ name }) => name === replace);
    return node === undefined || this.#isReplaced ? [] : [`-replace=${addressOf(node)}`];
  }

  async #applyUnderTrouble(
    troubles: readonly Trouble[],
    tokensBefore: Known["tokens"],
  ): Promise<Outcome> {
    const { runs } = this.#parts;
    const known = { landmarks: this.#landmarks, tokens: tokensBefore };
    const outcome = await applyUnderTrouble({
      troubles,
      aims: aimsOf(this.#stage.scenario.before, known),
      control: this.#control,
      start: () => this.#start(runs, "apply", "-auto-approve", ...this.#replacing),
      finish: async (engine) => {
        const result = await runs.finish("troubled apply", engine);
        if (result.exitCode === 0) this.#isReplaced = true;
        return result;
      },
      anotherRun: () => this.#applyNeighbour(),
    });
    await this.#letEnd(outcome.atMoments);
    return outcome;
  }

  /** @returns the rights that it gave */
  async #applyNeighbour(): Promise<readonly Right[]> {
    const { before, after } = this.#stage.scenario;
    const { neighbour } = this.#parts;
    const graph = neighbourOf(before, after);
    await this.#configure(neighbour, graph, PATIENT);
    const apply = this.#start(neighbour, "apply", "-auto-approve");
    await neighbour.finish("neighbour's apply", apply);
    return [...declaredRights(graph, { landmarks: this.#landmarks, tokens: new Map() })];
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
    return (await this.#parts.runs.temporaryFiles()).filter((name) => !isOfKilled(name));
  }

  async #leaks(planned: string, state: State) {
    const { tenant, runs, neighbour } = this.#parts;
    const secrets = [...(await this.#control.secrets()), tenant.apiKey, tenant.userBearerToken];
    const plan = {
      name: "plan as JSON",
      text: JSON.stringify(withoutSensitive(JSON.parse(planned))),
    };
    const unsealed = tokensInState(state).map(({ accessToken }) => accessToken);
    const kept = { name: "state", text: JSON.stringify(state.resources) };
    return [
      ...leaksIn([plan, ...(await runs.texts()), ...(await neighbour.texts())], secrets),
      ...leaksIn(
        [kept],
        secrets.filter((secret) => !unsealed.includes(secret)),
      ),
    ];
  }
}

/** Makes the API key an admin of every asset, as when a pipeline has made them some time ago. */
async function letKeyAdminister(control: TestControl): Promise<void> {
  const current = await control.api("GET", "/api/service/users/current");
  const { username } = (await current.json()) as { readonly username: string };
  const { connections, collections } = await control.state();
  const operations = [...connections, ...collections].map(({ guid }) => ({
    addAdminUsers: { guid, usernames: [username] },
  }));
  await control.addFaults({ match: { path: "whoami" }, do: { before: operations } });
  await control.api("GET", "/api/service/whoami");
  await control.advance(SETTLED_SECONDS);
}
