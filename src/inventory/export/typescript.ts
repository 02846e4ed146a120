// Declarations as a stack of CDK for Terraform, with an `importFrom` for each resource. Pure.
import {
  type Declarations,
  type DeclaredGrant,
  type DeclaredToken,
  type Lookup,
  PROVIDER,
} from "./declarations.js";
import { GRANTS, LOOKUPS } from "./kinds.js";
import { typescriptArgument, typescriptText } from "./literals.js";
import { variableOf } from "./names.js";

export const typescriptOf = ({ lookups, tokens }: Declarations): readonly string[] => [
  importLines(lookups, tokens),
  [
    "export class AtlanStack extends TerraformStack {",
    "  constructor(scope: Construct, id: string) {",
    "    super(scope, id);",
    `    new AtlanProvider(this, ${typescriptText(PROVIDER)});`,
    ...(lookups.length > 0 ? ["", ...lookups.map((lookup) => `    ${lookupLine(lookup)}`)] : []),
    ...tokens.flatMap((token) => ["", ...tokenLines(token).map((line) => `    ${line}`)]),
    "  }",
    "}",
  ].join("\n"),
];

function importLines(lookups: readonly Lookup[], tokens: readonly DeclaredToken[]): string {
  const names = new Set([
    ...(tokens.length > 0 ? ["AtlanApiToken"] : []),
    "AtlanProvider",
    ...lookups.map(({ kind }) => LOOKUPS[kind].construct).sort(),
  ]);
  return [
    'import { TerraformStack } from "cdktf";',
    `import { ${[...names].join(", ")} } from "cdktf-provider-atlan";`,
    'import type { Construct } from "constructs";',
  ].join("\n");
}

const lookupLine = ({ kind, name, qualifiedName }: Lookup): string =>
  `const ${variableOf(name)} = ${LOOKUPS[kind].construct}.fromQualifiedName(this, ${typescriptText(name)}, ${typescriptArgument(qualifiedName)});`;

function tokenLines(token: DeclaredToken): readonly string[] {
  const { name, importId, grants } = token;
  const variable = variableOf(name);
  const props = Object.entries(token.arguments).map(([attribute, value]) => {
    const literal = typeof value === "string" ? typescriptArgument(value) : String(value);
    return `  ${variableOf(attribute)}: ${literal},`;
  });
  const made = [`new AtlanApiToken(this, ${typescriptText(name)}, {`, ...props, "})"];
  const imported = `.importFrom(${typescriptArgument(importId)});`;
  const [first, ...more] = made;
  if (grants.length === 0) return [...made.slice(0, -1), `})${imported}`];
  return [
    `const ${variable} = ${first}`,
    ...more.slice(0, -1),
    "});",
    `${variable}${imported}`,
    ...grants.map((grant) => `${variable}.${grantCall(grant)}`),
  ];
}

function grantCall({ kind, name, object, importId }: DeclaredGrant): string {
  // Without a construct there is no id to make the grant's own from.
  const granted =
    typeof object === "string"
      ? `${typescriptArgument(object)}, { id: ${typescriptText(name)} }`
      : variableOf(object.name);
  return `${GRANTS[kind].method}(${granted}).importFrom(${typescriptArgument(importId)});`;
}
