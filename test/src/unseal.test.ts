// Opening a sealed secret: with which identity files, of which client, and what is said where it stays closed.
import { describe, expect, it } from "@jest/globals";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { seal } from "../../src/age.js";
import { Secret } from "../../src/secret.js";
import { unsealSecret } from "../../src/unseal.js";

const CLIENT = "apikey-0c9d2b7e-3e54-4c0a-8d0e-6a1f5f3c2b77";

const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);
const other = await generateX25519Identity();

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const tokenOf = (claims: object) => new Secret(`${part({ alg: "RS256" })}.${part(claims)}.c2ln`);
const SECRET = tokenOf({ azp: CLIENT, preferred_username: `service-account-${CLIENT}` });

const open = async (change: {
  readonly secret?: Secret;
  readonly text?: string;
  readonly file?: string;
  readonly clientId?: string | null;
}) => {
  const { secret = SECRET, file = identity, clientId = null } = change;
  const text = change.text ?? (await seal(secret, [recipient]));
  return await unsealSecret({ text, identities: new Secret(file), clientId });
};

describe("an identity file", () => {
  it.each([
    ["as age-keygen writes it", `# created: today\n# public key: ${recipient}\n${identity}\n`],
    ["with Windows line ends and blanks", `\r\n  ${identity}  \r\n\r\n`],
    ["with several identities", `${other}\n${identity}\n`],
  ])("opens the secret %s", async (_name, file) => {
    expect((await open({ file })).equals(SECRET)).toBe(true);
  });

  it.each([
    ["of somebody else", other, "no identity opens the text"],
    ["that is empty", "# nothing\n\n", "there is no identity"],
    ["with a recipient", recipient, "there is a recipient, which only seals"],
    ["with an incomplete identity", identity.slice(0, -3), "is incomplete or mistyped"],
    [
      "with a passphrase",
      "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n",
      "is protected with a passphrase",
    ],
    ["that is binary age", "age-encryption.org/v1\n-> scrypt", "is protected with a passphrase"],
    ["of SSH", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n", "is an SSH key"],
    ["of a plugin", "AGE-PLUGIN-YUBIKEY-1XYZ", "needs a plugin"],
  ])("%s does not", async (_name, file, problem) => {
    const error: unknown = await open({ file }).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain("Cannot unseal: ");
    expect(String(error)).toContain(problem);
    expect(String(error)).not.toMatch(/KEY-1[A-Z0-9]|eyJ/);
  });
});

it.each([
  ["is empty", " \n", "the sealed text is empty"],
  ["is binary", "age-encryption.org/v1\n-> X25519", "the sealed text is binary age"],
  ["was never sealed", SECRET.reveal(), "the text is not sealed"],
  [
    "is quoted as an output",
    '"-----BEGIN AGE ENCRYPTED FILE-----\\nYWdl"',
    "`terraform output -raw`",
  ],
  [
    "is quoted as an output of several lines",
    "<<EOT\n-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\nEOT\n",
    "`terraform output -raw`",
  ],
  [
    "was cut",
    "-----BEGIN AGE ENCRYPTED FILE-----\nYWdlLWVuY3J5cHRpb24ub3JnL3Yx\n-----END AGE ENCRYPTED FILE-----\n",
    "no identity opens the text",
  ],
])("a text that %s is named", async (_name, text, problem) => {
  await expect(open({ text })).rejects.toThrow(problem);
});

describe("a client ID", () => {
  it.each([CLIENT, `service-account-${CLIENT}`])("%s lets its own secret through", async (id) => {
    expect((await open({ clientId: id })).equals(SECRET)).toBe(true);
  });

  it("is refused for an OAuth client, whose secret does not say whose it is", async () => {
    const opening = open({ secret: new Secret("swapped"), clientId: "oauth-client-1" });
    await expect(opening).rejects.toThrow("leave the client ID out");
    await expect(opening).rejects.not.toThrow("swapped");
  });

  it.each([
    ["another's", tokenOf({ azp: "apikey-1" }), 'the secret is of the client "apikey-1"'],
    [
      "one that names two",
      tokenOf({ azp: CLIENT, preferred_username: "service-account-apikey-1" }),
      'is of the client "apikey-1"',
    ],
    ["one that names none", tokenOf({}), "the secret names no client"],
    ["what is no token", new Secret("swapped"), "the secret names no client"],
  ])("refuses %s", async (_name, secret, problem) => {
    const opening = open({ secret, clientId: CLIENT });
    await expect(opening).rejects.toThrow(problem);
    await expect(opening).rejects.not.toThrow(/eyJ|swapped/);
  });
});
