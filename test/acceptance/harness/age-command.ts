// The age command, where this machine has it: what it opens is age, whatever our library thinks.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { execaSync } from "execa";

/** What is missing for tests that run it; undefined where it is there. */
export const missingAge =
  execaSync("age", ["--version"], { reject: false }).exitCode === 0
    ? undefined
    : "age is not on the PATH";

export interface KeyPair {
  readonly identity: string;
  readonly recipient: string;
}

export async function keyPair(): Promise<KeyPair> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** As `age-keygen` writes it. */
export async function identityFile(directory: string, identity: string): Promise<string> {
  const file = path.join(directory, "key.txt");
  await writeFile(file, `# created: 2026-03-01T10:00:00Z\n${identity}\n`, { mode: 0o600 });
  return file;
}

const runAge = (input: string, ...args: readonly string[]): string =>
  execaSync("age", args, { input, stripFinalNewline: false }).stdout;

export const openWithAge = (sealed: string, file: string): string =>
  runAge(sealed, "-d", "-i", file);

export const sealWithAge = (text: string, recipient: string): string =>
  runAge(text, "-a", "-r", recipient);
