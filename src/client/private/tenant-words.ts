// Finds the tenant's own code and words in an error reply; the services behind one tenant have four forms for them.
import { firstText, isObject } from "./json.js";
import type { Mask } from "./mask.js";

const LONGEST_MESSAGE = 300;
/** Blanks, line breaks, and what could steer a terminal. */
const UNPRINTABLE = /[\s\p{Cc}\p{Cf}]+/gu;

export interface TenantWords {
  readonly tenantCode: string | null;
  readonly tenantMessage: string | null;
}

export function isHtml(text: string, contentType: string | undefined): boolean {
  return /\bhtml\b/i.test(contentType ?? "") || /^\s*<(!doctype|html|head|body)\b/i.test(text);
}

export function tenantWords(
  text: string,
  contentType: string | undefined,
  mask: Mask,
): TenantWords {
  if (isHtml(text, contentType)) return { tenantCode: null, tenantMessage: "an HTML page" };
  const readable = (words: string | null) => (words === null ? null : shorten(mask(words)));
  const body = parse(text);
  if (!isObject(body)) return { tenantCode: null, tenantMessage: readable(firstText(text)) };
  const code = firstText(body.errorCode, textOf(body.code), textOf(body.errorId));
  // Metastore, then service, then Keycloak; `error` is last because it may be only a word such as "Forbidden".
  const { errorMessage, message, error_description, info, error } = body;
  const words = firstText(errorMessage, message, error_description, info, error);
  return { tenantCode: readable(code), tenantMessage: readable(words) };
}

function textOf(value: unknown): unknown {
  return typeof value === "number" ? String(value) : value;
}

function shorten(text: string): string {
  const line = text.replace(UNPRINTABLE, " ").trim();
  return line.length <= LONGEST_MESSAGE ? line : `${line.slice(0, LONGEST_MESSAGE - 1)}…`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
