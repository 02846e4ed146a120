// Sealing: text that only those can read who hold an age identity (age-encryption.org). The one place that knows the age library.
import { Secret } from "./secret.js";

const loadAge = () => import("age-encryption");

/** ASCII-armoured, as `age -d` opens it. @throws when the library cannot seal to one of the recipients */
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
