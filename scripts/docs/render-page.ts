// One page of the reference, from a schema and what people wrote for it. Pure.
import { camelCase } from "../../lib/private/settings.js";
import type { Schema } from "../../lib/schema/index.js";
import { renderArguments, renderResults } from "./attribute-list.js";
import type { Page } from "./pages.js";
import type { Material } from "./read-material.js";

const kinds = {
  provider: "provider",
  resource: "resource",
  data_source: "data source",
  ephemeral_resource: "ephemeral resource",
} as const;

const prefixes: Partial<Record<Schema["kind"], string>> = {
  data_source: "Data",
  ephemeral_resource: "Ephemeral",
};

const GENERATED =
  "<!-- Written by `npm run docs` from lib/schema, docs/examples and docs/templates. Edit those. -->";

export function renderPage({ schema }: Page, material: Material): string {
  const sections = [
    GENERATED,
    `# ${schema.typeName} (${kinds[schema.kind]})`,
    schema.description,
    inTypeScript(schema),
    "## Example",
    fenced("typescript", material.typescript),
    "In HCL:",
    fenced("hcl", material.hcl),
    "## Arguments",
    ...exclusiveGroups(schema),
    renderArguments(schema),
    ...resultSection(schema),
    ...timeoutsSection(schema),
    ...material.fragments,
  ];
  return `${sections.join("\n\n")}\n`;
}

const inTypeScript = (schema: Schema): string =>
  schema.kind === "ephemeral_resource"
    ? `In TypeScript: \`${constructName(schema)}\` of \`cdktf-provider-atlan/cdktn\`, with the names below in camelCase. cdktf has no ephemeral resources: there [an override writes it](../guides/ephemeral.md#with-cdktf).`
    : `In TypeScript: \`${constructName(schema)}\`, with the names below in camelCase.`;

/** `atlan_api_token` → `AtlanApiToken`; `DataAtlanApiToken` where it is looked up, `EphemeralAtlanApiToken` for one run. */
export function constructName({ kind, typeName }: Schema): string {
  if (kind === "provider") return "AtlanProvider";
  return `${prefixes[kind] ?? ""}${camelCase(`_${typeName}`)}`;
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

const exclusiveGroups = ({ exactlyOneOf = [] }: Schema): readonly string[] =>
  exactlyOneOf.map(
    (group) => `Exactly one of these is set: ${group.map((name) => `\`${name}\``).join(", ")}.`,
  );

function resultSection(schema: Schema): readonly string[] {
  const results = renderResults(schema);
  return results === "" ? [] : ["## Attributes", leadOf(schema), results];
}

/** A lookup also tells what it was not looked up by. */
function leadOf({ kind, attributes }: Schema): string {
  const either = Object.entries(attributes)
    .filter(([, { mode }]) => kind === "data_source" && mode === "optional_computed")
    .map(([name]) => `\`${name}\``);
  if (either.length === 0) return "What the tenant decides:";
  return `What the tenant decides, and whichever of ${either.join(", ")} you leave out:`;
}

function timeoutsSection({ timeouts }: Schema): readonly string[] {
  if (timeouts === undefined) return [];
  const operations = Object.entries(timeouts).map(
    ([operation, duration]) => `- \`${operation}\`: \`${duration}\` when left out.`,
  );
  return [
    "## Timeouts",
    'The `timeouts` block says how long each operation may take, waits and retries included, in Go\'s notation: `"90s"`, `"10m"`, `"1h30m"`. Changing it sends no request.',
    operations.join("\n"),
  ];
}
