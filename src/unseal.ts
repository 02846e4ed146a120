// Opens a sealed secret with what is in an identity file, and makes sure whose secret it is: for the command and the ephemeral resource.
import { UnsealError, unseal } from "./age.js";
import { claimsOf } from "./jwt.js";
import { type PrivateFile, PrivateFileError, readPrivateFile } from "./private-file.js";
import { Secret } from "./secret.js";

export interface Sealed {
  /** ASCII-armoured age. */
  readonly text: string;
  /** The text of an identity file, as `age-keygen` writes it: an identity a line, and comments. */
  readonly identities: Secret;
  /** With or without `service-account-`. Null: it may be anybody's. */
  readonly clientId: string | null;
}

/** @throws {UnsealError} when there is no such file, or it may not be read */
export async function readIdentities(file: string): Promise<PrivateFile> {
  try {
    return await readPrivateFile(file);
  } catch (error) {
    if (!(error instanceof PrivateFileError)) throw error;
    throw new UnsealError(
      "identity",
      `the identity file ${JSON.stringify(file)} cannot be read: ${error.reason}, expected a file that \`age-keygen -o FILE\` made`,
    );
  }
}

/** @throws {UnsealError} when it stays closed, or is not that client's */
export async function unsealSecret({ text, identities, clientId }: Sealed): Promise<Secret> {
  const mistaken = NOT_SEALED.find(([pattern]) => pattern.test(text));
  if (mistaken !== undefined) throw new UnsealError("text", mistaken[1]);
  const secret = await unseal(text, identitiesIn(identities));
  if (clientId !== null) checkClient(secret, clientId);
  return secret;
}

/** What people may give for a sealed text. */
const NOT_SEALED: readonly (readonly [pattern: RegExp, problem: string])[] = [
  [/^\s*$/, "the sealed text is empty"],
  [
    /^age-encryption\.org\//,
    "the sealed text is binary age, expected it in ASCII armour, as `age -a` writes it",
  ],
  [
    /^\s*("|<<).*-----BEGIN AGE/s,
    "the sealed text is quoted, expected it as `terraform output -raw` prints it",
  ],
];

const WITH_AGE = "open the text with `age -d -i FILE`";

/** What people may have for an identity file. */
const OTHER_FILES: readonly (readonly [pattern: RegExp, problem: string])[] = [
  [
    /^(age-encryption\.org\/|-----BEGIN AGE ENCRYPTED FILE)/m,
    `the identity is protected with a passphrase, or the file holds a sealed text, which belongs on standard input: ${WITH_AGE}`,
  ],
  [/-----BEGIN [A-Z ]*PRIVATE KEY/, `the identity is an SSH key: ${WITH_AGE}`],
  [/^\s*AGE-PLUGIN-/im, `the identity needs a plugin of the age command: ${WITH_AGE}`],
  [
    /^\s*age1/m,
    "there is a recipient, which only seals, where an identity has to be: `AGE-SECRET-KEY-1…`, as `age-keygen` prints it",
  ],
];

function identitiesIn(file: Secret): readonly Secret[] {
  const text = file.reveal();
  const other = OTHER_FILES.find(([pattern]) => pattern.test(text));
  if (other !== undefined) throw new UnsealError("identity", other[1]);
  const lines = text.split("\n").map((line) => line.trim());
  const identities = lines.filter((line) => line !== "" && !line.startsWith("#"));
  if (identities.length === 0)
    throw new UnsealError("identity", "there is no identity, expected one a line");
  return identities.map((line) => new Secret(line));
}

const USERNAME_PREFIX = /^service-account-/;
/** Only an access token says whose it is; the secret that gets it is any text. */
const OAUTH_CLIENT = /^oauth-client-/;

/** Age proves no sender: whoever can write the state can put another secret there. */
function checkClient(secret: Secret, clientId: string): void {
  const { azp, client_id, preferred_username } = claimsOf(secret);
  const named = [azp, client_id, preferred_username]
    .filter((claim) => typeof claim === "string")
    .map((claim) => claim.replace(USERNAME_PREFIX, ""));
  const expected = clientId.replace(USERNAME_PREFIX, "");
  if (named.length === 0 && OAUTH_CLIENT.test(expected)) {
    throw new UnsealError(
      "client",
      `the secret of an OAuth client does not say whose it is, so that it cannot be compared with ${JSON.stringify(expected)}: leave the client ID out`,
    );
  }
  if (named.length > 0 && named.every((name) => name === expected)) return;
  const found =
    named.length === 0
      ? "names no client"
      : `is of the client ${JSON.stringify(named.find((name) => name !== expected))}`;
  throw new UnsealError(
    "client",
    `the secret ${found}, expected ${JSON.stringify(expected)}: somebody may have put another sealed text in its place`,
  );
}
