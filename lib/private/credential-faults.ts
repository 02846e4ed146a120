// Keeps a provider's credentials out of the output folder: refuses literals that can become one, however they are wrapped.
import { TerraformElement, type TerraformProvider, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { PROVIDER_ENVIRONMENT, provider as schema } from "../schema";
import { constructsIn } from "./constructs-in";
import { camelCase } from "./settings";
import { type StackConfiguration, stackConfiguration } from "./stack-configuration";
import { type Literal, valueFlow } from "./value-flow";
import { warnOnce } from "./warn-once";

const CREDENTIALS = Object.entries(schema.attributes).flatMap(([name, attribute]) =>
  "sensitive" in attribute ? [name as keyof typeof PROVIDER_ENVIRONMENT] : [],
);

/** What people put around a token that comes from elsewhere. */
const SCHEME = /^\s*bearer\s*$/i;

/** Blanks, quotes and separators between references are no secret. */
const isReadable = ({ text, isWhole }: Literal): boolean =>
  isWhole ? text.trim() !== "" : /[\p{L}\p{N}]/u.test(text) && !SCHEME.test(text);

/** The construct of a variable or local, by its path; an escape hatch makes some without one. */
function pathOf(holder: string, stack: TerraformStack): string {
  const [, name = ""] = holder.split(".");
  const construct = constructsIn(stack, TerraformElement.isTerraformElement).find((element) => {
    const { variable, locals } = Object(element.toTerraform());
    return name in Object(holder.startsWith("local.") ? locals : variable);
  });
  return construct?.node.path ?? holder;
}

function stateOf({ holder, isWhole }: Literal, stack: TerraformStack): string {
  if (holder === undefined) return isWhole ? "is a literal" : "holds a literal";
  const path = JSON.stringify(pathOf(holder, stack));
  return holder.startsWith("local.")
    ? `comes from the local ${path}, which holds a literal`
    : `comes from the variable ${path}, which has a literal default`;
}

/** A value that must not stand in the configuration. */
interface Credential {
  /** The construct's name for it. */
  readonly property: string;
  readonly value: unknown;
  readonly expected: string;
  /** What a variable has to be marked as, and what happens to one that is not. */
  readonly mark: "sensitive" | "ephemeral";
  readonly risk: string;
}

/** Why it may not stand as it is, without saying what it is. A variable that lacks the mark becomes a warning. */
function literalFaults(
  element: IConstruct,
  configuration: StackConfiguration,
  { property, value, expected, mark, risk }: Credential,
): readonly string[] {
  const stack = TerraformStack.of(element);
  const { literals, variables } = valueFlow(value, configuration);
  for (const variable of variables) {
    if (Object(configuration.variable[variable])[mark] === true) continue;
    const path = JSON.stringify(pathOf(`var.${variable}`, stack));
    warnOnce(
      element,
      `${property} comes from the variable ${path}, which is not ${mark}, so that ${risk}`,
    );
  }
  return literals
    .filter(isReadable)
    .map(
      (literal) =>
        `${property} ${stateOf(literal, stack)}, which anybody could read in cdk.tf.json, expected ${expected}`,
    );
}

const WITHOUT_DEFAULT = "TerraformVariable without default";

const providerCredential = (
  name: (typeof CREDENTIALS)[number],
  block: Readonly<Record<string, unknown>>,
): Credential => ({
  property: camelCase(name),
  value: block[name],
  expected: `it left out (the plugin reads ${PROVIDER_ENVIRONMENT[name]} when Terraform runs) or a sensitive ${WITHOUT_DEFAULT}`,
  mark: "sensitive",
  risk: "Terraform may print it: give the variable sensitive: true",
});

/**
 * Why the credentials in the blocks may not stand as they are.
 *
 * @param select which of the stack's Atlan provider blocks, as they will be written, are this provider's
 */
export function credentialFaults(
  provider: TerraformProvider,
  select: <Block>(blocks: readonly Block[]) => readonly Block[],
): string[] {
  const configuration = stackConfiguration(TerraformStack.of(provider));
  const blocks = select(configuration.provider[schema.typeName] ?? []);
  const credentials = blocks.flatMap((block) =>
    CREDENTIALS.map((name) => providerCredential(name, block)),
  );
  const faults = credentials.flatMap((each) => literalFaults(provider, configuration, each));
  return [...new Set(faults)].map((fault) => `Cannot configure provider: ${fault}`);
}

interface EphemeralElement extends IConstruct {
  readonly terraformResourceType: string;
  readonly friendlyUniqueId: string;
}

/** Why the identity of an ephemeral element may not stand as it is. */
export function identityFaults(element: EphemeralElement): readonly string[] {
  const configuration = stackConfiguration(TerraformStack.of(element));
  const block = configuration.ephemeral[element.terraformResourceType]?.[element.friendlyUniqueId];
  return literalFaults(element, configuration, {
    property: "identity",
    value: block?.identity,
    expected: `identityFile, or a sensitive and ephemeral ${WITHOUT_DEFAULT}`,
    mark: "ephemeral",
    risk: 'a saved plan has it: give the variable addOverride("ephemeral", true)',
  });
}
