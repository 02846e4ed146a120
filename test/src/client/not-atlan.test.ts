// What answers at an address that is no tenant's, and a credential whose time is over: said in the words that help.
import { afterEach, describe, expect, it } from "@jest/globals";
import { createApiToken, currentUser, listApiTokens } from "../../../src/client/index.js";
import { Secret } from "../../../src/secret.js";
import { clientOf, unstopped } from "./support/client.js";
import { failing } from "./support/failing.js";
import { json, type Script, serve, type TestServer } from "./support/server.js";

let server: TestServer | undefined;
afterEach(() => server?.close());

async function against(script: Script, options = {}) {
  server = await serve(script);
  return clientOf(server.baseUrl, { maxRetries: 0, ...options }).client.apiKey;
}

const page = (status: number): Script => {
  return (_asked, response) =>
    void response.writeHead(status, { "content-type": "text/html" }).end("<p>Welcome</p>");
};

describe("an address that does not look like Atlan", () => {
  it.each([
    [200, "malformed_reply"],
    [400, "web_page"],
    [403, "web_page"],
    [404, "web_page"],
    [405, "web_page"],
  ])("answers %d with a web page", async (status, kind) => {
    const error = await failing(currentUser(await against(page(status)), unstopped()));
    expect(error).toMatchObject({ kind, status, mayHaveCommitted: false, tries: 1 });
    expect(error.meaning).toBe(
      `${error.origin} answers with a web page, and Atlan's API with JSON: this does not look like Atlan.`,
    );
    expect(error.nextStep).toMatch(/^Set base_url \(ATLAN_BASE_URL\) to .*https:\/\/<tenant>\./);
  });

  it("does not know a path that every tenant has", async () => {
    const http = await against((_asked, response) => json(response, 404, { message: "Not Found" }));
    const error = await failing(listApiTokens(http, {}, unstopped()));
    expect(error).toMatchObject({ kind: "not_found" });
    expect(error.meaning).toContain(`Every Atlan tenant has this path, and ${error.origin}`);
  });

  it("redirects", async () => {
    const http = await against(
      (_asked, response) =>
        void response.writeHead(302, { location: "https://login.example/?session=1" }).end(),
    );
    const error = await failing(currentUser(http, unstopped()));
    expect(error.message).toContain("it redirects to https://login.example");
    expect(error.meaning).toContain("which the API of an Atlan tenant does not do");
  });

  it("answers with the JSON of something else", async () => {
    const http = await against((_asked, response) => json(response, 200, [{ id: 1 }]));
    const error = await failing(currentUser(http, unstopped()));
    expect(error.meaning).toMatch(/not what Atlan's API documents/);
  });
});

describe("what still is the tenant's", () => {
  it("is the page of a gateway that has too much to do", async () => {
    const error = await failing(currentUser(await against(page(503)), unstopped()));
    expect(error).toMatchObject({ kind: "server_error" });
    expect(error.meaning).not.toContain("does not look like Atlan");
  });

  it("is a page that refuses the credential", async () => {
    const error = await failing(currentUser(await against(page(401)), unstopped()));
    expect(error.kind).toBe("unauthorized");
  });

  it("is a refusal without a word", async () => {
    const http = await against((_asked, response) => void response.writeHead(413).end());
    const error = await failing(currentUser(http, unstopped()));
    expect(error.meaning).toContain("It does not say why");
    expect(error.nextStep).toContain("request id");
  });
});

describe("a credential that is refused", () => {
  const tokenUntil = (exp: unknown) =>
    `e30.${Buffer.from(JSON.stringify({ exp })).toString("base64url")}.signature`;
  const refuse: Script = (_asked, response) => json(response, 401, {});

  it("and has expired says when, by its own words", async () => {
    const expiry = Date.parse("2001-02-03T04:05:06Z") / 1_000;
    const apiKey = new Secret(tokenUntil(expiry));
    const error = await failing(
      currentUser(await against(refuse, { signIn: { apiKey } }), unstopped()),
    );
    expect(error.meaning).toBe("The credential expired at 2001-02-03T04:05:06Z.");
    expect(error.nextStep).toContain("Admin, API tokens, Generate API token");
    expect(`${error.stack}${error.meaning}${error.nextStep}`).not.toContain(apiKey.reveal());
  });

  it.each([
    ["has time left", tokenUntil(4_000_000_000)],
    ["says of its end what is no time", tokenUntil("soon")],
    ["says of its end what no date can be", tokenUntil(1e300)],
    ["is no JSON Web Token", "key"],
  ])("and %s is mistyped, expired or deleted", async (_what, text) => {
    const apiKey = new Secret(text);
    const error = await failing(
      currentUser(await against(refuse, { signIn: { apiKey } }), unstopped()),
    );
    expect(error.meaning).toContain("mistyped, expired or deleted");
  });

  it("with another refusal than 401 is not said to have expired", async () => {
    const apiKey = new Secret(tokenUntil(1));
    const http = await against((_asked, response) => json(response, 403, {}), {
      signIn: { apiKey },
    });
    const token = { displayName: "n", description: "", personaQualifiedNames: [] };
    const created = createApiToken(http, { ...token, validitySeconds: 1 }, unstopped());
    expect((await failing(created)).credentialExpiredAt).toBeNull();
  });
});
