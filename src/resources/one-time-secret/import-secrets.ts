// Secrets of what is imported: the tenant does not show them again, so a file gives them, by client ID.
import path from "node:path";
import { BearerError, normalizeBearer } from "../../client/index.js";
import { DiagnosticError, isJsonObject, Secret } from "../../framework/index.js";
import { PrivateFileError, readPrivateFile } from "../../private-file.js";

/** The environment variable that names the file. */
export const IMPORT_SECRETS_FILE = "ATLAN_IMPORT_SECRETS_FILE";

export class ImportSecrets {
  readonly #file: string | null;
  #secrets: Promise<ReadonlyMap<string, Secret>> | undefined;

  /** @param file null: there is none. It is read when it is first asked for a secret. */
  constructor(file: string | null) {
    this.#file = file;
  }

  /**
   * Null: none is given.
   *
   * @throws DiagnosticError when the file cannot be used
   */
  async find(clientId: string): Promise<Secret | null> {
    if (this.#file === null) return null;
    this.#secrets ??= readSecrets(this.#file);
    return (await this.#secrets).get(clientId) ?? null;
  }
}

async function readSecrets(file: string): Promise<ReadonlyMap<string, Secret>> {
  if (!path.isAbsolute(file)) {
    const why = "is a relative path, and Terraform may run in another folder than you do";
    throw unusable(file, why, "Give the absolute path.");
  }
  const secrets = parse(file, (await readOwn(file)).reveal());
  return new Map(secrets.map(([clientId, text]) => [clientId, secretOf(file, clientId, text)]));
}

async function readOwn(file: string): Promise<Secret> {
  const { text, exposure } = await readPrivateFile(file).catch((error: unknown) => {
    if (!(error instanceof PrivateFileError)) throw error;
    const next = `Check the path; if nothing is to be imported with its secret, unset ${IMPORT_SECRETS_FILE}.`;
    throw unusable(file, `cannot be read: ${error.reason}`, next);
  });
  if (exposure !== null) throw unusable(file, exposure.problem, exposure.remedy);
  return text;
}

/** What JSON.parse says quotes the text, which holds secrets. */
function parse(file: string, text: string): readonly (readonly [string, string])[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw unusable(file, "is not JSON", FORM);
  }
  if (!isJsonObject(json)) throw unusable(file, "holds JSON that is no object", FORM);
  return Object.entries(json).map(([clientId, secret]) => {
    if (typeof secret !== "string") {
      throw unusable(file, `has no text for ${JSON.stringify(clientId)}`, FORM);
    }
    const bare = clientId.replace(/^service-account-/, "");
    if (!CLIENT_ID.test(bare)) {
      throw unusable(file, `names ${JSON.stringify(clientId)}, which is no client ID`, FORM);
    }
    return [bare, secret];
  });
}

function secretOf(file: string, clientId: string, text: string): Secret {
  try {
    return new Secret(normalizeBearer(text, "API token"));
  } catch (error) {
    if (!(error instanceof BearerError)) throw error;
    const why = `has no secret for ${JSON.stringify(clientId)}`;
    throw unusable(file, why, `${error.message}.`);
  }
}

/** Of an API token or an OAuth client. */
const CLIENT_ID = /^(apikey|oauth-client)-\S+$/;

const FORM = 'Expected an object of client IDs and secrets: {"apikey-…": "eyJhbGciOi…"}.';

const unusable = (file: string, why: string, next: string): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: `Cannot use ${IMPORT_SECRETS_FILE}`,
    detail: `The file ${JSON.stringify(file)}, from which the secrets of imported tokens are taken, ${why}. ${next}`,
  });
