// Characters of a name that a reader would not see, and that can make one name look like another.

/** Control characters, those that turn the direction of text, and those without width. Joiners stay: some scripts and emoji need them. */
const INVISIBLE = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

export interface TextPart {
  readonly text: string;
  readonly isInvisible: boolean;
}

const written = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/** The text in parts: as it is, and, for each invisible character, what it is called. */
export function invisiblesShown(text: string): readonly TextPart[] {
  return text
    .split(new RegExp(`(${INVISIBLE.source})`, "u"))
    .filter((part) => part !== "")
    .map((part) =>
      INVISIBLE.test(part)
        ? { text: written(part), isInvisible: true }
        : { text: part, isInvisible: false },
    );
}
