// Text in the columns of a terminal.
import { stripVTControlCharacters } from "node:util";

/** Colours take no room. */
const widthOf = (text: string): number => stripVTControlCharacters(text).length;

/** The text after its head, broken between words where a line would be longer than `columns`, and indented as far as the head is long. */
export function wrap(head: string, text: string, columns: number): string {
  const rows: string[] = [];
  let row = head;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && widthOf(`${row} ${word}`) > columns) {
      rows.push(row);
      row = " ".repeat(widthOf(head));
      isEmpty = true;
    }
    row += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...rows, row.trimEnd()].join("\n");
}

/** Sentences, line by line. What is indented is code, and stays as it is. */
export const wrapProse = (text: string, columns: number): string =>
  text
    .split("\n")
    .map((line) => (line.startsWith(" ") ? line : wrap("", line, columns)))
    .join("\n");

/** A name, four blanks and what it means, as a table has it. */
const ROW = /^( *\S+(?: \S+)* {4})(\S.*)$/;

/** A text with tables of two columns, such as help: the second column stays a column. */
export function wrapTable(text: string, columns: number): string {
  const lines = text.split("\n").map((line) => {
    const [, head = "", meaning = line] = ROW.exec(line) ?? [];
    return wrap(head, meaning.trimEnd(), columns);
  });
  return lines.join("\n");
}
