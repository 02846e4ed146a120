// What the engine says of a plan in JSON, as data and as text.
import { describe, expect, it } from "@jest/globals";
import { planIn } from "../../../src/testing/plan.js";

const planOf = (exitCode: number, ...messages: readonly (object | string)[]) => {
  const lines = messages.map((it) => (typeof it === "string" ? it : JSON.stringify(it)));
  return planIn({ exitCode, stdout: lines.join("\n"), stderr: "", output: "", prose: "" });
};

const change = (more: object) => ({
  "@message": "a change",
  type: "planned_change",
  change: { resource: { addr: "atlan_api_token.loader" }, action: "update", ...more },
});

describe("a plan", () => {
  it("is empty where there is nothing to do", () => {
    expect(planOf(0, { "@message": "Plan: 0 to add", type: "change_summary" })).toMatchObject({
      isEmpty: true,
      changes: [],
      output: "Plan: 0 to add\n",
    });
  });

  it("lists what changes, and why", () => {
    const imported = { action: "import", importing: { id: "7" } };
    const moved = { action: "move", previous_resource: { addr: "atlan_api_token.old" } };
    const { isEmpty, changes } = planOf(
      2,
      change({ action: "replace", reason: "cannot_update" }),
      change(imported),
      change(moved),
      { "@message": "it drifted", type: "resource_drift", change: change({}).change },
    );
    expect(isEmpty).toBe(false);
    const address = "atlan_api_token.loader";
    expect(changes).toEqual([
      { address, action: "replace", reason: "cannot_update" },
      { address, action: "import", importedId: "7" },
      { address, action: "move", previousAddress: "atlan_api_token.old" },
    ]);
  });

  it("lists outputs that change, and no others", () => {
    const outputs = { a: { action: "create" }, b: { action: "noop" }, c: { value: 1 } };
    expect(planOf(2, { "@message": "Outputs: 3", type: "outputs", outputs }).outputs).toEqual({
      a: "create",
    });
  });

  it("has diagnostics, as data and in the text", () => {
    const diagnostic = {
      severity: "warning",
      summary: "Late",
      detail: "By a\nday",
      address: "a.b",
    };
    const plan = planOf(2, { "@message": "Warning: Late", type: "diagnostic", diagnostic });
    expect(plan.diagnostics).toEqual([diagnostic]);
    expect(plan.prose).toBe("Warning: Late with a.b By a day ");
  });

  it("has a diagnostic without detail and object", () => {
    const diagnostic = { severity: "error", summary: "Wrong" };
    const plan = planOf(1, { "@message": "Error: Wrong", type: "diagnostic", diagnostic });
    expect(plan.diagnostics).toEqual([{ ...diagnostic, detail: "" }]);
    expect(plan.isEmpty).toBe(false);
  });

  it("keeps lines that are no JSON", () => {
    expect(planOf(1, "panic: no", "").output).toBe("panic: no\n");
  });
});
