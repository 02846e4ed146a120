// A tenant that misbehaves while a principal is created: one clear diagnostic each, and never two of a name that work.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Fault, FaultEffect } from "../../src/tenant/index.js";
import { HELD_UP } from "../tenant-control.js";
import { withTimeEnough } from "../time-enough.js";
import { until } from "../until.js";
import { inTurn } from "./harness/engines.js";
import {
  addressOf,
  declared,
  heldAs,
  type PrincipalKind,
  principalKinds,
} from "./harness/principal-kinds.js";
import { loader, type Stage, stages } from "./harness/stage.js";

const NAME = "warehouse robot";
/** For what never answers. Where all answers come, the default leaves a slow machine its time. */
const quick = 'provider "atlan" {\n  request_timeout_seconds = 1\n}\n';
const named = [`display_name = "${NAME}"`, 'description = "Loads"'];

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
  /** Which request of a create is hit. */
  readonly at: "create" | "finish" | "list";
  readonly times?: number;
  readonly effect: FaultEffect;
}

const faultOf = (kind: PrincipalKind, { at, times = 1, effect }: Case): Fault => ({
  match: kind[at],
  times,
  do: effect,
});

const committed = (body: unknown): FaultEffect => ({ replyAfterCommit: { status: 200, body } });

const recovered: readonly Case[] = [
  { name: "the reply is lost", at: "create", effect: { dropReply: true } },
  {
    name: "it answers 500 after committing",
    at: "create",
    effect: { replyAfterCommit: { status: 500 } },
  },
  {
    name: "it answers HTML after committing",
    at: "create",
    effect: committed("<html>Please log in</html>"),
  },
  { name: "it answers 200 with no body after committing", at: "create", effect: committed("") },
  {
    name: "it answers 200 without the secret after committing",
    at: "create",
    effect: committed({ id: "x" }),
  },
  {
    name: "it answers 429 with Retry-After",
    at: "create",
    effect: { status: 429, headers: { "Retry-After": "1" } },
  },
  { name: "the finishing update fails for a moment", at: "finish", effect: { status: 503 } },
  {
    name: "the finishing update commits and its reply is lost",
    at: "finish",
    effect: { dropReply: true },
  },
];

const unclear: readonly Case[] = [
  { name: "the tenant hangs", at: "create", effect: { hang: true } },
  { name: "the connection breaks", at: "create", effect: { reset: true } },
  {
    name: "a login page answers",
    at: "create",
    effect: { status: 200, body: "<html>Please log in</html>" },
  },
];

interface Refusal extends Case {
  readonly says: (kind: PrincipalKind) => RegExp;
}

const refused: readonly Refusal[] = [
  {
    name: "it has no right to",
    at: "create",
    effect: { status: 403, body: { code: 1006, message: "no permission" } },
    says: ({ noun }) =>
      new RegExp(`Cannot create ${noun} .*403.*no permission.*(credential|OAuth client)`),
  },
  {
    name: "the display name is refused, and the attribute is shown",
    at: "create",
    effect: { status: 400, body: { message: "displayName is too long" } },
    says: ({ type }) =>
      new RegExp(`with ${type}\\.loader.*display_name.*400.*displayName is too long`),
  },
  {
    name: "the list fails",
    at: "list",
    times: 99,
    effect: { status: 404 },
    says: ({ noun, collection }) => new RegExp(`Cannot create ${noun}.*GET ${collection}.*404`),
  },
];

const kinds = inTurn(principalKinds);

describe.each(kinds)("a create of an $noun, by $engine.name", ({ engine, ...kind }) => {
  const open = stages(engine);
  const configuration = declared(kind, ...named);

  it.each(recovered)("goes on when $name", async (its) => {
    const { workspace, control } = await open(configuration);
    await control.addFaults(faultOf(kind, its));
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    const { id } = await workspace.attributes(addressOf(kind));
    expect(await heldAs(kind, control, NAME)).toMatchObject([{ id, description: "Loads" }]);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("goes on when it commits after the answer was given up", async () => {
    const { workspace, control } = await open(quick + configuration);
    await control.addFaults({ match: kind.create, do: HELD_UP });
    const applying = workspace.apply();
    await until(async () => {
      const sent = (await control.requests()).map(({ method, path }) => `${method} ${path}`);
      const created = sent.indexOf(`${kind.create.method} ${kind.collection}`);
      return created >= 0 && sent.includes(`${kind.list.method} ${kind.collection}`, created);
    });
    await control.clearFaults();
    expect(await applying).toMatchObject({ exitCode: 0 });
    const { id } = await workspace.attributes(addressOf(kind));
    expect(await heldAs(kind, control, NAME)).toMatchObject([{ id, description: "Loads" }]);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  /** Applies it with so much time to create, or with more where the machine needs it. */
  const applied = (
    provider: string,
    seconds: number,
    prepare: (stage: Stage) => Promise<unknown>,
  ) =>
    withTimeEnough(
      seconds,
      async (create) => {
        const hurried = declared(kind, ...named, `timeouts { create = "${create}s" }`);
        const stage = await open(provider + hurried);
        await prepare(stage);
        return { stage, result: await stage.workspace.apply() };
      },
      ({ result }) => result.prose.includes("Timed out"),
    );

  it.each(unclear)(
    "that may not have happened is looked for, then repeated, when $name",
    async (its) => {
      const provider = "hang" in its.effect ? quick : "";
      const { stage, result } = await applied(provider, 20, ({ control }) =>
        control.addFaults(faultOf(kind, its)),
      );
      expect(result).toMatchObject({ exitCode: 0 });
      expect(await heldAs(kind, stage.control, NAME)).toHaveLength(1);
    },
  );

  it.each(refused)("fails with one diagnostic, and leaves nothing, when $name", async (its) => {
    const { workspace, control } = await open(configuration);
    await control.addFaults(faultOf(kind, its));
    const refusal = await workspace.apply();
    expect(refusal.exitCode).toBe(1);
    expect(refusal.prose).toMatch(its.says(kind));
    expect(refusal.prose).not.toMatch(/rpc error|did not respond|This is a bug/);
    expect(refusal.prose.match(/Error: /g)).toHaveLength(1);
    expect(await heldAs(kind, control, NAME)).toEqual([]);
    await control.clearFaults();
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    expect(await heldAs(kind, control, NAME)).toHaveLength(1);
  });

  it("that does not become ready keeps it, tainted, and replaces it next time", async () => {
    const { stage, result } = await applied("", 14, ({ control: late }) =>
      late.changeSettings({ tokenActivationMs: 3_600_000 }),
    );
    const { workspace, control } = stage;
    expect(result.exitCode).toBe(1);
    expect(result.prose).toMatch(new RegExp(`${kind.noun} does not become ready.*401.*tainted`));
    const [first] = await heldAs(kind, control, NAME);
    expect(first?.description).toBe("Loads");
    expect((await workspace.state()).resources[0]?.instances[0]?.status).toBe("tainted");
    await control.changeSettings({ tokenActivationMs: 0 });
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    const [second, ...others] = await heldAs(kind, control, NAME);
    expect(others).toEqual([]);
    expect(second?.id).not.toBe(first?.id);
  });

  it("says what may exist when the tenant hangs and cannot be asked either", async () => {
    const { workspace, control } = await open(configuration);
    await control.addFaults(
      { match: kind.create, times: 99, do: { replyAfterCommit: { status: 500 } } },
      { match: kind.list, skip: 1, times: 99, do: { status: 404 } },
    );
    const unclearRun = await workspace.apply();
    expect(unclearRun.prose).toMatch(
      new RegExp(`${kind.noun} may have been created.*claim [0-9a-f-]{36}, stale after`),
    );
    await control.clearFaults();
    await control.advance(7200);
    const again = await workspace.apply();
    expect(again.prose).toContain(`Purged unfinished ${kind.noun}`);
    expect(await heldAs(kind, control, NAME)).toHaveLength(1);
  });
});

describe("an address that is no tenant", () => {
  const open = stages();
  const configuration = loader(...named);

  it("nothing answers at all", async () => {
    const { workspace, tenant } = await open(configuration);
    await tenant.stop();
    const applied = await workspace.apply();
    expect(applied.prose).toMatch(
      /Cannot create API token.*ECONNREFUSED.*nothing was sent\. Is the embedded tenant running\?/,
    );
  });

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
});
