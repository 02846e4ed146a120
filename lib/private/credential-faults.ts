// Keeps a provider's credentials out of the output folder: refuses literals that can become one, however they are wrapped.
import { TerraformElement, type TerraformProvider, TerraformStack } from "cdktf";
import { PROVIDER_ENVIRONMENT, provider as schema } from "../schema";
import { camelCase } from "./settings";
import { type StackConfiguration, stackConfiguration } from "./stack-configuration";
import { type Flow, type Literal, valueFlow } from "./value-flow";
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
  const construct = stack.node
    .findAll()
    .filter(TerraformElement.isTerraformElement)
    .find((element) => {
      const { variable, locals } = Object(element.toTerraform());
      const names = holder.startsWith("local.") ? locals : variable;
      return TerraformStack.of(element) === stack && name in Object(names);
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

/** The flow of each credential of one provider block, by Terraform's name. */
function flowsOf(
  block: Readonly<Record<string, unknown>>,
  configuration: StackConfiguration,
): readonly (readonly [(typeof CREDENTIALS)[number], Flow])[] {
  return CREDENTIALS.map((name) => [name, valueFlow(block[name], configuration)]);
}

const faultOf = (name: (typeof CREDENTIALS)[number], state: string): string =>
  `Cannot configure provider: ${camelCase(name)} ${state}, which anybody could read in cdk.tf.json, expected it left out (the plugin reads ${PROVIDER_ENVIRONMENT[name]} when Terraform runs) or a sensitive TerraformVariable without default`;

/**
 * Why the credentials in the blocks may not stand as they are, without saying what they are. A variable that is not sensitive
 * becomes a warning.
 *
 * @param select which of the stack's Atlan provider blocks, as they will be written, are this provider's
 */
export function credentialFaults(
  provider: TerraformProvider,
  select: <Block>(blocks: readonly Block[]) => readonly Block[],
): string[] {
  const stack = TerraformStack.of(provider);
  const configuration = stackConfiguration(stack);
  const blocks = select(configuration.provider[schema.typeName] ?? []);
  const flows = blocks.flatMap((block) => flowsOf(block, configuration));
  for (const [name, { variables }] of flows) {
    for (const variable of variables) {
      if (Object(configuration.variable[variable]).sensitive === true) continue;
      const path = JSON.stringify(pathOf(`var.${variable}`, stack));
      warnOnce(
        provider,
        `${camelCase(name)} comes from the variable ${path}, which is not sensitive, so that Terraform may print it: give the variable sensitive: true`,
      );
    }
  }
  const faults = flows.flatMap(([name, { literals }]) =>
    literals.filter(isReadable).map((literal) => faultOf(name, stateOf(literal, stack))),
  );
  return [...new Set(faults)];
}
