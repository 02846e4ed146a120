// One type in one tenant and workspace: what is configured, what the state says, and whether the tenant holds it.
import { expect } from "@jest/globals";
import { engine } from "../harness/engines.js";
import { type Stage, stages } from "../harness/stage.js";
import { succeeded } from "../harness/succeeded.js";
import { resource } from "./hcl.js";
import { kind, LAG_SECONDS, type Profile } from "./profiles.js";
import type { Arguments, OtherWriter, Subject } from "./subject.js";
import { seedWith, type World, worldOf } from "./world.js";

interface Instance {
  readonly status?: string;
  readonly attributes: Arguments;
}

export class Trial {
  readonly subject: Subject;
  readonly stage: Stage;
  readonly world: World;
  /** What it is created with. */
  readonly given: Arguments;
  readonly #heldAtFirst: readonly string[];
  /** What was done and cannot be undone. */
  readonly #lasting = new Set<string>();

  constructor(
    subject: Subject,
    stage: Stage,
    start: { readonly world: World; readonly held: readonly string[] },
  ) {
    this.subject = subject;
    this.stage = stage;
    this.world = start.world;
    this.given = subject.given(start.world);
    this.#heldAtFirst = start.held;
  }

  get address(): string {
    return `${this.subject.type}.it`;
  }

  /** @param more lines of HCL inside the resource */
  async configure(given: Arguments, more = ""): Promise<void> {
    const { type } = this.subject;
    await this.stage.workspace.configure(resource({ type, given, more }));
  }

  /** What another writer does, long enough ago that all of the tenant shows it. */
  async disturb(writer: OtherWriter): Promise<void> {
    await writer(this.stage, this.world);
    await this.waitOutLag();
  }

  /** Until all of the tenant shows what was done last: before that, an absence proves nothing to the next run. */
  async waitOutLag(): Promise<void> {
    await this.stage.control.advance(LAG_SECONDS);
  }

  /** Created as its subject says, and nothing else done. */
  async create(given = this.given): Promise<void> {
    await this.configure(given);
    await succeeded(this.stage.workspace.apply());
    this.#linesOf([given]);
  }

  /** That the tenant holds what it held at first, and what these stand for, and no more. */
  async expectHeld(...meant: readonly Arguments[]): Promise<void> {
    const expected = new Set([...this.#heldAtFirst, ...this.#linesOf(meant)]);
    const lines = this.subject.held(await this.stage.control.state(), this.world);
    expect([...lines].sort()).toEqual([...expected].sort());
  }

  #linesOf(meant: readonly Arguments[]): readonly string[] {
    const { meant: meantBy, isLasting } = this.subject;
    const lines = meant.flatMap(meantBy);
    if (isLasting) for (const line of lines) this.#lasting.add(line);
    return [...lines, ...this.#lasting];
  }

  /** That the tenant holds what it should, and that the plan is empty. */
  async expectSettled(...meant: readonly Arguments[]): Promise<void> {
    await this.expectHeld(...meant);
    expect(await this.stage.workspace.plan()).toMatchObject({ exitCode: 0 });
  }

  /** What the state has of it, if anything. */
  async instance(): Promise<Instance | undefined> {
    const { stdout } = await succeeded(this.stage.workspace.run("state", "pull"));
    const { resources = [] } = stdout === "" ? {} : JSON.parse(stdout);
    const { type } = this.subject;
    return resources.find((it: { type: string }) => it.type === type)?.instances[0];
  }
}

/** Call it at the top of a `describe`. */
export function trials(
  { settings }: Profile = kind,
  { binary: ofMost } = engine,
): (subject: Subject, binary?: string) => Promise<Trial> {
  const open = stages();
  return async (subject, binary = ofMost) => {
    const tenant = { seed: seedWith(subject.tokens), settings };
    const stage = await open("", { tenant, binary });
    const state = await stage.control.state();
    const world = worldOf(state);
    return new Trial(subject, stage, { world, held: subject.held(state, world) });
  };
}
