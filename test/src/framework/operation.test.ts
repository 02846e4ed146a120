// Timeouts, stops, and operations without a client: every way in which a hook does not get to the end.
import { describe, expect, it, jest } from "@jest/globals";
import type { OperationContext } from "../../../src/framework/definition.js";
import type { WithDiagnostics } from "../../../src/framework/provider-server.js";
import { StoppedError } from "../../../src/framework/stopped-error.js";
import { UNKNOWN } from "../../../src/framework/value.js";
import type { VirtualClock } from "../../virtual-clock.js";
import {
  configOf,
  configuredWidgets,
  NO_BYTES,
  planRequest,
  serveWidgets,
  stateOf,
  type Warehouse,
  type WidgetHooks,
} from "./widget.js";

type Server = ReturnType<typeof serveWidgets>["server"];
type Ended = WithDiagnostics;

const planned = stateOf({ id: UNKNOWN, secret: UNKNOWN, worn: UNKNOWN });
const createRequest = (timeouts: Record<string, string | null> | null = null) => ({
  typeName: "test_widget",
  priorState: null,
  plannedState: { ...planned, timeouts },
  config: configOf(),
  plannedPrivate: NO_BYTES,
});
const updateRequest = {
  ...createRequest(),
  priorState: stateOf(),
  plannedState: stateOf({ name: "hammer" }),
};
const deleteRequest = { ...createRequest(), priorState: stateOf(), plannedState: null };
const lookupRequest = {
  typeName: "test_widget",
  config: { id: "w1", name: null, code: null, patience: null, timeouts: null },
};
const readRequest = { typeName: "test_widget", currentState: stateOf(), private: NO_BYTES };

/** Waits for the signal as libraries do, and rejects as it is told. */
const untilAborted =
  (reject: (signal: AbortSignal) => unknown, onStart = () => {}) =>
  ({ signal }: OperationContext<Warehouse>): Promise<never> =>
    new Promise((_resolve, rejectWith) => {
      if (signal.aborted) rejectWith(reject(signal));
      signal.addEventListener("abort", () => rejectWith(reject(signal)));
      onStart();
    });

const rejections: readonly [string, (signal: AbortSignal) => unknown][] = [
  ["the reason", (signal) => signal.reason],
  ["an error caused by the reason", ({ reason }) => new Error("failed", { cause: reason })],
  ["an AbortError of its own", () => new DOMException("aborted", "AbortError")],
];

describe("a timeout", () => {
  it.each(rejections)("ends the hook that rejects with %s", async (_name, reject) => {
    let timeOut = () => {};
    const create = untilAborted(reject, () => timeOut());
    const { server, clock } = await configuredWidgets({ create });
    timeOut = () => clock.advance(20);
    const { diagnostics } = await server.applyResourceChange(createRequest({ create: "20ms" }));
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.summary).toBe("Timed out creating the widget");
    expect(diagnostics[0]?.detail).toMatch(
      /^Timed out after 20ms while creating the widget\. .*`timeouts`/,
    );
  });

  it("says for how much of its time rate limits held everything back", async () => {
    let timeOut = () => {};
    const untilTimeout = untilAborted(
      ({ reason }) => reason,
      () => timeOut(),
    );
    const { server, clock, warehouse } = await configuredWidgets({ create: untilTimeout });
    warehouse.heldBackMs = 5_000;
    timeOut = () => {
      warehouse.heldBackMs += 70_000;
      clock.advance(90_000);
    };
    const { diagnostics } = await server.applyResourceChange(createRequest({ create: "90s" }));
    expect(diagnostics[0]?.detail).toContain(
      "For 70 s of this time rate limits held all requests back.",
    );
  });

  it.each<[string, Record<string, string | null> | null, number]>([
    ["the schema's default", null, 600_000],
    ["the schema's default where the block leaves it out", { create: null }, 600_000],
    ["the block", { create: "1h30m" }, 5_400_000],
    ["longer than a timer can wait", { create: "10000h" }, 36_000_000_000],
  ])("is %s", async (_name, timeouts, expectedMs) => {
    const { server, clock } = await configuredWidgets({
      create: async ({ deadlineMs, signal }) => {
        expect(deadlineMs - clock.elapsedMs()).toBe(expectedMs);
        clock.advance(expectedMs - 1);
        expect(signal.aborted).toBe(false);
        clock.advance(1);
        expect(signal.aborted).toBe(true);
        throw signal.reason;
      },
    });
    const { diagnostics } = await server.applyResourceChange(createRequest(timeouts));
    expect(diagnostics[0]?.summary).toBe("Timed out creating the widget");
  });
});

const never = <T>() => new Promise<T>(() => {});

/** What a hook may do that never looks at its signal. */
const reads: readonly [string, Partial<WidgetHooks>, (server: Server) => Promise<Ended>][] = [
  ["reading the widget", { read: never }, (server) => server.readResource(readRequest)],
  [
    "importing the widget",
    { importState: never },
    (server) => server.importResourceState({ typeName: "test_widget", id: "w1" }),
  ],
];
const writes: readonly [
  string,
  Partial<WidgetHooks>,
  number,
  (server: Server) => Promise<Ended>,
][] = [
  [
    "creating the widget",
    { create: never },
    16_000,
    (server) => server.applyResourceChange(createRequest()),
  ],
  [
    "updating the widget",
    { update: never },
    6_000,
    (server) => server.applyResourceChange(updateRequest),
  ],
  [
    "updating the widget",
    { update: never, createsOnUpdate: () => true },
    16_000,
    (server) => server.applyResourceChange(updateRequest),
  ],
  [
    "deleting the widget",
    { delete: never },
    6_000,
    (server) => server.applyResourceChange(deleteRequest),
  ],
];

/** Lets everything run that waits for nothing but its turn. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

async function endsAfter(running: Promise<Ended>, clock: VirtualClock, ms: number) {
  let hasEnded = false;
  void running.then(() => {
    hasEnded = true;
  });
  clock.advance(ms - 1);
  await turn();
  expect(hasEnded).toBe(false);
  clock.advance(1);
  const { diagnostics } = await running;
  expect(diagnostics).toHaveLength(1);
  return diagnostics[0];
}

describe("a hook that goes on waiting", () => {
  it.each(reads)("has ended at the timeout for whoever waits for %s", async (doing, hooks, run) => {
    const { server, clock } = await configuredWidgets(hooks);
    const diagnostic = await endsAfter(run(server), clock, 300_000);
    expect(diagnostic?.detail).toMatch(new RegExp(`^Timed out after 5m while ${doing}\\. `));
    expect(diagnostic?.detail).not.toMatch(/still under way/);
  });

  it("has ended at the timeout of a lookup", async () => {
    const { server, clock } = serveWidgets({}, { lookup: { read: never } });
    await server.configureProvider({ terraformVersion: "1.11.4", config: { region: null } });
    const diagnostic = await endsAfter(server.readDataSource(lookupRequest), clock, 300_000);
    expect(diagnostic?.detail).toMatch(/^Timed out after 5m while looking up the widget\. /);
  });

  it.each(reads)("has ended at the stop for whoever waits for %s", async (doing, hooks, run) => {
    const { server } = await configuredWidgets(hooks);
    const running = run(server);
    server.stopProvider();
    expect((await running).diagnostics).toMatchObject([{ summary: `Stopped ${doing}` }]);
  });

  it.each(writes)("gets a grace after the timeout of %s", async (doing, hooks, graceMs, run) => {
    const { server, clock } = await configuredWidgets(hooks);
    const limitMs = doing.startsWith("deleting") ? 300_000 : 600_000;
    const diagnostic = await endsAfter(run(server), clock, limitMs + graceMs);
    expect(diagnostic?.summary).toBe(`Timed out ${doing}`);
    expect(diagnostic?.detail).toMatch(/request was still under way.*Check the tenant/);
  });

  it.each(writes.filter(([, , graceMs]) => graceMs < 16_000))(
    "gets it after a stop of %s",
    async (doing, hooks, graceMs, run) => {
      const { server, clock } = await configuredWidgets(hooks);
      const running = run(server);
      server.stopProvider();
      const diagnostic = await endsAfter(running, clock, graceMs);
      expect(diagnostic?.summary).toBe(`Stopped ${doing}`);
    },
  );

  it("is awaited after a stop while it creates: what it makes must be known", async () => {
    let made = () => {};
    const { server, clock } = await configuredWidgets({
      create: ({ planned }) =>
        new Promise((resolve) => {
          made = () => resolve({ ...planned, id: "w1", secret: null, worn: false });
        }),
    });
    const running = server.applyResourceChange(createRequest());
    server.stopProvider();
    clock.advance(599_999);
    await turn();
    made();
    expect((await running).newState).toMatchObject({ id: "w1" });
  });

  it("is awaited after a stop while an update creates, too", async () => {
    let made = () => {};
    const { server, clock } = await configuredWidgets({
      createsOnUpdate: () => true,
      update: ({ planned, prior }) =>
        new Promise((resolve) => {
          made = () => resolve({ ...prior, name: planned.name });
        }),
    });
    const running = server.applyResourceChange(updateRequest);
    server.stopProvider();
    clock.advance(599_999);
    await turn();
    made();
    expect((await running).diagnostics).toEqual([]);
  });

  it("hands over in that time what it has kept", async () => {
    const { server, clock } = await configuredWidgets({
      create: ({ planned, keep }) => {
        clock.setAlarm(610_000, () => keep({ ...planned, id: "w1", secret: null, worn: false }));
        return never();
      },
    });
    const running = server.applyResourceChange(createRequest());
    clock.advance(616_000);
    expect((await running).newState).toMatchObject({ id: "w1" });
  });
});

describe("a stop", () => {
  it.each(rejections)("ends the hook that rejects with %s", async (_name, reject) => {
    let stop = () => {};
    const { server } = await configuredWidgets({ read: untilAborted(reject, () => stop()) });
    stop = () => server.stopProvider();
    const response = await server.readResource(readRequest);
    expect(response.newState).toEqual(stateOf());
    expect(response.diagnostics[0]?.summary).toBe("Stopped reading the widget");
  });

  it("reaches every running operation, with its reason", async () => {
    const reasons: unknown[] = [];
    let running = 0;
    let stop = () => {};
    const read = untilAborted(
      ({ reason }) => {
        reasons.push(reason);
        return reason;
      },
      () => {
        running += 1;
        if (running === 3) stop();
      },
    );
    const { server } = await configuredWidgets({ read });
    stop = () => server.stopProvider();
    await Promise.all([1, 2, 3].map(() => server.readResource(readRequest)));
    expect(reasons).toHaveLength(3);
    for (const reason of reasons) expect(reason).toBeInstanceOf(StoppedError);
  });

  it("keeps later operations from starting", async () => {
    const create = jest.fn<WidgetHooks["create"]>();
    const { server } = await configuredWidgets({ create });
    server.stopProvider();
    const response = await server.applyResourceChange(createRequest());
    expect(create).not.toHaveBeenCalled();
    expect(response.newState).toBeNull();
    expect(response.diagnostics[0]?.summary).toBe("Stopped creating the widget");
  });

  it("is over when the provider is configured anew, as a reattached plugin is", async () => {
    const { server } = await configuredWidgets();
    server.stopProvider();
    await server.configureProvider({ terraformVersion: "1.11.4", config: { region: null } });
    const { diagnostics } = await server.applyResourceChange(createRequest());
    expect(diagnostics).toEqual([]);
  });
});

describe("without a client", () => {
  const operations = {
    create: async (server: Server) => server.applyResourceChange(createRequest()),
    update: async (server: Server) => server.applyResourceChange(updateRequest),
    delete: async (server: Server) => server.applyResourceChange(deleteRequest),
    import: async (server: Server) =>
      server.importResourceState({ typeName: "test_widget", id: "w1" }),
    lookup: async (server: Server) => server.readDataSource(lookupRequest),
  };

  it.each(Object.entries(operations))(
    "%s fails while it is unknown, and says -target",
    async (_name, run) => {
      const { server } = serveWidgets();
      await server.configureProvider({ terraformVersion: "1.11.4", config: { region: UNKNOWN } });
      const { diagnostics } = await run(server);
      expect(diagnostics).toHaveLength(1);
      expect(diagnostics[0]?.summary).toBe("Provider configuration is not known until apply");
      expect(diagnostics[0]?.detail).toMatch(/not known until apply.*-target/);
    },
  );

  it.each(Object.entries(operations))(
    "%s fails before anything is configured",
    async (_name, run) => {
      const { diagnostics } = await run(serveWidgets().server);
      expect(diagnostics.map(({ summary }) => summary)).toEqual(["Provider is not configured"]);
    },
  );

  it("read returns what was, with one constant warning, while it is unknown", async () => {
    const { server } = serveWidgets();
    await server.configureProvider({ terraformVersion: "1.11.4", config: { region: UNKNOWN } });
    const kept = new TextEncoder().encode('{"own":true}');
    const first = await server.readResource({ ...readRequest, private: kept });
    const second = await server.readResource({
      ...readRequest,
      currentState: stateOf({ id: "w2" }),
    });
    expect(first.newState).toEqual(stateOf());
    expect(first.private).toBe(kept);
    expect(first.diagnostics).toHaveLength(1);
    expect(first.diagnostics[0]?.severity).toBe("warning");
    expect(second.diagnostics).toEqual(first.diagnostics);
  });

  it("plan works", async () => {
    const { server } = serveWidgets();
    const { diagnostics } = await server.planResourceChange(planRequest(null, configOf()));
    expect(diagnostics).toEqual([]);
  });

  it("the last configuration counts", async () => {
    const { server } = await configuredWidgets();
    await server.configureProvider({ terraformVersion: "1.11.4", config: { region: UNKNOWN } });
    const { diagnostics } = await server.applyResourceChange(createRequest());
    expect(diagnostics[0]?.summary).toBe("Provider configuration is not known until apply");
  });
});
