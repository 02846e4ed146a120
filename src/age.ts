// Sealing: text that only those can read who hold an age identity (age-encryption.org). The one place that knows the age library.
import { Secret } from "./secret.js";

const loadAge = () => import("age-encryption");

/** What of an unsealing is wrong: the sealed text, the identity, or whose secret it is. */
export type UnsealSubject = "text" | "identity" | "client";

/** A sealed text stays closed. The message holds neither an identity nor what is sealed. */
export class UnsealError extends Error {
  readonly code = "UNSEAL";

  constructor(
    readonly subject: UnsealSubject,
    problem: string,
  ) {
    super(`Cannot unseal: ${problem}`);
    this.name = "UnsealError";
  }
}

/** ASCII-armoured, as `age -d` opens it. @throws when the library cannot seal to one of the recipients */
export async function seal(secret: Secret, recipients: readonly string[]): Promise<string> {
  const { Encrypter, armor } = await loadAge();
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return armor.encode(await encrypter.encrypt(secret.reveal()));
}

/** @throws {UnsealError} when none of the identities opens it, or it is no sealed text */
export async function unseal(sealed: string, identities: readonly Secret[]): Promise<Secret> {
  const { Decrypter, armor } = await loadAge();
  const decrypter = new Decrypter();
  const failing = async <T>(
    subject: UnsealSubject,
    problem: string,
    work: () => T | Promise<T>,
  ): Promise<T> => {
    try {
      return await work();
    } catch {
      // The library's own words are of its stanzas and authentication tags, and may quote the identity.
      throw new UnsealError(subject, problem);
    }
  };
  await failing(
    "identity",
    "an identity is incomplete or mistyped, expected `AGE-SECRET-KEY-1…` or `AGE-SECRET-KEY-PQ-1…`, as `age-keygen` prints it",
    () => {
      for (const identity of identities) decrypter.addIdentity(identity.reveal());
    },
  );
  const bytes = await failing(
    "text",
    "the text is not sealed, expected -----BEGIN AGE ENCRYPTED FILE----- and what follows it",
    () => armor.decode(sealed),
  );
  return await failing(
    "text",
    "no identity opens the text, or the text was changed, expected the identity of one of the recipients that it was sealed to",
    async () => new Secret(await decrypter.decrypt(bytes, "text")),
  );
}
