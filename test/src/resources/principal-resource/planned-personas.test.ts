// A replacement whose new object names a persona that is not there: the old one is kept.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { KINDS } from "../principals/kinds.js";
import { principalRun, type Result, type TokenRun } from "../principals/token-run.js";

const NOBODY = "default/nobody";

describe.each(KINDS)("%s that is deleted for a new one", (_name, kind) => {
  let run: TokenRun;
  let made: Result;
  beforeEach(async () => {
    run = await principalRun(kind, { seed: { personas: [{ name: "Loaders" }] } });
    made = await run.create({ display_name: "robot" });
    await run.control.clearRequests();
  });
  afterEach(() => run.tenant.stop());

  const persona = async () => String((await run.control.state()).personas[0]?.qualifiedName);
  const isThere = async () =>
    kind.held(await run.control.state()).some(({ id }) => id === made.state?.id);
  /** Deletes it by the plan of an object that comes in its place. */
  const replaceBy = async (...personas: readonly string[]) => {
    const config = { ...kind.defaults, display_name: "robot", persona_qualified_names: personas };
    const planned = await run.plan({ ...made, state: null }, config);
    return await run.remove({ ...made, private: planned.private });
  };

  it("is kept where a persona of the new one is not there, and the error names it", async () => {
    const { state, errors } = await replaceBy(await persona(), NOBODY);
    expect(state).toEqual(made.state);
    expect(errors).toMatchObject([
      {
        summary: `Refused to replace ${kind.noun} ${made.state?.id}`,
        attribute: ["persona_qualified_names"],
      },
    ]);
    expect(errors[0]?.detail).toContain(`find:\n  - ${NOBODY}\n\n`);
    expect(await isThere()).toBe(true);
  });

  it("is deleted where all of them are there", async () => {
    const { state, errors } = await replaceBy(await persona());
    expect({ state, errors }).toEqual({ state: null, errors: [] });
    expect(await isThere()).toBe(false);
  });

  it.each([
    ["finds nothing", { status: 200, body: { approximateCount: 0 } }],
    ["is refused", { status: 403, body: {} }],
  ])("is deleted where the search %s, whoever it looks for", async (_how, answer) => {
    await run.control.addFaults({ match: { path: "indexsearch" }, times: 9, do: answer });
    expect((await replaceBy(NOBODY)).errors).toEqual([]);
    expect(await isThere()).toBe(false);
  });

  it("is kept where the search fails", async () => {
    const match = { path: "indexsearch" };
    await run.control.addFaults({ match, times: 9, do: { status: 500, body: {} } });
    expect((await replaceBy(NOBODY)).errors).toMatchObject([
      { summary: `Cannot delete ${kind.noun}` },
    ]);
    expect(await isThere()).toBe(true);
  });

  it("is asked about no persona where nothing takes its place", async () => {
    const destroyed = await run.planDestroy(made);
    expect((await run.remove({ ...made, private: destroyed.private })).errors).toEqual([]);
    const paths = (await run.control.requests()).map(({ path }) => path);
    expect(paths.filter((path) => path.includes("indexsearch"))).toEqual([]);
  });
});
