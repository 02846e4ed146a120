// Passes requests on to a tenant and keeps their bodies, which the tenant's own log does not.
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Clock } from "../../../src/clock.js";

export interface Recorded {
  readonly atMs: number;
  readonly request: string;
  readonly body: string;
  readonly status: number;
}

export interface Recorder {
  readonly baseUrl: string;
  readonly recorded: readonly Recorded[];
  close(): Promise<void>;
}

export async function recorderOf(tenantUrl: string, { elapsedMs }: Clock): Promise<Recorder> {
  const recorded: Recorded[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { method = "", url = "", headers } = incoming;
    const body = await text(incoming);
    const passedOn = request(new URL(url, tenantUrl), { method, headers }, (answer) => {
      const { statusCode: status = 0 } = answer;
      recorded.push({ atMs: elapsedMs(), request: `${method} ${url}`, body, status });
      outgoing.writeHead(status, answer.headers);
      answer.pipe(outgoing);
    });
    passedOn.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    recorded,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
