// Declarations as HCL, laid out as `terraform fmt` does, with an import block beside each resource. Pure.
import { PROVIDER_SOURCE } from "../../../lib/schema/index.js";
import type {
  Declarations,
  DeclaredGrant,
  DeclaredPrincipal,
  Granted,
  Lookup,
} from "./declarations.js";
import { GRANTS, LOOKUPS, PRINCIPALS } from "./kinds.js";
import { hclText } from "./literals.js";

/** @param version of this package, which is the provider's */
export const hclOf = (
  { lookups, principals }: Declarations,
  version: string,
): readonly string[] => [
  terraformBlock(version),
  ...lookups.map(lookupBlock),
  ...principals.flatMap(principalBlocks),
];

const terraformBlock = (version: string): string =>
  [
    "terraform {",
    "  required_providers {",
    "    atlan = {",
    `      source  = ${hclText(PROVIDER_SOURCE)}`,
    `      version = ${hclText(version)}`,
    "    }",
    "  }",
    "}",
  ].join("\n");

function block(head: string, values: { readonly [attribute: string]: string }): string {
  const width = Math.max(...Object.keys(values).map(({ length }) => length));
  const lines = Object.entries(values).map(
    ([attribute, value]) => `  ${attribute.padEnd(width)} = ${value}`,
  );
  return [`${head} {`, ...lines, "}"].join("\n");
}

const importBlock = (address: string, id: string): string =>
  block("import", { to: address, id: hclText(id) });

const lookupBlock = ({ kind, name, qualifiedName }: Lookup): string =>
  block(`data "${LOOKUPS[kind].typeName}" "${name}"`, { qualified_name: hclText(qualifiedName) });

const typeOf = ({ kind }: DeclaredPrincipal): string => PRINCIPALS[kind].schema.typeName;

const addressOf = (principal: DeclaredPrincipal): string =>
  `${typeOf(principal)}.${principal.name}`;

function principalBlocks(principal: DeclaredPrincipal): readonly string[] {
  const values = Object.entries(principal.arguments).map(([attribute, value]) => [
    attribute,
    typeof value === "string" ? hclText(value) : String(value),
  ]);
  const personas = principal.personas.map((persona) => grantedValue(persona, "qualified_name"));
  if (personas.length > 0) values.push(["persona_qualified_names", `[${personas.join(", ")}]`]);
  return [
    block(`resource "${typeOf(principal)}" "${principal.name}"`, Object.fromEntries(values)),
    importBlock(addressOf(principal), principal.importId),
    ...principal.grants.flatMap((grant) => grantBlocks(principal, grant)),
  ];
}

function grantBlocks(principal: DeclaredPrincipal, grant: DeclaredGrant): readonly string[] {
  const { typeName, object, principals } = GRANTS[grant.kind];
  return [
    block(`resource "${typeName}" "${grant.name}"`, {
      [object.attribute]: grantedValue(grant.object, object.of),
      [principals.attribute]: `${addressOf(principal)}.${principals.of}`,
    }),
    importBlock(`${typeName}.${grant.name}`, grant.importId),
  ];
}

const grantedValue = (granted: Granted, attribute: string): string =>
  typeof granted === "string"
    ? hclText(granted)
    : `data.${LOOKUPS[granted.kind].typeName}.${granted.name}.${attribute}`;
