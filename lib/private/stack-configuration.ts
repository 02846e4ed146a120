// What a stack will write of its providers, ephemeral resources, locals and variables, escape hatches included, without what may be thousands of resources.
import {
  DefaultTokenResolver,
  StringConcat,
  TerraformDataSource,
  TerraformElement,
  TerraformOutput,
  TerraformResource,
  type TerraformStack,
  Tokenization,
} from "cdktf";
import type { IConstruct } from "constructs";
import { constructsIn } from "./constructs-in";

type Block = Readonly<Record<string, unknown>>;

const isBlock = (value: unknown): value is Block =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** As cdktf merges: an array is appended to an array, an object's numbers are places in it. */
function merged(target: unknown, source: unknown): unknown {
  if (Array.isArray(source)) return Array.isArray(target) ? [...target, ...source] : source;
  if (!isBlock(source)) return source;
  const result: Record<string, unknown> = typeof target === "object" ? { ...target } : {};
  for (const [key, value] of Object.entries(source)) {
    if (value === undefined) delete result[key];
    else result[key] = merged(result[key], value);
  }
  return Array.isArray(target) ? Object.values(result) : result;
}

const isUnrelated = (element: IConstruct): boolean =>
  TerraformResource.isTerraformResource(element) ||
  TerraformDataSource.isTerraformDataSource(element) ||
  TerraformOutput.isTerraformOutput(element);

export interface StackConfiguration {
  /** The provider blocks, by type. */
  readonly provider: Readonly<Record<string, readonly Block[]>>;
  /** By type and name. */
  readonly ephemeral: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly locals: Block;
  readonly variable: Block;
}

/** What the stack writes for a value. */
export function resolvedIn(stack: TerraformStack, value: unknown): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope: stack, resolver, preparing: false });
}

export function stackConfiguration(stack: TerraformStack): StackConfiguration {
  const fragments = constructsIn(stack, TerraformElement.isTerraformElement)
    .filter((element) => !isUnrelated(element))
    .map((element) => element.toTerraform());
  // cdktf keeps the overrides of a stack to its subclasses.
  const overrides: unknown = Reflect.get(stack, "rawOverrides");
  const all = [...fragments, overrides].map((each) => resolvedIn(stack, each)).reduce(merged, {});
  const configuration = all as Partial<StackConfiguration>;
  const { provider = {}, ephemeral = {}, locals = {}, variable = {} } = configuration;
  return { provider, ephemeral, locals, variable };
}
