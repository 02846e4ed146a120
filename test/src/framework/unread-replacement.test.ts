// A replacement that is planned at apply, or with -refresh=false, where Read has not seen the object.
import { describe, expect, it } from "@jest/globals";
import { type ObjectValue, UNKNOWN } from "../../../src/framework/value.js";
import { Secret } from "../../../src/secret.js";
import {
  configOf,
  configuredWidgets,
  NO_BYTES,
  planningWidgets,
  planRequest,
  serveWidgets,
  stateOf,
  type WidgetHooks,
} from "./widget.js";

describe("a replacement of what was not read: at apply, or with -refresh=false", () => {
  const unread: readonly [string, ObjectValue, ObjectValue, string, RegExp][] = [
    [
      "a value that became known",
      stateOf({ size: 77 }),
      configOf({ size: 78 }),
      "size",
      /^`size` changes from 77 to 78, and a widget's size is fixed: so the widget has to be replaced\..*-refresh=false.*not changed\.\n\nApply again, without -refresh=false, and it is replaced\. To keep this widget, set `size` back\.$/,
    ],
    [
      "a secret",
      stateOf({ pin: new Secret("old-pin") }),
      configOf({ pin: new Secret("new-pin") }),
      "pin",
      /^`pin` changes, and a pin is engraved: so/,
    ],
    [
      "what Read found",
      stateOf({ worn: true }),
      configOf(),
      "worn",
      /^Its `worn` is true: so the widget has to be replaced\..*\n\nApply again, without -refresh=false, and it is replaced\.$/,
    ],
  ];

  it.each(unread)("is refused: %s", async (_name, prior, config, attribute, says) => {
    const { server } = await configuredWidgets();
    const response = await server.planResourceChange(planRequest(prior, config));
    expect(response.requiresReplace).toEqual([]);
    expect(response.diagnostics).toEqual([
      {
        severity: "error",
        summary: "Cannot replace widget in this run",
        detail: expect.stringMatching(says),
        attribute: [attribute],
      },
    ]);
  });

  it("is refused again when the process that read it is configured for its next run", async () => {
    const { server } = await planningWidgets();
    const request = planRequest(stateOf({ size: 77 }), configOf({ size: 78 }));
    expect((await server.planResourceChange(request)).requiresReplace).toEqual([["size"]]);
    await server.configureProvider({ terraformVersion: "1.11.4", config: { region: null } });
    const { diagnostics, requiresReplace } = await server.planResourceChange(request);
    expect(requiresReplace).toEqual([]);
    expect(diagnostics).toMatchObject([{ summary: "Cannot replace widget in this run" }]);
  });

  const unknownTenant = async () => {
    const { server } = serveWidgets();
    await server.configureProvider({ terraformVersion: "1.11.4", config: { region: UNKNOWN } });
    return server;
  };

  it.each([
    ["the tenant was not known yet", unknownTenant],
    [
      "the read failed",
      async () => {
        const read = async () => {
          throw new Error("oops");
        };
        return (await configuredWidgets({ read })).server;
      },
    ],
  ])("is refused where a read was asked for, but %s", async (_name, serve) => {
    const server = await serve();
    const prior = stateOf({ size: 77 });
    await server.readResource({
      typeName: "test_widget",
      currentState: prior,
      private: NO_BYTES,
    });
    const request = planRequest(prior, configOf({ size: 78 }));
    const { diagnostics, requiresReplace } = await server.planResourceChange(request);
    expect(requiresReplace).toEqual([]);
    expect(diagnostics).toMatchObject([{ summary: "Cannot replace widget in this run" }]);
  });

  it.each([
    ["accepted", planningWidgets, true],
    ["refused", configuredWidgets, false],
  ])("tells the plan hook that it is %s", async (_what, serve, expected) => {
    const answers: unknown[] = [];
    const plan: WidgetHooks["plan"] = ({ replaceBecauseOf }) => {
      answers.push(replaceBecauseOf("worn"));
    };
    const { server } = await serve({ plan });
    await server.planResourceChange(planRequest(stateOf({ worn: true }), configOf()));
    expect(answers).toEqual([expected]);
  });

  it("says what to do where the tenant was not known yet", async () => {
    const server = await unknownTenant();
    const request = planRequest(stateOf({ worn: true }), configOf());
    const { diagnostics } = await server.planResourceChange(request);
    expect(diagnostics).toMatchObject([
      {
        detail: expect.stringMatching(
          /the provider configuration uses values that are not known until apply\..*\n\nCreate what the provider configuration comes from first, with `terraform apply -target=/,
        ),
      },
    ]);
  });

  it("is none of what was imported, which keeps its value", async () => {
    const { server } = await configuredWidgets();
    const prior = stateOf({ size: 77 });
    const priorPrivate = new TextEncoder().encode('{"$imported":true}');
    const request = { ...planRequest(prior, configOf({ size: 78 })), priorPrivate };
    const response = await server.planResourceChange(request);
    expect(response.plannedState).toBe(prior);
    expect(response.diagnostics).toMatchObject([
      { severity: "warning", summary: "Imported widget keeps its size" },
    ]);
  });

  it("is none when the value turns out to be the same: the plan is the prior state itself", async () => {
    const { server } = await configuredWidgets();
    const prior = stateOf({ size: 77 });
    const response = await server.planResourceChange(planRequest(prior, configOf({ size: 77 })));
    expect(response).toMatchObject({ requiresReplace: [], diagnostics: [] });
    expect(response.plannedState).toBe(prior);
  });
});
