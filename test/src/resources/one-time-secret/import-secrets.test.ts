// The file with secrets of what is imported: what it may look like, and what is said when it cannot be used.
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { DiagnosticError } from "../../../../src/framework/index.js";
import { ImportSecrets } from "../../../../src/resources/one-time-secret/import-secrets.js";

const SECRET = "eyJhbGciOiJSUzI1NiJ9.c2VjcmV0.c2lnbmF0dXJl";
const GOOD = JSON.stringify({ "apikey-1": SECRET });

let directory: string;
let file: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "atlan-import-"));
  file = path.join(directory, "secrets.json");
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function write(text: string, mode = 0o600): Promise<void> {
  await writeFile(file, text);
  // Whatever the process's mask is.
  await chmod(file, mode);
}

const find = async (clientId: string, from: string | null = file) =>
  (await new ImportSecrets(from).find(clientId))?.reveal();

async function refusal(from: string = file): Promise<string> {
  const error: unknown = await find("apikey-1", from).catch((thrown: unknown) => thrown);
  if (!(error instanceof DiagnosticError)) throw new Error(`no diagnostic: ${error}`);
  return error.diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n");
}

describe("a file of secrets", () => {
  it.each([
    ["by client ID", { "apikey-1": SECRET }],
    ["by username", { "service-account-apikey-1": SECRET }],
    ["with blanks around it, as it was pasted", { "apikey-1": ` Bearer ${SECRET}\n` }],
  ])("gives a secret %s", async (_name, json) => {
    await write(JSON.stringify(json));
    expect(await find("apikey-1")).toBe(SECRET);
    expect(await find("apikey-2")).toBeUndefined();
  });

  it("may be missing", async () => {
    expect(await find("apikey-1", null)).toBeUndefined();
  });

  it.each([
    ["readable by its group", 0o640, GOOD, /mode 640.*chmod 600/],
    ["readable by all", 0o604, GOOD, /mode 604/],
    ["writable by others", 0o602, GOOD, /mode 602/],
    ["no JSON", 0o600, `{"apikey-1": "${SECRET}`, /is not JSON/],
    ["a list", 0o600, `["${SECRET}"]`, /is no object/],
    ["null", 0o600, "null", /is no object/],
    [
      "an object of objects",
      0o600,
      `{"apikey-1": {"secret": "${SECRET}"}}`,
      /no text for "apikey-1"/,
    ],
    ["an object with an empty text", 0o600, '{"apikey-1": " "}', /no secret for "apikey-1".*empty/],
    ["an object with a text in two words", 0o600, `{"apikey-1": "${SECRET} b"}`, /no secret for/],
  ])("is refused as %s, and nothing of it is quoted", async (_name, mode, text, words) => {
    await write(text, mode);
    const said = await refusal();
    expect(said).toMatch(/^Cannot use ATLAN_IMPORT_SECRETS_FILE: /);
    expect(said).toMatch(words);
    expect(said).toContain(JSON.stringify(file));
    expect(said).not.toContain(SECRET);
    expect(said).not.toContain("c2VjcmV0");
  });

  it("is refused by a relative path", async () => {
    expect(await refusal("secrets.json")).toMatch(/relative path.*Give the absolute path/);
  });

  it("that does not exist is an error that says how to do without", async () => {
    expect(await refusal()).toMatch(
      /cannot be read: it does not exist \(ENOENT\)\. .*unset ATLAN_IMPORT_SECRETS_FILE/,
    );
  });
});
