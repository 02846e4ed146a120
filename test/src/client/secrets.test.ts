// No error, cause or log line of a request shows a secret.
import { inspect } from "node:util";
import { afterEach, describe, expect, test } from "@jest/globals";
import {
  type AtlanClient,
  type ClientOptions,
  createApiToken,
  createOAuthClient,
  currentUser,
} from "../../../src/client/index.js";
import { Secret } from "../../../src/secret.js";
import { API_KEY, clientOf, USER_BEARER, unstopped } from "./support/client.js";
import { failing } from "./support/failing.js";
import { json, type Script, serve, type TestServer } from "./support/server.js";
import { NEW_TOKEN } from "./support/use-server.js";

let server: TestServer;
afterEach(() => server.close());

const MINTED = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJl";
const FRESH = "fresh-a81b-do-not-print";
const NEW_CLIENT = { displayName: "n", description: "", role: "$guest", personaQualifiedNames: [] };
const SECRETS = [API_KEY, USER_BEARER, MINTED, FRESH];

const ECHO = `${SECRETS.join(" ")} Bearer ${API_KEY}`;

/** Each call that is given a secret, with a new credential. */
const calls: readonly [string, (client: AtlanClient) => Promise<unknown>][] = [
  [
    "an API token",
    (client) => createApiToken(client.as(new Secret(FRESH)), NEW_TOKEN, unstopped()),
  ],
  [
    "an OAuth client",
    (client) => createOAuthClient(client.as(new Secret(FRESH)), NEW_CLIENT, unstopped()),
  ],
  [
    "an access token",
    (client) =>
      currentUser(client.as({ clientId: "c", clientSecret: new Secret(FRESH) }), unstopped()),
  ],
];

describe.each(calls)("asked for %s,", (_what, ask) => {
  test.each<[string, Script, options?: Partial<ClientOptions>]>([
    [
      "a refusal that echoes the credentials",
      (_asked, response) => json(response, 403, { errorCode: API_KEY, errorMessage: ECHO }),
    ],
    [
      "a failure in plain text that does",
      (_asked, response) => {
        response.writeHead(500, { "content-type": "text/plain" }).end(ECHO);
      },
    ],
    [
      "an answer that lacks something",
      (_asked, response) =>
        json(response, 200, {
          attributes: { accessToken: MINTED, clientId: "c" },
          clientSecret: MINTED,
          accessToken: MINTED,
          expiresIn: 0,
        }),
    ],
    [
      "an answer in broken JSON",
      (_asked, response) => {
        response.writeHead(200).end(`{"accessToken":"${MINTED}"`);
      },
    ],
    [
      "a redirect that carries the credential",
      (asked, response) =>
        json(
          response,
          302,
          {},
          { location: `https://${FRESH}.test/?${asked.headers.authorization}` },
        ),
    ],
    ["a broken connection", (_asked, response) => response.socket?.destroy()],
    ["no answer", () => {}, { requestTimeoutMs: 200 }],
  ])("%s shows no secret, wherever one looks", async (_name, script, options = {}) => {
    server = await serve(script);
    const { client, logged } = clientOf(server.baseUrl, options);
    const error = await failing(ask(client));
    const shown = [
      inspect(error, { depth: 10, showHidden: true, getters: true }),
      inspect(logged, { depth: 10 }),
      inspect(client, { depth: 10, showHidden: true }),
      JSON.stringify([error, error.cause, logged]),
      String(error.stack),
      String(error.cause),
    ].join("\n");
    for (const secret of SECRETS) expect(shown).not.toContain(secret);
  });
});

test("a credential that no header can carry is refused before anything is sent, unseen", async () => {
  server = await serve((_asked, response) => json(response, 200, {}));
  const { client } = clientOf(server.baseUrl);
  const error = await failing(currentUser(client.as(new Secret("two\nlines")), unstopped()));
  expect(error).toMatchObject({ kind: "invalid_request", tries: 1, mayHaveCommitted: false });
  expect(server.asked).toHaveLength(0);
  expect(inspect(error, { depth: 10 })).not.toContain("lines");
});
