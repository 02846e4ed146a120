// Uses of a principal with `rotation` that fail the plan on the day of a rotation, because Terraform must know them when it plans.
import { TerraformDataSource, TerraformElement, TerraformProvider, TerraformStack } from "cdktf";
import { isRepeatedElement } from "./instances";
import { kindOf, type ManagedPrincipal, type PrincipalKind } from "./principal-kinds";
import { resolvedIn, type StackConfiguration, stackConfiguration } from "./stack-configuration";

/** Not known on the day of a rotation, before apply. */
const rotatedOf = ({ identity, plain, sealed }: PrincipalKind): readonly string[] => [
  ...Object.keys(identity),
  plain.attribute,
  sealed.attribute,
  "rotate_at",
  "retiring",
];

/** What the stack does with attributes of the principal that Terraform must know when it plans. */
export function rotationUseFaults(principal: ManagedPrincipal): readonly string[] {
  const stack = TerraformStack.of(principal);
  const kind = kindOf(principal);
  const mentions = mentionsOf(principal, kind);
  const elements = stack.node
    .findAll()
    .filter(TerraformElement.isTerraformElement)
    .filter((element) => element !== principal && TerraformStack.of(element) === stack);
  const used = { elements, mentions, word: kind.word };
  return [...lookupFaults(used), ...repetitionFaults(used)];
}

type Mentions = (element: TerraformElement, ...only: readonly string[]) => boolean;

interface Uses {
  readonly elements: readonly TerraformElement[];
  readonly mentions: Mentions;
  readonly word: PrincipalKind["word"];
}

/** Whether an element's configuration names what changes of the principal, also through what Terraform computes of it when it plans. */
function mentionsOf(principal: ManagedPrincipal, kind: PrincipalKind): Mentions {
  const stack = TerraformStack.of(principal);
  const address = `${principal.terraformResourceType}.${principal.friendlyUniqueId}`;
  const names = [`${address}(\\[[^\\]]*\\])?\\.(${rotatedOf(kind).join("|")})`];
  const isNamed = (value: unknown): boolean =>
    new RegExp(`(?<![\\w.-])(${names.join("|")})(?![\\w-])`).test(JSON.stringify(value) ?? "");
  const holders = new Map(holdersIn(stackConfiguration(stack)));
  for (;;) {
    const [found] = [...holders].filter(([, value]) => isNamed(value));
    if (found === undefined) break;
    names.push(found[0]);
    holders.delete(found[0]);
  }
  return (element, ...only) => {
    const whole = resolvedIn(stack, element.toTerraform());
    return only.length === 0 ? isNamed(whole) : only.some((key) => isNamed(valuesAt(whole, key)));
  };
}

/** Locals and ephemeral resources, by how expressions name them. */
const holdersIn = ({ locals, ephemeral }: StackConfiguration): readonly [string, unknown][] => [
  ...Object.entries(locals).map(([name, value]): [string, unknown] => [`local\\.${name}`, value]),
  ...Object.entries(ephemeral).flatMap(([type, blocks]) =>
    Object.entries(blocks).map(([name, block]): [string, unknown] => [
      `ephemeral\\.${type}\\.${name}`,
      block,
    ]),
  ),
];

/** What stands under this key, at whatever depth. */
function valuesAt(value: unknown, key: string): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    name === key ? [each] : valuesAt(each, key),
  );
}

/** Lookups are read when planning, with a provider that cannot be configured yet. */
function lookupFaults({ elements, mentions, word }: Uses): readonly string[] {
  const lookups = elements.filter(TerraformDataSource.isTerraformDataSource);
  return elements
    .filter((element) => element instanceof TerraformProvider)
    .flatMap((provider) => {
      const lookup = lookups.find((each) => takes(each, provider));
      if (lookup === undefined || !mentions(provider)) return [];
      return [
        `the provider "${provider.node.path}" is configured with the ${word}, and the data source "${lookup.node.path}" uses it: on the day of a rotation Terraform cannot configure it when it plans. Put what uses the ${word}'s secret in a stack of its own`,
      ];
    });
}

function takes(lookup: TerraformDataSource, provider: TerraformProvider): boolean {
  if (lookup.provider !== undefined) return lookup.provider === provider;
  const type = provider.terraformResourceType;
  const isOfType =
    lookup.terraformResourceType === type || lookup.terraformResourceType.startsWith(`${type}_`);
  return provider.alias === undefined && isOfType;
}

/** Terraform has to know the instances when it plans. */
const repetitionFaults = ({ elements, mentions, word }: Uses): readonly string[] =>
  elements
    .filter((element) => isRepeatedElement(element) && mentions(element, "for_each", "count"))
    .map(
      (element) =>
        `for_each or count of "${element.node.path}" uses the ${word}: on the day of a rotation Terraform does not know it when it plans, and the plan fails. Use values that the stack knows`,
    );
