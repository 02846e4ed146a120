// The bundled plugin as a process: launch, calls, refusals, ends.
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { execaSync } from "execa";
import { GetMetadata_Response } from "../../../src/protocol/generated/tfplugin6.js";
import { frameMessage, unframeMessage } from "../../../src/protocol/grpc/frame.js";
import { createServerCertificate } from "../../../src/protocol/launch/certificate.js";
import { PRODUCT } from "../product.js";
import { bundleFixturePlugin, type FixturePlugin } from "./fixture-plugin.js";
import {
  call,
  connectTo,
  exitCodeOf,
  hostEnvironment,
  type StartedPlugin,
  startPlugin,
  untilEnded,
} from "./plugin-host.js";

const EMPTY = frameMessage(new Uint8Array(0));
/** Valid now: a client's certificate is checked like a server's. */
const identity = createServerCertificate(Date.now());

let fixture: FixturePlugin;
let started: StartedPlugin | undefined;
beforeAll(async () => {
  fixture = await bundleFixturePlugin();
});
afterAll(() => fixture.remove());
afterEach(() => {
  started?.process.kill("SIGKILL");
  started = undefined;
});

async function start(env: NodeJS.ProcessEnv = {}): Promise<StartedPlugin> {
  started = await startPlugin(fixture.executable, env);
  return started;
}

const startSecure = () => start({ PLUGIN_CLIENT_CERT: identity.certificatePem });

test("started by hand it says what it is and what to do", () => {
  const { exitCode, stdout, stderr } = execaSync(fixture.executable, {
    env: { PATH: process.env.PATH },
    extendEnv: false,
    reject: false,
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toContain(
    "This is the Terraform provider npm.internal/cdktf-provider-atlan/atlan",
  );
  expect(stderr).toContain(PRODUCT.usage);
});

test("a client with the certificate the host named is served", async () => {
  const session = connectTo(await startSecure(), identity);
  const { status, body } = await call(session, "/tfplugin6.Provider/GetMetadata", EMPTY);
  session.destroy();
  expect(status).toBe("0");
  expect(GetMetadata_Response.decode(unframeMessage(body))).toMatchObject({
    serverCapabilities: { planDestroy: true, getProviderSchemaOptional: true },
    resources: [{ typeName: "atlan_note" }],
    dataSources: [{ typeName: "atlan_note" }],
  });
});

test.each([
  ["without a certificate", undefined],
  ["with another certificate", createServerCertificate(Date.now())],
])("a client %s is refused", async (_name, other) => {
  const session = connectTo(await startSecure(), other);
  session.on("error", () => {});
  const stream = session.request({ ":path": "/tfplugin6.Provider/GetMetadata" });
  stream.on("error", () => {});
  let isAnswered = false;
  stream.on("response", () => {
    isAnswered = true;
  });
  await new Promise((resolve) => stream.on("close", resolve));
  session.destroy();
  expect(isAnswered).toBe(false);
  expect(started?.process.exitCode).toBeNull();
});

test.each([
  ["an unknown method", "/tfplugin6.Provider/Dance", EMPTY, "12", "unknown method"],
  ["a function", "/tfplugin6.Provider/CallFunction", EMPTY, "12", "this provider has no functions"],
  ["protocol 5", "/tfplugin5.Provider/GetSchema", EMPTY, "12", "unknown method"],
  [
    "a compressed message",
    "/tfplugin6.Provider/GetMetadata",
    Buffer.from([1, 0, 0, 0, 0]),
    "12",
    "compressed",
  ],
  ["no frame", "/tfplugin6.Provider/GetMetadata", Buffer.of(), "13", "0 bytes"],
  [
    "no protobuf",
    "/tfplugin6.Provider/ReadResource",
    frameMessage(Buffer.from([0xff, 0xff])),
    "13",
    "malformed",
  ],
])("%s is refused with a status", async (_name, path, frame, status, message) => {
  const session = connectTo(await start());
  const reply = await call(session, path, frame);
  session.destroy();
  expect(reply).toMatchObject({ status, message: expect.stringContaining(message) });
});

test("it is healthy", async () => {
  const session = connectTo(await start());
  const { status, body } = await call(session, "/grpc.health.v1.Health/Check", EMPTY);
  session.destroy();
  expect({ status, body }).toEqual({ status: "0", body: Buffer.from([0, 0, 0, 0, 2, 8, 1]) });
});

test.each(["/plugin.GRPCStdio/StreamStdio", "/plugin.GRPCBroker/StartStream"])(
  "%s stays open without a message",
  async (path) => {
    const session = connectTo(await start());
    const stream = session.request({ ":method": "POST", ":path": path });
    const [headers] = await once(stream, "response");
    await call(session, "/grpc.health.v1.Health/Check", EMPTY);
    expect(headers[":status"]).toBe(200);
    expect(stream.closed).toBe(false);
    session.destroy();
  },
);

test("its socket is gone as soon as the host has connected", async () => {
  const plugin = await startSecure();
  expect(existsSync(plugin.socketPath)).toBe(true);
  const session = connectTo(plugin, identity);
  await call(session, "/grpc.health.v1.Health/Check", EMPTY);
  expect(existsSync(plugin.socketPath)).toBe(false);
  session.destroy();
});

/** Starts the plugin as its parent and dies at once: nobody reads what it prints. */
const orphan = (executable: string): string =>
  `const options = { stdio: ["ignore", "pipe", "pipe"] };
  const plugin = require("node:child_process").spawn(${JSON.stringify(executable)}, options);
  plugin.on("spawn", () => { console.log(plugin.pid); process.kill(process.pid, "SIGKILL"); });`;

test("it ends with a host that dies before it connects, and leaves no socket", async () => {
  const directory = mkdtempSync(join(tmpdir(), "left-"));
  const { stdout } = execaSync(process.execPath, ["-e", orphan(fixture.executable)], {
    env: hostEnvironment({ PLUGIN_UNIX_SOCKET_DIR: directory }),
    extendEnv: false,
    reject: false,
  });
  await untilEnded(Number(stdout));
  expect(readdirSync(directory)).toEqual([]);
  rmSync(directory, { recursive: true });
});

test("Shutdown is answered, then the process ends and its socket is gone", async () => {
  const plugin = await start();
  const session = connectTo(plugin);
  session.on("error", () => {});
  const reply = await call(session, "/plugin.GRPCController/Shutdown", EMPTY);
  expect(reply.status).toBe("0");
  expect(await exitCodeOf(plugin.process)).toBe(0);
  expect(existsSync(plugin.socketPath)).toBe(false);
});

test("without a Shutdown it ends when the last connection does", async () => {
  const plugin = await start();
  // Both are on their way before it sees the first, which takes the path away.
  plugin.process.kill("SIGSTOP");
  const first = connectTo(plugin);
  const second = connectTo(plugin);
  await Promise.all([once(first, "connect"), once(second, "connect")]);
  plugin.process.kill("SIGCONT");
  await call(first, "/grpc.health.v1.Health/Check", EMPTY);
  await call(second, "/grpc.health.v1.Health/Check", EMPTY);
  first.destroy();
  expect((await call(second, "/grpc.health.v1.Health/Check", EMPTY)).status).toBe("0");
  second.destroy();
  expect(await exitCodeOf(plugin.process)).toBe(0);
  expect(existsSync(plugin.socketPath)).toBe(false);
});

test("SIGINT and SIGHUP are Terraform's business, SIGTERM ends it", async () => {
  const plugin = await start();
  plugin.process.kill("SIGINT");
  plugin.process.kill("SIGHUP");
  const session = connectTo(plugin);
  session.on("error", () => {});
  expect((await call(session, "/grpc.health.v1.Health/Check", EMPTY)).status).toBe("0");
  plugin.process.kill("SIGTERM");
  expect(await exitCodeOf(plugin.process)).toBe(0);
  expect(existsSync(plugin.socketPath)).toBe(false);
});
