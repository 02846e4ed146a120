// Makes text of others fit for a message: no secret, no query of a URL, nothing that steers a terminal.
import { masked } from "../masked.js";
import type { Secret } from "../secret.js";

const PLACEHOLDER = "(sensitive value)";
/** A JSON Web Token, whoever's it is: a failing create may quote the secret it has just made. */
const JSON_WEB_TOKEN = /\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g;
/** What stands before the host in a proxy's URL. */
const USER_INFO = /(:\/\/)[^/@\s]+@/g;
/** It may hold a session, or the names that people gave their objects. */
const QUERY = /(\/[^\s?#"'<>]*)[?#][^\s"'<>]+/g;
/** Blanks, line breaks, and what a terminal acts on: control characters, and those that turn the direction of text. */
const UNPRINTABLE = /[\s\p{Cc}\p{Cf}]+/gu;

/** Far more than is ever shown; the expressions above take long for megabytes. */
const LONGEST = 2_000;

/** One line, without blanks at its ends. */
export type Redact = (text: string) => string;

/** `secrets` is asked each time: some are only fetched later. */
export function redactorOf(secrets: () => readonly Secret[]): Redact {
  return (text) =>
    masked(cut(text), revealed(secrets()), PLACEHOLDER)
      .replace(JSON_WEB_TOKEN, PLACEHOLDER)
      .replace(USER_INFO, `$1${PLACEHOLDER}@`)
      .replace(QUERY, "$1?…")
      .replace(UNPRINTABLE, " ")
      .trim();
}

const revealed = (secrets: readonly Secret[]): readonly string[] =>
  secrets.map((secret) => secret.reveal());

/** Whole words, because half a secret would not be found. */
const cut = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/\S*$/, "")}…`;
