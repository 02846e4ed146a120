// Compares names as people do: whether "é" is one character or an "e" with an accent, nobody sees. Case counts.

export const isSameText = (one: string, other: string): boolean => textKey(one) === textKey(other);

/** The same for texts that are the same to people. */
export const textKey = (text: string): string => text.normalize("NFC");

/** A tenant compares character by character, so a name that can be spelled in several ways is asked for in each. */
export const spellingsOf = (text: string): readonly string[] => [
  ...new Set([text, textKey(text), text.normalize("NFD")]),
];

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A GUID in upper case is the same GUID, also at the end of a client ID. Other text stays as it is. */
export const withLowerCaseGuid = (text: string): string =>
  text.replace(GUID, (guid) => guid.toLowerCase());
