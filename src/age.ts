// Sealing: text that only those can read who hold an age identity (age-encryption.org). The one place that knows the age library.
import { Secret } from "./secret.js";

const loadAge = () => import("age-encryption");

/** What people may take for a recipient, by how it begins. An identity is a secret: it is never quoted. */
const NO_RECIPIENTS: readonly (readonly [pattern: RegExp, problem: string])[] = [
  [
    /^\s*AGE-(SECRET-KEY|PLUGIN)-/i,
    "is an identity, which opens what is sealed: it must not be here, and counts as disclosed. Make a new one, and give its recipient, which `age-keygen -y` prints",
  ],
  [/^\s*(ssh-|ecdsa-|sk-)/, "is an SSH key, which only the age command can seal to"],
  [/^age1(?!pq1).*1/, "needs a plugin of the age command"],
];

const X25519 = /^age1[02-9ac-hj-np-z]{58}$/;
const HYBRID = /^age1pq1[02-9ac-hj-np-z]{1,2000}$/;

const EXPECTED = "expected an age recipient, `age1…` or `age1pq1…`, as `age-keygen -y` prints it";

async function hasChecksum(recipient: string): Promise<boolean> {
  const { Encrypter } = await loadAge();
  try {
    new Encrypter().addRecipient(recipient);
    return true;
  } catch {
    // The library says no more than that.
    return false;
  }
}

/** Why nothing can be sealed to it, as a clause that completes "the recipient …"; undefined when it can be. */
export async function recipientProblem(recipient: string): Promise<string | undefined> {
  const isOfKnownForm = X25519.test(recipient) || HYBRID.test(recipient);
  if (!isOfKnownForm) {
    const known = NO_RECIPIENTS.find(([pattern]) => pattern.test(recipient));
    return `${known?.[1] ?? "has no form of an age recipient"}; ${EXPECTED}`;
  }
  if (await hasChecksum(recipient)) return undefined;
  return `${JSON.stringify(recipient)} has a wrong checksum: it is incomplete or mistyped; ${EXPECTED}`;
}

/** Sealed to both kinds, a text is no safer than what is sealed to the weaker one. */
export const isMixed = (recipients: readonly string[]): boolean =>
  recipients.some((each) => HYBRID.test(each)) && !recipients.every((each) => HYBRID.test(each));

/** ASCII-armoured, as `age -d` opens it. @param recipients of which {@link recipientProblem} finds nothing */
export async function seal(secret: Secret, recipients: readonly string[]): Promise<string> {
  const { Encrypter, armor } = await loadAge();
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return armor.encode(await encrypter.encrypt(secret.reveal()));
}

/** @throws when none of the identities opens it, or it is no sealed text. The message holds neither. */
export async function unseal(sealed: string, identities: readonly Secret[]): Promise<Secret> {
  const { Decrypter, armor } = await loadAge();
  const decrypter = new Decrypter();
  try {
    for (const identity of identities) decrypter.addIdentity(identity.reveal());
  } catch {
    throw new Error(
      "Cannot unseal: an identity is none that age knows, expected `AGE-SECRET-KEY-1…` or `AGE-SECRET-KEY-PQ-1…`",
    );
  }
  const bytes = decodeArmor(sealed, armor.decode);
  try {
    return new Secret(await decrypter.decrypt(bytes, "text"));
  } catch {
    // The library's own words are of its stanzas and authentication tags.
    throw new Error(
      "Cannot unseal: no identity opens the text, or the text was changed, expected one that it was sealed to",
    );
  }
}

function decodeArmor(sealed: string, decode: (text: string) => Uint8Array): Uint8Array {
  try {
    return decode(sealed);
  } catch {
    throw new Error(
      "Cannot unseal: the text is not sealed, expected -----BEGIN AGE ENCRYPTED FILE----- and what follows it",
    );
  }
}
