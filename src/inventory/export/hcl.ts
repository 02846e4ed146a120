// Declarations as HCL, laid out as `terraform fmt` does, with an import block beside each resource. Pure.
import { apiToken, PROVIDER_SOURCE } from "../../../lib/schema/index.js";
import type { Declarations, DeclaredGrant, DeclaredToken, Lookup } from "./declarations.js";
import { GRANTS, LOOKUPS } from "./kinds.js";
import { hclText } from "./literals.js";

/** @param version of this package, which is the provider's */
export const hclOf = ({ lookups, tokens }: Declarations, version: string): readonly string[] => [
  terraformBlock(version),
  ...lookups.map(lookupBlock),
  ...tokens.flatMap(tokenBlocks),
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

const addressOf = ({ name }: DeclaredToken): string => `${apiToken.typeName}.${name}`;

function tokenBlocks(token: DeclaredToken): readonly string[] {
  const values = Object.entries(token.arguments).map(([attribute, value]) => [
    attribute,
    typeof value === "string" ? hclText(value) : String(value),
  ]);
  return [
    block(`resource "${apiToken.typeName}" "${token.name}"`, Object.fromEntries(values)),
    importBlock(addressOf(token), token.importId),
    ...token.grants.flatMap((grant) => grantBlocks(token, grant)),
  ];
}

function grantBlocks(token: DeclaredToken, grant: DeclaredGrant): readonly string[] {
  const { typeName, object, principals } = GRANTS[grant.kind];
  return [
    block(`resource "${typeName}" "${grant.name}"`, {
      [object.attribute]: objectValue(grant),
      [principals.attribute]: `${addressOf(token)}.${principals.of}`,
    }),
    importBlock(`${typeName}.${grant.name}`, grant.importId),
  ];
}

function objectValue({ kind, object }: DeclaredGrant): string {
  if (typeof object === "string") return hclText(object);
  return `data.${LOOKUPS[object.kind].typeName}.${object.name}.${GRANTS[kind].object.of}`;
}
