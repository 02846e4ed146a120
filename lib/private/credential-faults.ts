// What keeps a provider's credentials out of the output folder: refuses literals, wherever the stack shows them.
import {
  DefaultTokenResolver,
  StringConcat,
  type TerraformElement,
  TerraformLocal,
  TerraformStack,
  TerraformVariable,
  Token,
  Tokenization,
} from "cdktf";
import { PROVIDER_ENVIRONMENT } from "../schema";
import { camelCase, type Values } from "./settings";
import { warnOnce } from "./warn-once";

const CREDENTIALS = ["api_key", "user_bearer_token"] as const;

/** A literal is what would be readable in the output folder: neither a token of cdktf nor one expression of Terraform. */
const isLiteral = (value: unknown): boolean =>
  typeof value === "string" && !Token.isUnresolved(value) && !/^\$\{[^"}]+\}$/.test(value);

/** What is written for a value. */
function written(value: unknown, scope: TerraformElement) {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}

/** The variables and locals that an expression names, as `var.key` and `local.key`. */
const addressesIn = (value: unknown, scope: TerraformElement): ReadonlySet<string> =>
  new Set(String(written(value, scope)).match(/(?<![\w.-])(?:var|local)\.[\w-]+/g));

const blockOf = (variable: TerraformVariable) =>
  written(variable.toTerraform(), variable).variable[variable.friendlyUniqueId];

/** What a variable or a local holds in the output folder that is literal, as a clause. */
function literalIn(source: TerraformElement): string | undefined {
  const { friendlyUniqueId, node } = source;
  if (source instanceof TerraformLocal) {
    const isReadable = isLiteral(source.toTerraform().locals[friendlyUniqueId]);
    return isReadable ? `the local "${node.path}", a literal` : undefined;
  }
  if (!(source instanceof TerraformVariable)) return undefined;
  const { default: preset } = blockOf(source);
  const isReadable = preset !== undefined && preset !== null && preset !== "";
  return isReadable ? `the variable "${node.path}" with a literal default` : undefined;
}

/** The variables and locals of the provider's stack that the credential is made of. */
function sourcesOf(credential: unknown, provider: TerraformElement): readonly TerraformElement[] {
  const addresses = addressesIn(credential, provider);
  const stack = TerraformStack.of(provider);
  return stack.node
    .findAll()
    .filter((it) => it instanceof TerraformVariable || it instanceof TerraformLocal)
    .filter((it) => {
      const kind = it instanceof TerraformLocal ? "local" : "var";
      return addresses.has(`${kind}.${it.friendlyUniqueId}`) && TerraformStack.of(it) === stack;
    });
}

function warnOfPlainVariables(property: string, credential: unknown, provider: TerraformElement) {
  for (const source of sourcesOf(credential, provider)) {
    if (!(source instanceof TerraformVariable) || blockOf(source).sensitive === true) continue;
    warnOnce(
      provider,
      `${property} comes from the variable "${source.node.path}", which is not sensitive, so that Terraform may print it: give the variable sensitive: true`,
    );
  }
}

/**
 * Why the credentials may not stand as they are, without saying what they are. A variable that is not sensitive becomes a
 * warning.
 *
 * @param given by Terraform's names
 */
export function credentialFaults(provider: TerraformElement, given: Values): string[] {
  return CREDENTIALS.flatMap((name) => {
    const credential = given[name];
    const property = camelCase(name);
    warnOfPlainVariables(property, credential, provider);
    const states = isLiteral(credential)
      ? ["is a literal"]
      : sourcesOf(credential, provider).flatMap((source) => {
          const literal = literalIn(source);
          return literal === undefined ? [] : [`comes from ${literal}`];
        });
    return states.map(
      (state) =>
        `Cannot configure provider: ${property} ${state}, which would lie readable in cdk.tf.json, expected it left out (the plugin reads ${PROVIDER_ENVIRONMENT[name]} when Terraform runs) or a sensitive TerraformVariable without default`,
    );
  });
}
