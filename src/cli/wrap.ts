// Text in a column of a terminal.

/** The text after its head, broken between words where a line would be longer than `columns`, and indented as far as the head is long. */
export function wrap(head: string, text: string, columns: number): string {
  const rows: string[] = [];
  let row = head;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && `${row} ${word}`.length > columns) {
      rows.push(row);
      row = " ".repeat(head.length);
      isEmpty = true;
    }
    row += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...rows, row.trimEnd()].join("\n");
}
