// Uses of a principal with `rotation` that fail the plan on the day of a rotation, because Terraform must know them when it plans.
import {
  TerraformDataSource,
  TerraformElement,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
} from "cdktf";
import { isRepeated } from "./instances";
import { kindOf, type ManagedPrincipal, type PrincipalKind } from "./principal-kinds";
import { resolvedIn, stackConfiguration } from "./stack-configuration";

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

/** Whether an element's configuration names what changes of the principal, through locals, too. */
function mentionsOf(principal: ManagedPrincipal, kind: PrincipalKind): Mentions {
  const stack = TerraformStack.of(principal);
  const address = `${principal.terraformResourceType}.${principal.friendlyUniqueId}`;
  const names = [`${address}(\\[[^\\]]*\\])?\\.(${rotatedOf(kind).join("|")})`];
  const isNamed = (value: unknown): boolean =>
    new RegExp(`(?<![\\w.-])(${names.join("|")})(?![\\w-])`).test(JSON.stringify(value) ?? "");
  const locals = new Map(Object.entries(stackConfiguration(stack).locals));
  for (;;) {
    const [found] = [...locals].filter(([, value]) => isNamed(value));
    if (found === undefined) break;
    names.push(`local\\.${found[0]}`);
    locals.delete(found[0]);
  }
  return (element, ...only) => {
    const whole = resolvedIn(stack, element.toTerraform());
    return only.length === 0 ? isNamed(whole) : only.some((key) => isNamed(valuesAt(whole, key)));
  };
}

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
    .filter((element) => isRepeatable(element) && mentions(element, "for_each", "count"))
    .map(
      (element) =>
        `for_each or count of "${element.node.path}" uses the ${word}: on the day of a rotation Terraform does not know it when it plans, and the plan fails. Use values that the stack knows`,
    );

const isRepeatable = (element: TerraformElement): boolean =>
  (TerraformResource.isTerraformResource(element) ||
    TerraformDataSource.isTerraformDataSource(element)) &&
  isRepeated(element);
