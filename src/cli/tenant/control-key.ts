// The control key of `tenant`: from a file, which is made where it is missing, or from the environment.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readPrivateFile, writePrivateFile } from "../../private-file.js";
import { Secret } from "../../secret.js";

export const CONTROL_KEY_VARIABLE = "ATLAN_TENANT_CONTROL_KEY";
const KEY_BYTES = 32;

export interface ControlKey {
  /** Null: control is not asked for one. */
  readonly key: Secret | null;
  /** What a person should know of the file. */
  readonly notices: readonly string[];
}

/**
 * The file goes before the environment.
 *
 * @throws when the file can be neither read nor made, or one of them is empty
 */
export async function findControlKey(
  file: string | undefined,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<ControlKey> {
  if (file !== undefined) return await keyOfFile(file);
  const text = variables[CONTROL_KEY_VARIABLE];
  if (text === undefined) return { key: null, notices: [] };
  return { key: keyIn(text, CONTROL_KEY_VARIABLE), notices: [] };
}

async function keyOfFile(file: string): Promise<ControlKey> {
  if (!existsSync(file)) return await makeKey(file);
  const place = `the control key file ${JSON.stringify(file)}`;
  const { text, exposure } = await readPrivateFile(file);
  const key = keyIn(text.reveal(), place);
  if (exposure === null) return { key, notices: [] };
  return { key, notices: [`Warning: ${place} ${exposure.problem}. ${exposure.remedy}`] };
}

async function makeKey(file: string): Promise<ControlKey> {
  const key = new Secret(randomBytes(KEY_BYTES).toString("base64url"));
  await writePrivateFile(file, new Secret(`${key.reveal()}\n`));
  return { key, notices: [`Made a control key in ${JSON.stringify(file)}.`] };
}

function keyIn(text: string, place: string): Secret {
  const key = text.trim();
  if (key !== "") return new Secret(key);
  throw new Error(`Cannot start the tenant: ${place} is empty, expected a control key in it`);
}
