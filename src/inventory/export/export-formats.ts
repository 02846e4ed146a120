// An export as one file of code: who made it from what, what is left out and not seen as comments, then the declarations. Pure.
import { toRfc3339 } from "../../rfc3339.js";
import type { Inventory, Principal } from "../inventory.js";
import { type Declarations, declarationsOf } from "./declarations.js";
import { hclOf } from "./hcl.js";
import { commentText } from "./literals.js";
import { typescriptOf } from "./typescript.js";

export interface ExportFormat {
  /** What the file is called in a folder. */
  readonly fileName: string;
  readonly comment: string;
  /** Its parts, to be written with an empty line between. */
  readonly render: (declarations: Declarations, version: string) => readonly string[];
}

export const EXPORT_FORMATS: ReadonlyMap<string, ExportFormat> = new Map([
  ["ts", { fileName: "atlan-stack.ts", comment: "//", render: typescriptOf }],
  ["hcl", { fileName: "atlan.tf", comment: "#", render: hclOf }],
]);

/** @param version of this package, which is the provider's */
export function exportText(inventory: Inventory, format: ExportFormat, version: string): string {
  const declarations = declarationsOf(inventory);
  const comments = commentsOn(inventory, declarations).map((line) =>
    `${format.comment} ${commentText(line)}`.trimEnd(),
  );
  return [comments.join("\n"), ...format.render(declarations, version)].join("\n\n");
}

function commentsOn(
  { origin, readBy, readAt, gaps }: Inventory,
  { principals, leftOut }: Declarations,
): readonly string[] {
  const grants = principals.reduce((sum, principal) => sum + principal.grants.length, 0);
  const count = (kind: Principal["kind"]) => principals.filter((one) => one.kind === kind).length;
  return [
    `Made by \`cdktf-provider-atlan export\` from ${origin}, as ${readBy} saw it at ${toRfc3339(readAt)}:`,
    `API tokens: ${count("API token")}, OAuth clients: ${count("OAuth client")}, grants: ${grants}. The first apply imports them; the imports can go after that.`,
    ...section(
      "Left out:",
      leftOut.map(({ displayName, id, reason }) => {
        return `${JSON.stringify(displayName)} (${id}): ${reason}`;
      }),
    ),
    ...section("Not seen:", gaps),
  ];
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ["", title, ...lines.map((line) => `- ${line}`)];
