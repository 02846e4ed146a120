// Declarations as a stack of CDK for Terraform, with an `importFrom` for each resource. Pure.
import {
  type Declarations,
  type DeclaredGrant,
  type DeclaredPrincipal,
  type Granted,
  type Lookup,
  PROVIDER,
} from "./declarations.js";
import { GRANTS, LOOKUPS, PRINCIPALS } from "./kinds.js";
import { typescriptArgument, typescriptText } from "./literals.js";
import { variableOf } from "./names.js";

export const typescriptOf = ({ lookups, principals }: Declarations): readonly string[] => [
  importLines(lookups, principals),
  [
    "export class AtlanStack extends TerraformStack {",
    "  constructor(scope: Construct, id: string) {",
    "    super(scope, id);",
    `    new AtlanProvider(this, ${typescriptText(PROVIDER)});`,
    ...(lookups.length > 0 ? ["", ...lookups.map((lookup) => `    ${lookupLine(lookup)}`)] : []),
    ...principals.flatMap((principal) => [
      "",
      ...principalLines(principal).map((line) => `    ${line}`),
    ]),
    "  }",
    "}",
  ].join("\n"),
];

function importLines(lookups: readonly Lookup[], principals: readonly DeclaredPrincipal[]): string {
  const names = new Set([
    "AtlanProvider",
    ...principals.map(({ kind }) => PRINCIPALS[kind].construct),
    ...lookups.map(({ kind }) => LOOKUPS[kind].construct),
  ]);
  return [
    'import { TerraformStack } from "cdktf";',
    `import { ${[...names].sort().join(", ")} } from "cdktf-provider-atlan";`,
    'import type { Construct } from "constructs";',
  ].join("\n");
}

const lookupLine = ({ kind, name, qualifiedName }: Lookup): string =>
  `const ${variableOf(name)} = ${LOOKUPS[kind].construct}.fromQualifiedName(this, ${typescriptText(name)}, ${typescriptArgument(qualifiedName)});`;

function principalLines(principal: DeclaredPrincipal): readonly string[] {
  const { kind, name, importId, grants } = principal;
  const made = `new ${PRINCIPALS[kind].construct}(this, ${typescriptText(name)}, {`;
  const props = propsOf(principal).map(([prop, value]) => `  ${prop}: ${value},`);
  const imported = `.importFrom(${typescriptArgument(importId)});`;
  if (grants.length === 0) return [made, ...props, `})${imported}`];
  const variable = variableOf(name);
  return [
    `const ${variable} = ${made}`,
    ...props,
    "});",
    `${variable}${imported}`,
    ...grants.map((grant) => `${variable}.${grantCall(grant)}`),
  ];
}

function propsOf(principal: DeclaredPrincipal): readonly (readonly [string, string])[] {
  const props = Object.entries(principal.arguments).map(
    ([attribute, value]) =>
      [
        variableOf(attribute),
        typeof value === "string" ? typescriptArgument(value) : String(value),
      ] as const,
  );
  const personas = principal.personas.map(grantedValue);
  return personas.length === 0 ? props : [...props, ["personas", `[${personas.join(", ")}]`]];
}

function grantCall({ kind, name, object, importId }: DeclaredGrant): string {
  // Without a construct there is no id to make the grant's own from.
  const options = typeof object === "string" ? `, { id: ${typescriptText(name)} }` : "";
  return `${GRANTS[kind].method}(${grantedValue(object)}${options}).importFrom(${typescriptArgument(importId)});`;
}

const grantedValue = (granted: Granted): string =>
  typeof granted === "string" ? typescriptArgument(granted) : variableOf(granted.name);
