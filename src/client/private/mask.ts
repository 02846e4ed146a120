// Takes secrets out of text that a person will read.
import type { Secret } from "../../secret.js";

const PLACEHOLDER = "(sensitive value)";
/** A JSON Web Token, whoever's it is: a failing create may quote the secret it has just made. */
const JSON_WEB_TOKEN = /\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g;
/** What stands before the host in a proxy's URL. */
const USER_INFO = /(:\/\/)[^/@\s]+@/g;

export type Mask = (text: string) => string;

export function maskOf(secrets: readonly Secret[]): Mask {
  return (text) => {
    const masked = secrets.reduce(
      (rest, secret) => rest.split(secret.reveal()).join(PLACEHOLDER),
      text,
    );
    return masked.replace(JSON_WEB_TOKEN, PLACEHOLDER).replace(USER_INFO, `$1${PLACEHOLDER}@`);
  };
}
