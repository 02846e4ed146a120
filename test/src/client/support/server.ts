// A real HTTP server on a free loopback port that answers by script and remembers what it was asked.
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo, Socket } from "node:net";

export interface Asked {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly socket: Socket;
}

export type Script = (asked: Asked, response: ServerResponse, count: number) => void;

export interface TestServer {
  readonly baseUrl: URL;
  readonly port: number;
  readonly asked: Asked[];
  close(): Promise<void>;
}

export async function serve(script: Script): Promise<TestServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { method = "", url: target = "", headers, socket } = request;
      const one = { method, target, headers, body, socket };
      asked.push(one);
      script(one, response, asked.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { baseUrl: new URL(`http://127.0.0.1:${port}`), port, asked, close };
}

export function json(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

export type AnswerWith = (response: ServerResponse) => void;

/** Answers each request with the next of these; the last one for all that follow. */
export function inTurn(...answers: readonly AnswerWith[]): Script {
  return (_asked, response, count) => answers[Math.min(count, answers.length) - 1]?.(response);
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}
