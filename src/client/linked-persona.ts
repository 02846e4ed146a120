// The personas an API token is linked to: two wire forms, and some half-forms, read into one.
import { firstText, isObject, listOf, parseJson, requiredText } from "./json.js";

export interface LinkedPersona {
  readonly qualifiedName: string;
  /** The persona's GUID, where the tenant says it. */
  readonly id: string | null;
  /** The persona's name, where the tenant says it. */
  readonly name: string | null;
}

/**
 * Accepts a string with a JSON list in it (create and update send that), a list of
 * `{id, persona, personaQualifiedName}` (list sends that), a list of strings, null and nothing at all: the vendor's
 * SDKs disagree on which endpoint sends which.
 * @throws MalformedBodyError for anything else, because a link that is overlooked would be unlinked by the next update
 */
export function readLinkedPersonas(value: unknown): readonly LinkedPersona[] {
  const list = typeof value === "string" ? parse(value) : value;
  return listOf(list, "personaQualifiedName").map(readLinkedPersona);
}

const parse = (text: string): unknown =>
  text.trim() === "" ? [] : parseJson(text, "personaQualifiedName");

function readLinkedPersona(value: unknown): LinkedPersona {
  const link = isObject(value) ? value : { personaQualifiedName: value };
  return {
    qualifiedName: requiredText(
      link.personaQualifiedName,
      "the qualified name of a linked persona",
    ),
    id: firstText(link.id),
    name: firstText(link.persona),
  };
}
