// Sealing with age: who can open it, and what is refused by name. No message holds an identity or what is sealed.
import { describe, expect, it } from "@jest/globals";
import {
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from "age-encryption";
import { seal, unseal } from "../../src/age.js";
import { Secret } from "../../src/secret.js";

const SECRET = new Secret("eyJ0b2tlbg");

async function keyPair(generate: () => Promise<string>) {
  const identity = await generate();
  return { identity: new Secret(identity), recipient: await identityToRecipient(identity) };
}

const classic = await keyPair(generateX25519Identity);
const other = await keyPair(generateX25519Identity);
const hybrid = await keyPair(generateHybridIdentity);

describe("what is sealed", () => {
  it.each([
    ["an X25519 identity", classic],
    ["a hybrid identity", hybrid],
  ])("is armoured, and opened by %s", async (_name, { identity, recipient }) => {
    const sealed = await seal(SECRET, [recipient]);
    expect(sealed).toMatch(
      /^-----BEGIN AGE ENCRYPTED FILE-----\n[\s\S]+-----END AGE ENCRYPTED FILE-----\s*$/,
    );
    expect((await unseal(sealed, [identity])).equals(SECRET)).toBe(true);
  });

  it("to several is opened by each", async () => {
    const sealed = await seal(SECRET, [classic.recipient, other.recipient]);
    for (const { identity } of [classic, other]) {
      expect((await unseal(sealed, [identity])).equals(SECRET)).toBe(true);
    }
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      "by another's identity",
      async () => unseal(await seal(SECRET, [classic.recipient]), [other.identity]),
      "no identity opens the text",
    ],
    [
      "with what is no identity",
      async () =>
        unseal(await seal(SECRET, [classic.recipient]), [new Secret("AGE-SECRET-KEY-1X")]),
      "an identity is incomplete or mistyped",
    ],
    [
      "that is not sealed",
      () => unseal("eyJ0b2tlbg", [classic.identity]),
      "the text is not sealed",
    ],
  ])("is not opened %s", async (_name, open, sentence) => {
    const error: unknown = await open().catch((thrown: unknown) => thrown);
    expect(String(error)).toContain(`Cannot unseal: ${sentence}`);
    expect(String(error)).not.toMatch(/KEY-1[A-Z0-9]|eyJ/);
  });
});
