// What is opened for one run: each instance is closed once, whatever becomes of the run.
import { describe, expect, it } from "@jest/globals";
import { defineSchema } from "../../../lib/schema/core/index.js";
import {
  createProviderServer,
  defineEphemeralResource,
  type EphemeralResourceDefinition,
  type Logger,
  type ObjectValue,
  Secret,
  silentLogger,
} from "../../../src/framework/index.js";
import { virtualClock } from "../../virtual-clock.js";
import { PRODUCT } from "../product.js";
import { pass } from "../workshop/schemas.js";

type PassHooks = EphemeralResourceDefinition<string, (typeof pass)["attributes"]>;

const provider = defineSchema({
  typeName: "workshop",
  kind: "provider",
  noun: "provider",
  version: 0,
  description: "A provider.",
  attributes: {},
});

async function serve(hooks: Partial<PassHooks> = {}, log: Partial<Logger> = {}) {
  const clock = virtualClock();
  const closed: string[] = [];
  const definition: PassHooks = {
    schema: pass,
    async open({ config, privateData, renewAt }) {
      privateData.set("holder", config.holder);
      renewAt(5_000);
      return { ...config, terms: null, id: "p1", code: new Secret("s3cret") };
    },
    async renew({ privateData }) {
      privateData.set("holder", `${privateData.get("holder")}, renewed`);
    },
    async close({ privateData, client }) {
      closed.push(`${client} closed ${privateData.get("holder")}`);
    },
    ...hooks,
  };
  let configured = 0;
  const server = createProviderServer(
    {
      product: PRODUCT,
      schema: provider,
      resources: [],
      dataSources: [],
      ephemeralResources: [defineEphemeralResource(definition)],
      configure: async () => `client ${++configured}`,
    },
    { logger: { ...silentLogger, ...log }, clock },
  );
  const configure = () => server.configureProvider({ terraformVersion: "1.11.4", config: {} });
  await configure();
  const typeName = "workshop_pass";
  const open = (config: ObjectValue = {}) =>
    server.openEphemeralResource({
      typeName,
      config: {
        holder: "amira",
        renewals: null,
        terms: null,
        id: null,
        code: null,
        timeouts: null,
        ...config,
      },
    });
  const close = (bytes: Uint8Array) => server.closeEphemeralResource({ typeName, private: bytes });
  const renew = (bytes: Uint8Array) => server.renewEphemeralResource({ typeName, private: bytes });
  return { server, clock, closed, configure, open, close, renew };
}

const summaries = ({ diagnostics }: { readonly diagnostics: readonly { summary: string }[] }) =>
  diagnostics.map(({ summary }) => summary);

describe("what is opened", () => {
  it("has its defaults, and says when it must be renewed", async () => {
    const { open } = await serve();
    const { result, renewAtMs, diagnostics } = await open();
    expect(diagnostics).toEqual([]);
    expect(result).toMatchObject({ holder: "amira", renewals: 0, terms: null, id: "p1" });
    expect(renewAtMs).toBe(5_000);
  });

  it("is closed with what the last renewal noted, also by engines that hand back what opening noted", async () => {
    const { open, renew, close, closed } = await serve();
    const { private: opened } = await open();
    expect(await renew(opened)).toMatchObject({ renewAtMs: null, diagnostics: [] });
    expect(await close(opened)).toEqual({ diagnostics: [] });
    expect(closed).toEqual(["client 1 closed amira, renewed"]);
  });

  it("is closed by the client that opened it", async () => {
    const { open, close, closed, configure } = await serve();
    const { private: opened } = await open();
    await configure();
    await close(opened);
    expect(closed).toEqual(["client 1 closed amira"]);
  });

  it("by another process is closed by its private data", async () => {
    const { private: opened } = await (await serve()).open();
    const { close, closed } = await serve();
    expect(await close(opened)).toEqual({ diagnostics: [] });
    expect(closed).toEqual(["client 1 closed amira"]);
  });

  it("must agree with the configuration, and is closed otherwise", async () => {
    const { open, closed } = await serve({
      open: async ({ config }) => ({
        ...config,
        holder: "noor",
        terms: null,
        id: "p1",
        code: new Secret("s3cret"),
      }),
    });
    const opened = await open();
    expect(opened.result).toBeNull();
    expect(summaries(opened)).toEqual(["Bug in terraform-provider-test"]);
    expect(closed).toHaveLength(1);
  });
});

it("whose closing fails is closed again by one of those that wait, not by all at once", async () => {
  const failures = [new Error("oops")];
  let running = 0;
  const runningAtStart: number[] = [];
  const { open, close } = await serve({
    async close() {
      runningAtStart.push(running);
      running += 1;
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      const failure = failures.pop();
      if (failure) throw failure;
    },
  });
  const { private: opened } = await open();
  const closed = await Promise.all([close(opened), close(opened), close(opened)]);
  expect(closed.map(summaries)).toEqual([["Bug in terraform-provider-test"], [], []]);
  expect(runningAtStart).toEqual([0, 0]);
});

describe("an opening that fails", () => {
  it("closes what it kept", async () => {
    const { open, closed } = await serve({
      open: async ({ privateData, keep }) => {
        keep();
        privateData.set("holder", "half a pass");
        throw new Error("oops");
      },
    });
    expect(summaries(await open())).toEqual(["Bug in terraform-provider-test"]);
    expect(closed).toEqual(["client 1 closed half a pass"]);
  });

  it("closes nothing when it kept nothing", async () => {
    const { open, closed } = await serve({
      open: async () => {
        throw new Error("oops");
      },
    });
    await open();
    expect(closed).toEqual([]);
  });
});

describe("the end of the process", () => {
  it("closes what is open, once, and not what is closed", async () => {
    const { server, open, close, closed } = await serve();
    const [first, second] = [await open({ holder: "amira" }), await open({ holder: "noor" })];
    await close(first.private);
    await Promise.all([server.closeEphemeralResources(), close(second.private)]);
    await server.closeEphemeralResources();
    expect(await close(second.private)).toEqual({ diagnostics: [] });
    expect(closed).toEqual(["client 1 closed amira", "client 1 closed noor"]);
  });

  it("closes also after a stop, which ends everything else", async () => {
    const { server, open, closed } = await serve({
      async close({ signal, privateData }) {
        signal.throwIfAborted();
        closed.push(String(privateData.get("holder")));
      },
    });
    await open();
    server.stopProvider();
    await server.closeEphemeralResources();
    expect(closed).toEqual(["amira"]);
    expect(summaries(await open())).toEqual(["Stopped opening the pass"]);
  });

  it("tries again what failed, and logs what is still open", async () => {
    const logged: string[] = [];
    const failures = [new Error("oops"), new Error("oops")];
    const { server, open, close } = await serve(
      {
        close: async () => {
          const failure = failures.pop();
          if (failure) throw failure;
        },
      },
      { error: (message) => void logged.push(message) },
    );
    const { private: opened } = await open();
    expect(summaries(await close(opened))).toEqual(["Bug in terraform-provider-test"]);
    await server.closeEphemeralResources();
    expect(logged).toEqual([
      "Bug in terraform-provider-test",
      "Still open at the end of the process: pass",
    ]);
    await server.closeEphemeralResources();
    expect(logged).toHaveLength(2);
  });

  it("logs also what fails outside a hook, and closes the others", async () => {
    const logged: string[] = [];
    const failures = [new Error("oops")];
    const { server, open, closed } = await serve(
      {},
      {
        debug(message) {
          const failure = message === "closing the pass" ? failures.pop() : undefined;
          if (failure) throw failure;
        },
        error: (message) => void logged.push(message),
      },
    );
    await open({ holder: "amira" });
    await open({ holder: "noor" });
    await server.closeEphemeralResources();
    expect(closed).toEqual(["client 1 closed amira", "client 1 closed noor"]);
    expect(logged).toEqual([
      "Bug in terraform-provider-test",
      "Still open at the end of the process: pass",
    ]);
  });

  it("does not wait for ever", async () => {
    const logged: string[] = [];
    const { server, open, clock } = await serve(
      { close: () => new Promise(() => {}) },
      { error: (message) => void logged.push(message) },
    );
    await open();
    const ended = server.closeEphemeralResources();
    clock.advance(30_000);
    await ended;
    expect(logged).toEqual(["Still open at the end of the process: pass"]);
  });
});

it("a timeout of the block bounds the closing", async () => {
  const { open, close, clock } = await serve({
    close: ({ signal }) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason)),
      ),
  });
  const { private: opened } = await open({ timeouts: { open: null, renew: null, close: "7s" } });
  const closing = close(opened);
  await new Promise((resolve) => setImmediate(resolve));
  clock.advance(7_000);
  expect(summaries(await closing)).toEqual(["Timed out closing the pass"]);
});
