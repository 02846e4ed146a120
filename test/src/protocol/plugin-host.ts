// A host for the plugin, as small as one can be: starts it as Terraform does and makes gRPC calls.
import type { ChildProcess } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { type ClientHttp2Session, connect, type IncomingHttpHeaders } from "node:http2";
import { createConnection } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { connect as connectTls } from "node:tls";
import { execa, execaSync } from "execa";

const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

export interface ClientIdentity {
  readonly keyPem: string;
  readonly certificatePem: string;
}

export interface StartedPlugin {
  readonly process: ChildProcess;
  readonly stderr: () => string;
  /** The handshake line, split. */
  readonly fields: readonly string[];
  readonly socketPath: string;
}

export const hostEnvironment = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  TF_PLUGIN_MAGIC_COOKIE: COOKIE,
  ...more,
});

export async function startPlugin(
  executable: string,
  env: NodeJS.ProcessEnv = {},
): Promise<StartedPlugin> {
  const child = execa(executable, [], {
    env: hostEnvironment(env),
    extendEnv: false,
    stdin: "ignore",
    reject: false,
    forceKillAfterDelay: false,
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [line]: string[] = await once(createInterface(child.stdout), "line");
  const fields = line?.split("|") ?? [];
  return { process: child, stderr: () => stderr, fields, socketPath: fields[3] ?? "" };
}

export const exitCodeOf = async (child: ChildProcess): Promise<number | null> => {
  if (child.exitCode !== null) return child.exitCode;
  const [code]: [number | null] = (await once(child, "exit")) as [number | null];
  return code;
};

const POLL_MS = 20;

/** For a process that is nobody's child here. One that nobody collected has ended, too. */
export async function untilEnded(pid: number): Promise<void> {
  const args = ["-o", "stat=", "-p", String(pid)];
  const state = () => execaSync("ps", args, { reject: false }).stdout;
  while (/^[^Z]/.test(state().trim())) await sleep(POLL_MS);
}

const pemOf = (unpaddedBase64: string): string =>
  new X509Certificate(Buffer.from(unpaddedBase64, "base64")).toString();

export function connectTo(plugin: StartedPlugin, identity?: ClientIdentity): ClientHttp2Session {
  const certificate = plugin.fields[5] ?? "";
  if (certificate === "") {
    return connect("http://localhost", {
      createConnection: () => createConnection(plugin.socketPath),
    });
  }
  return connect("https://localhost", {
    createConnection: () =>
      connectTls({
        path: plugin.socketPath,
        servername: "localhost",
        ALPNProtocols: ["h2"],
        ca: pemOf(certificate),
        ...(identity === undefined ? {} : { key: identity.keyPem, cert: identity.certificatePem }),
      }),
  });
}

export interface Reply {
  readonly status: string | undefined;
  readonly message: string;
  readonly body: Buffer;
}

/** One unary call; `frame` is the whole body, framing included. */
export async function call(
  session: ClientHttp2Session,
  path: string,
  frame: Buffer,
): Promise<Reply> {
  const stream = session.request({
    ":method": "POST",
    ":path": path,
    "content-type": "application/grpc",
  });
  const chunks: Buffer[] = [];
  let status: IncomingHttpHeaders = {};
  stream.on("response", (headers) => {
    status = { ...status, ...headers };
  });
  stream.on("trailers", (trailers: IncomingHttpHeaders) => {
    status = { ...status, ...trailers };
  });
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  stream.end(frame);
  await once(stream, "close");
  return {
    status: status["grpc-status"]?.toString(),
    message: decodeURIComponent(status["grpc-message"]?.toString() ?? ""),
    body: Buffer.concat(chunks),
  };
}
