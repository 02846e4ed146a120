// Read: what is there now, in the words of what was.
import { describe, expect, it } from "@jest/globals";
import type { ObjectValue } from "../../../src/framework/value.js";
import { configuredWidgets, NO_BYTES, stateOf, type WidgetHooks } from "./widget.js";

async function read(
  hook: WidgetHooks["read"],
  currentState: ObjectValue = stateOf(),
  kept = NO_BYTES,
) {
  const { server } = await configuredWidgets({ read: hook });
  return server.readResource({ typeName: "test_widget", currentState, private: kept });
}

describe("ReadResource", () => {
  it("reports what changed", async () => {
    const response = await read(async ({ prior }) => ({ ...prior, name: "hammer" }));
    expect(response.newState).toEqual(stateOf({ name: "hammer" }));
    expect(response.diagnostics).toEqual([]);
  });

  it("keeps the order of a set that is equal", async () => {
    const response = await read(
      async ({ prior }) => ({ ...prior, tags: ["b", "a"] }),
      stateOf({ tags: ["a", "b"] }),
    );
    expect(response.newState?.tags).toEqual(["a", "b"]);
  });

  it("keeps timeouts, which the hook never sees", async () => {
    const timeouts = { create: "1h", read: null, update: null, delete: null };
    const seen: object[] = [];
    const response = await read(async ({ prior }) => {
      seen.push(prior);
      return prior;
    }, stateOf({ timeouts }));
    expect(seen[0]).not.toHaveProperty("timeouts");
    expect(response.newState?.timeouts).toEqual(timeouts);
  });

  it.each([
    ["the prior one", false, false],
    ["the default where the state has none", null, true],
  ])("fills a local attribute that the hook leaves out with %s", async (_name, before, after) => {
    const hook: WidgetHooks["read"] = async ({ prior }) => {
      const { quick: _quick, ...theirs } = prior;
      return theirs as typeof prior;
    };
    const response = await read(hook, stateOf({ quick: before }));
    expect(response.newState?.quick).toBe(after);
    expect(response.diagnostics).toEqual([]);
  });

  it("says which object is gone when the hook does not", async () => {
    const response = await read(async () => null);
    expect(response.newState).toBeNull();
    expect(response.diagnostics).toHaveLength(1);
    expect(response.diagnostics[0]).toMatchObject({
      severity: "warning",
      summary: "The widget w1 is gone",
    });
  });

  it("leaves that to the hook when it does", async () => {
    const warning = {
      severity: "warning",
      summary: "Gone w1",
      detail: "Somebody took it.",
    } as const;
    const response = await read(async ({ diagnostics }) => {
      diagnostics.add(warning);
      return null;
    });
    expect(response.diagnostics).toEqual([warning]);
  });

  it("keeps the state when the result does not fit the schema", async () => {
    const response = await read(async ({ prior }) => ({ ...prior, id: null as never }));
    expect(response.newState).toEqual(stateOf());
    expect(response.diagnostics[0]).toMatchObject({
      summary: "Bug in terraform-provider-test",
      attribute: ["id"],
    });
  });

  it("echoes private data byte for byte, unless the hook notes something", async () => {
    const kept = new TextEncoder().encode('{ "own": true }');
    expect((await read(async ({ prior }) => prior, stateOf(), kept)).private).toBe(kept);
    const noted = await read(
      async ({ prior, privateData }) => {
        privateData.set("seen", privateData.get("own"));
        return prior;
      },
      stateOf(),
      kept,
    );
    expect(new TextDecoder().decode(noted.private)).toBe('{"own":true,"seen":true}');
  });

  it("echoes private data when it fails", async () => {
    const kept = new TextEncoder().encode('{"own":true}');
    const response = await read(
      () => {
        throw new Error("no");
      },
      stateOf(),
      kept,
    );
    expect(response.private).toBe(kept);
    expect(response.newState).toEqual(stateOf());
  });
});
