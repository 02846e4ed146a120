// Which texts are age recipients: what each other key is called, and the same decision as the age library's.
import { describe, expect, it } from "@jest/globals";
import {
  Encrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from "age-encryption";
import fc from "fast-check";
import { apiToken, applyRule, type Rule } from "../../lib/schema/index.js";

const identity = await generateX25519Identity();
const hybridIdentity = await generateHybridIdentity();
const [classic, other, hybrid] = await Promise.all(
  [identity, await generateX25519Identity(), hybridIdentity].map(identityToRecipient),
);

const rules: readonly Rule[] = apiToken.attributes.seal_to.rules;
const findings = (...elements: readonly unknown[]) =>
  rules.flatMap((rule) => applyRule(rule, elements) ?? []);
const errors = (...elements: readonly unknown[]) =>
  findings(...elements).filter(({ severity }) => severity === "error");

it.each([
  ["two of X25519", [classic, other]],
  ["two hybrid ones", [hybrid, await identityToRecipient(await generateHybridIdentity())]],
  ["one, and one that is not known yet", [classic, {}]],
])("takes %s", (_name, elements) => {
  expect(findings(...elements)).toEqual([]);
});

it("warns of a single recipient", () => {
  expect(findings(classic)).toEqual([
    { severity: "warning", problem: expect.stringContaining("has a single recipient") },
  ]);
});

describe("refuses", () => {
  it.each([
    ["an identity", identity, "an element is an identity"],
    ["an identity in lower case", identity.toLowerCase(), "an element is an identity"],
    ["a hybrid identity", hybridIdentity, "an element is an identity"],
    ["a plugin's identity", "AGE-PLUGIN-YUBIKEY-1XYZ", "an element is an identity"],
    ["an SSH key", "ssh-ed25519 AAAAC3Nza amira@example.com", "is an SSH key"],
    ["a plugin's recipient", `age1yubikey1${"q".repeat(58)}`, "needs a plugin"],
    ["a short recipient", String(classic).slice(0, -1), "is incomplete or mistyped"],
    ["a recipient in upper case", String(classic).toUpperCase(), "no form of a recipient"],
    ["a recipient with a blank", ` ${classic}`, "no form of a recipient"],
    ["a secret", "eyJhbGciOiJSUzI1NiJ9.e30.c2ln", "no form of a recipient"],
    ["an empty text", "", "no form of a recipient"],
  ])("%s", (_name, recipient, problem) => {
    const [found] = errors(recipient, other);
    expect(found?.problem).toContain("must hold age recipients");
    expect(found?.problem).toContain(problem);
    expect(found?.problem).not.toMatch(/KEY-(PQ-)?1[A-Z0-9]|eyJ/i);
  });

  it("several at once, each by its name", () => {
    const [found] = errors("ssh-rsa AAAA", classic, identity);
    expect(found?.problem).toMatch(/"ssh-rsa AAAA" is an SSH key.*; an element is an identity/);
  });

  it("both kinds together", () => {
    expect(errors(classic, hybrid)[0]?.problem).toContain("must not hold both");
  });

  it("none at all", () => {
    expect(errors()[0]?.problem).toContain("at least one element");
  });
});

function isTakenByLibrary(recipient: string): boolean {
  try {
    new Encrypter().addRecipient(recipient);
    return true;
  } catch {
    // It says no more than that.
    return false;
  }
}

it("decides about a mistyped recipient as the age library does", () => {
  const characters = [..."qpzry9x8gf2tvdw0s3jn54khce6mua7l1b"];
  const recipients = [String(classic), String(hybrid)];
  fc.assert(
    fc.property(
      fc.constantFrom(...recipients),
      fc.nat(),
      fc.constantFrom(...characters),
      (recipient, place, character) => {
        const at = 5 + (place % (recipient.length - 5));
        const typed = recipient.slice(0, at) + character + recipient.slice(at + 1);
        expect(errors(typed, typed).length === 0).toBe(isTakenByLibrary(typed));
      },
    ),
  );
});
