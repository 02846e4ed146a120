// Answers that are too large, too deep or no answers at all, and words that must not reach a terminal as they are.
import type { ServerResponse } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { Readable } from "node:stream";
import { createGzip, gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "@jest/globals";
import { createApiToken, listApiTokens } from "../../../src/client/index.js";
import { API_KEY, clientOf, unstopped } from "./support/client.js";
import { failing } from "./support/failing.js";
import { json, type Script, serve, type TestServer } from "./support/server.js";

let server: TestServer | undefined;
afterEach(() => server?.close());

async function listing(script: Script) {
  server = await serve(script);
  const { client } = clientOf(server.baseUrl, { maxRetries: 0 });
  return listApiTokens(client.apiKey, {}, unstopped());
}

const PAGE = JSON.stringify({ records: [], totalRecord: 0 });
const GZIP = { "content-encoding": "gzip" };

describe("a body", () => {
  test("may be gzipped", async () => {
    const { body } = await listing((_asked, response) => {
      response.writeHead(200, GZIP).end(gzipSync(PAGE));
    });
    expect(body.totalRecord).toBe(0);
    expect(server?.asked[0]?.headers["accept-encoding"]).toContain("gzip");
  });

  const endless = () => Readable.from(zeros());
  function* zeros() {
    for (;;) yield Buffer.alloc(256 * 1024);
  }

  test.each<[string, (response: ServerResponse) => void]>([
    ["never ends", (response) => endless().pipe(response.writeHead(200))],
    [
      "never ends once it is inflated",
      (response) => endless().pipe(createGzip()).pipe(response.writeHead(200, GZIP)),
    ],
    [
      "never ends, of an error",
      (response) => endless().pipe(createGzip()).pipe(response.writeHead(500, GZIP)),
    ],
  ])("that %s is given up at 16 MB, and its connection closed", async (_name, send) => {
    let closed: Promise<unknown> = Promise.resolve();
    const error = await failing(
      listing((asked, response) => {
        asked.socket.on("error", () => {});
        closed = new Promise((resolve) => asked.socket.once("close", resolve));
        send(response);
      }),
    );
    await closed;
    expect(error).toMatchObject({ kind: "malformed_reply", tries: 1 });
    expect(error.message).toContain("the body of the answer is longer than 16 MB");
  });

  test.each<[string, string, Buffer]>([
    ["is gzip in name only", "gzip", Buffer.from(PAGE)],
    ["is gzip cut short", "gzip", gzipSync(PAGE).subarray(0, 20)],
    ["is brotli in name only", "br", Buffer.from(PAGE)],
  ])("that %s is no answer", async (_name, encoding, body) => {
    const error = await failing(
      listing((_asked, response) => {
        response.writeHead(200, { "content-encoding": encoding }).end(body);
      }),
    );
    expect(error.kind).toBe("malformed_reply");
  });

  const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

  test.each([
    ["as a page", nested(200_000)],
    ["in a field", `{"records":[{"id":"a","attributes":${'{"a":'.repeat(200_000)}`],
  ])("nested 200,000 deep %s is no answer", async (_name, body) => {
    const error = await failing(
      listing((_asked, response) => {
        response.writeHead(200).end(body);
      }),
    );
    expect(error.kind).toBe("malformed_reply");
    expect(error.message).toContain("the body is nested deeper than 200");
  });

  test("may hold as many brackets inside strings as it likes", async () => {
    const displayName = `"\\${"[{".repeat(10_000)}`;
    const record = { id: "5b0c", clientId: "apikey-0c9d", displayName, attributes: {} };
    const { body } = await listing((_asked, response) =>
      json(response, 200, { records: [record] }),
    );
    expect(body.records[0]?.displayName).toBe(displayName);
  });

  test("nested too deeply does not hide which error it belongs to", async () => {
    const error = await failing(
      listing((_asked, response) => {
        response.writeHead(403).end(nested(200_000));
      }),
    );
    expect(error.kind).toBe("forbidden");
  });
});

test("a server that does not speak HTTP gives no answer, and may have acted", async () => {
  const other = createServer((socket) => {
    socket.once("data", () => socket.end("220 mail.corp.com ESMTP\r\n"));
  });
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  const { client } = clientOf(new URL(`http://127.0.0.1:${port}`), { maxRetries: 0 });
  const token = {
    displayName: "n",
    description: "",
    personaQualifiedNames: [],
    validitySeconds: 1,
  };
  const error = await failing(createApiToken(client.apiKey, token, unstopped()));
  other.close();
  expect(error).toMatchObject({ kind: "malformed_reply", mayHaveCommitted: true });
});

describe("the tenant's words in a message", () => {
  const saying = (errorMessage: string, errorCode = "ATLAS-400-00-029") =>
    failing(listing((_asked, response) => json(response, 400, { errorCode, errorMessage })));

  test.each([
    ["an escape sequence", "\u001b[2J\u001b]0;title\u0007gone", "[2J ]0;title gone"],
    ["a C1 control character", "\u009b31mred", "31mred"],
    ["text that turns its direction", "a\u202ecba\u2069", "a cba"],
    ["lines that look like ours", "no\r\n\n| Error: yes", "no | Error: yes"],
    ["zero bytes", "a\u0000b", "a b"],
  ])("hold no %s", async (_name, sent, shown) => {
    const error = await saying(sent, sent);
    expect(error).toMatchObject({ tenantMessage: shown, tenantCode: shown });
  });

  test.each([
    [
      "https://acme.atlan.com/login?session=4f2c&x#y failed",
      "https://acme.atlan.com/login?… failed",
    ],
    ['no "/api/service/apikeys?filter={%22a%22}" here', 'no "/api/service/apikeys?…" here'],
    ["why? and/or what", "why? and/or what"],
  ])("quote no query: %s", async (sent, shown) => {
    expect((await saying(sent)).tenantMessage).toBe(shown);
  });

  test.each([
    ["echoed again and again", `${API_KEY} `.repeat(1_000)],
    ["where the message is cut", `${"x ".repeat(990)}${API_KEY} ${"y ".repeat(1_000_000)}`],
    ["where it is cut, with more in one word", `${"x".repeat(1_990)}${API_KEY}`],
  ])("hide a secret %s", async (_name, sent) => {
    const { tenantMessage } = await saying(sent);
    expect(tenantMessage).not.toContain(API_KEY.slice(0, 8));
  });

  test("take no time to read, whatever they are", async () => {
    expect((await saying("/".repeat(4_000_000))).tenantMessage).toBe("…");
  });
});
