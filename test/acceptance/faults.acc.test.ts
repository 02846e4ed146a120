// A tenant that misbehaves while a token is created: one clear diagnostic each, and never two live tokens.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Fault } from "../../src/tenant/index.js";
import { loader, stages } from "./harness/stage.js";

const NAME = "warehouse robot";
const create = { method: "POST", path: "^/api/service/apikeys/?$" };
const quick = 'provider "atlan" {\n  request_timeout_seconds = 1\n}\n';
const configuration = quick + loader(`display_name = "${NAME}"`, 'description = "Loads"');

const certificates = path.resolve(import.meta.dirname, "../src/client/certificates");
const key = readFileSync(path.join(certificates, "test-only-key.pem"));
const cert = readFileSync(path.join(certificates, "certificate.pem"));

const loginPage: RequestListener = (_request, response) => {
  response.setHeader("content-type", "text/html");
  response.end("<html><body>Please log in</body></html>");
};
const redirect: RequestListener = (_request, response) => {
  response.writeHead(302, { location: "https://elsewhere.example/login" }).end();
};

interface Case {
  readonly name: string;
  readonly fault: Fault;
}

const recovered: readonly Case[] = [
  { name: "the reply is lost", fault: { match: create, do: { dropReply: true } } },
  {
    name: "it answers 500 after committing",
    fault: { match: create, do: { replyAfterCommit: { status: 500 } } },
  },
  {
    name: "it answers HTML after committing",
    fault: {
      match: create,
      do: { replyAfterCommit: { status: 200, body: "<html>Please log in</html>" } },
    },
  },
  {
    name: "it answers 200 with no body after committing",
    fault: { match: create, do: { replyAfterCommit: { status: 200, body: "" } } },
  },
  {
    name: "it answers 200 without the secret after committing",
    fault: { match: create, do: { replyAfterCommit: { status: 200, body: { id: "x" } } } },
  },
  {
    name: "it commits and answers too late",
    fault: { match: create, do: { delayMs: 4_000 } },
  },
  {
    name: "it answers 429 with Retry-After",
    fault: { match: create, do: { status: 429, headers: { "Retry-After": "1" } } },
  },
  {
    name: "the finishing update fails for a moment",
    fault: { match: { method: "POST", path: "apikeys/.+" }, do: { status: 503 } },
  },
  {
    name: "the finishing update commits and its reply is lost",
    fault: { match: { method: "POST", path: "apikeys/.+" }, do: { dropReply: true } },
  },
];

describe("a create goes on when", () => {
  const open = stages();

  it.each(recovered)("$name", async ({ fault }) => {
    const { workspace, control } = await open(configuration);
    await control.addFaults(fault);
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    const { id } = await workspace.attributes("atlan_api_token.loader");
    expect(await control.tokensNamed(NAME)).toMatchObject([{ id, description: "Loads" }]);
    expect((await workspace.plan()).exitCode).toBe(0);
  });
});

describe("a create that may not have happened is looked for, then repeated, when", () => {
  const open = stages();
  const hurried = quick + loader(`display_name = "${NAME}"`, 'timeouts { create = "20s" }');

  it.each<Case>([
    { name: "the tenant hangs", fault: { match: create, do: { hang: true } } },
    { name: "the connection breaks", fault: { match: create, do: { reset: true } } },
    {
      name: "a login page answers",
      fault: { match: create, do: { status: 200, body: "<html>Please log in</html>" } },
    },
  ])("$name", async ({ fault }) => {
    const { workspace, control } = await open(hurried);
    await control.addFaults(fault);
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    expect(await control.tokensNamed(NAME)).toHaveLength(1);
  });
});

interface Refusal extends Case {
  readonly says: RegExp;
}

const refused: readonly Refusal[] = [
  {
    name: "it has no right to",
    fault: { match: create, do: { status: 403, body: { code: 1006, message: "no permission" } } },
    says: /Cannot create API token .*403.*no permission.*(credential|OAuth client)/,
  },
  {
    name: "the display name is refused, and the attribute is shown",
    fault: { match: create, do: { status: 400, body: { message: "displayName is too long" } } },
    says: /with atlan_api_token\.loader.*display_name.*400.*displayName is too long/,
  },
  {
    name: "the list of tokens fails",
    fault: { match: { method: "GET", path: "apikeys" }, times: 99, do: { status: 404 } },
    says: /Cannot create API token.*GET \/api\/service\/apikeys.*404/,
  },
];

describe("a create fails with one diagnostic, and leaves nothing, when", () => {
  const open = stages();

  it.each(refused)("$name", async ({ fault, says }) => {
    const { workspace, control } = await open(configuration);
    await control.addFaults(fault);
    const applied = await workspace.apply();
    expect(applied.exitCode).toBe(1);
    expect(applied.prose).toMatch(says);
    expect(applied.prose).not.toMatch(/rpc error|did not respond|This is a bug/);
    expect(applied.prose.match(/Error: /g)).toHaveLength(1);
    expect(await control.tokensNamed(NAME)).toEqual([]);
    await control.clearFaults();
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    expect(await control.tokensNamed(NAME)).toHaveLength(1);
  });

  it("nothing answers at all", async () => {
    const { workspace, tenant } = await open(configuration);
    await tenant.stop();
    const applied = await workspace.apply();
    expect(applied.prose).toMatch(
      /Cannot create API token.*ECONNREFUSED.*nothing was sent\. Is the embedded tenant running\?/,
    );
  });
});

describe("an address that is no tenant", () => {
  const open = stages();

  it.each([
    [
      "with a certificate we do not trust",
      () => createHttpsServer({ key, cert }, loginPage),
      "https",
      /self-signed certificate.*could not be verified.*NODE_EXTRA_CA_CERTS/,
    ],
    [
      "that does not speak TLS",
      () => createHttpServer(loginPage),
      "https",
      /does not speak TLS.*nothing was sent.*needs http:/,
    ],
    [
      "that answers with a login page",
      () => createHttpServer(loginPage),
      "http",
      /an HTML page.*does not look like Atlan.*base_url/,
    ],
    [
      "that sends us elsewhere",
      () => createHttpServer(redirect),
      "http",
      /elsewhere\.example.*Credentials are never sent.*base_url/,
    ],
  ] as const)("%s is told so", async (_name, start, scheme, says) => {
    const server = start();
    await once(server.listen(0, "127.0.0.1"), "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const environment = { ATLAN_BASE_URL: `${scheme}://127.0.0.1:${port}` };
    const { workspace } = await open(configuration, { environment });
    const applied = await workspace.apply();
    server.closeAllConnections();
    server.close();
    expect(applied.exitCode).toBe(1);
    expect(applied.prose).toMatch(says);
    expect(applied.prose).not.toMatch(/rpc error|did not respond|This is a bug/);
  });
});

describe("a create that half succeeds", () => {
  const open = stages();

  it("keeps a token that does not become ready, tainted, and replaces it next time", async () => {
    const timeouts = 'timeouts { create = "14s" }';
    const { workspace, control } = await open(
      quick + loader(`display_name = "${NAME}"`, 'description = "Loads"', timeouts),
    );
    await control.changeSettings({ tokenActivationMs: 3_600_000 });
    const applied = await workspace.apply();
    expect(applied.exitCode).toBe(1);
    expect(applied.prose).toMatch(/API token does not become ready.*401.*tainted/);
    const [first] = await control.tokensNamed(NAME);
    expect(first?.description).toBe("Loads");
    expect((await workspace.state()).resources[0]?.instances[0]?.status).toBe("tainted");
    await control.changeSettings({ tokenActivationMs: 0 });
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    const [second, ...others] = await control.tokensNamed(NAME);
    expect(others).toEqual([]);
    expect(second?.id).not.toBe(first?.id);
  });

  it("keeps a token whose personas are refused, tainted, and points at them", async () => {
    const { workspace, control } = await open(
      loader(`display_name = "${NAME}"`, 'persona_qualified_names = ["default/nobody"]'),
    );
    const applied = await workspace.apply();
    expect(applied.exitCode).toBe(1);
    expect(applied.prose).toMatch(
      /persona_qualified_names = .*default\/nobody.*atlan_persona finds/,
    );
    expect(applied.prose).toContain("tainted");
    const [token] = await control.tokensNamed(NAME);
    expect(token?.description).toBe("");
    await workspace.configure(loader(`display_name = "${NAME}"`));
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    expect(await control.tokensNamed(NAME)).toHaveLength(1);
  });

  it("says what may exist when the tenant hangs and cannot be asked either", async () => {
    const { workspace, control } = await open(quick + loader(`display_name = "${NAME}"`));
    await control.addFaults(
      { match: create, times: 99, do: { replyAfterCommit: { status: 500 } } },
      { match: { method: "GET", path: "apikeys" }, skip: 1, times: 99, do: { status: 404 } },
    );
    const applied = await workspace.apply();
    expect(applied.prose).toMatch(
      /API token may have been created.*claim [0-9a-f-]{36}, stale after/,
    );
    await control.clearFaults();
    await control.advance(7200);
    const again = await workspace.apply();
    expect(again.prose).toContain("Purged unfinished API token");
    expect(await control.tokensNamed(NAME)).toHaveLength(1);
  });
});
