// What a seed decides: the same each time, and never what no tenant or stack could cope with.
import { describe, expect, it } from "@jest/globals";
import { rightKey } from "./draw-graph.js";
import type { Graph } from "./graph.js";
import { neighbourOf } from "./neighbour.js";
import { drawScenario, type Scenario } from "./scenario.js";
import { FAULT_KINDS, SIGNAL_KINDS } from "./trouble.js";

const scenarios: readonly Scenario[] = Array.from({ length: 500 }, (_, seed) => drawScenario(seed));
const graphs: readonly Graph[] = scenarios.flatMap(({ before, after }) => [before, after]);

const repeated = (values: readonly string[]): readonly string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

describe("drawScenario", () => {
  it("draws the same from the same seed, and something else from another", () => {
    expect(drawScenario(7)).toEqual(drawScenario(7));
    expect(new Set(scenarios.map((one) => JSON.stringify(one))).size).toBeGreaterThan(490);
  });

  it("names no right, no address and no display name twice in a graph", () => {
    for (const { tokens, grants } of graphs) {
      const rights = grants.flatMap((one) => one.principals.map((it) => rightKey(one, it)));
      expect(repeated(rights)).toEqual([]);
      expect(repeated(tokens.map(({ name }) => name))).toEqual([]);
      expect(repeated(tokens.map(({ displayName }) => displayName))).toEqual([]);
      expect(repeated(grants.map(({ name }) => name))).toEqual([]);
    }
  });

  it("binds no token that manages its links itself, and names no token that is not declared", () => {
    for (const { tokens, grants } of graphs) {
      for (const { type, principals } of grants) {
        expect(principals).not.toEqual([]);
        for (const principal of principals) {
          if (!("token" in principal)) continue;
          const node = tokens.find(({ name }) => name === principal.token);
          expect(node).toBeDefined();
          if (type === "atlan_token_persona_binding") expect(node?.personas).toBeUndefined();
        }
      }
    }
  });

  it("lets another run give no right that the stack declares", () => {
    const kept = scenarios.filter(({ troubles }) =>
      troubles.flat().some(({ kind }) => kind === "another run"),
    );
    for (const { before, after } of kept) {
      const keys = ({ grants }: Graph) =>
        grants.flatMap((one) => one.principals.map((it) => rightKey(one, it)));
      const given = keys(neighbourOf(before, after));
      expect(given).not.toEqual([]);
      for (const declared of [...keys(before), ...keys(after)]) {
        expect(given).not.toContain(declared);
      }
    }
  });

  it("draws every kind of trouble", () => {
    const kinds = new Set(
      scenarios.flatMap(({ troubles }) => troubles.flat().map(({ kind }) => kind)),
    );
    expect([...kinds].sort()).toEqual(
      [
        ...FAULT_KINDS,
        ...SIGNAL_KINDS,
        "another run",
        "another writer",
        "clock jump",
        "rate limit block",
      ].sort(),
    );
  });
});
