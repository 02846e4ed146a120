// The command `unseal` with real files: what it returns, and what it says where there is nothing to open.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { seal } from "../../../src/age.js";
import { type UnsealCall, unsealInput } from "../../../src/cli/unseal-command.js";
import { Secret } from "../../../src/secret.js";

const identity = await generateX25519Identity();
const sealed = await seal(new Secret("s3cret"), [await identityToRecipient(identity)]);

let folder: string;
let identityFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "atlan-unseal-"));
  identityFile = join(folder, "key.txt");
  writeFileSync(identityFile, `# public key\n${identity}\n`, { mode: 0o600 });
});

afterEach(() => rmSync(folder, { recursive: true }));

const unsealing = (text: string, change: Partial<UnsealCall> = {}) =>
  unsealInput({
    identityFile,
    clientId: null,
    input: Readable.from([text]),
    isTerminal: false,
    ...change,
  });

it("returns the secret alone", async () => {
  expect(await unsealing(sealed)).toEqual({ exitCode: 0, stdout: "s3cret", isExact: true });
});

it("warns of an identity file that others may read", async () => {
  chmodSync(identityFile, 0o640);
  const { stdout, stderr } = await unsealing(sealed);
  expect(stdout).toBe("s3cret");
  expect(stderr).toBe(
    `Warning: the identity file "${identityFile}" may be read or changed by others than its owner (mode 640). Run \`chmod 600 "${identityFile}"\`.`,
  );
});

it("does not wait for what a person may type", async () => {
  await expect(unsealing("", { isTerminal: true })).rejects.toThrow(
    "Cannot unseal: standard input is a terminal, expected the sealed text in it: terraform output -raw NAME | npx",
  );
});

it("names an identity file that is not there", async () => {
  await expect(unsealing(sealed, { identityFile: join(folder, "none.txt") })).rejects.toThrow(
    /identity file ".*none\.txt" cannot be read: it does not exist \(ENOENT\), expected a file that `age-keygen -o FILE` made/,
  );
});

it("names an empty input", async () => {
  await expect(unsealing("")).rejects.toThrow("Cannot unseal: the sealed text is empty");
});

it("refuses the secret of another client", async () => {
  await expect(unsealing(sealed, { clientId: "apikey-1" })).rejects.toThrow("names no client");
});
