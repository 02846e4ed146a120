// Uses of a principal with `rotation` that fail the plan on the day of a rotation, because Terraform must know them when it plans.
import {
  TerraformDataSource,
  TerraformElement,
  TerraformProvider,
  type TerraformStack,
} from "cdktf";
import { constructsIn } from "./constructs-in";
import { isRepeatedElement } from "./instances";
import {
  isManagedPrincipal,
  kindOf,
  type ManagedPrincipal,
  type PrincipalKind,
} from "./principal-kinds";
import { resolvedIn, stackConfiguration } from "./stack-configuration";
import { purposeOf } from "./validation";

/** What Terraform must know when it plans. */
interface Use {
  /** As it is written. */
  readonly text: string;
  /** @param word what the principal is called that it must not name */
  readonly fault: (word: PrincipalKind["word"]) => string;
}

/** Of all principals in the stack. */
export function rotationUseFaults(stack: TerraformStack): string[] {
  const rotated = constructsIn(stack, isManagedPrincipal).filter(({ isRotated }) => isRotated);
  if (rotated.length === 0) return [];
  const elements = constructsIn(stack, TerraformElement.isTerraformElement);
  const written = (element: TerraformElement) => resolvedIn(stack, element.toTerraform());
  const uses = [...lookupUses(elements, written), ...repetitionUses(elements, written)];
  const holders = holdersIn(stack);
  return rotated.flatMap((principal) => {
    const { word, schema } = kindOf(principal);
    const pattern = patternOf(principal, holders);
    return uses
      .filter(({ text }) => pattern.test(text))
      .map(({ fault }) => `Cannot ${purposeOf(schema)} "${principal.node.path}": ${fault(word)}`);
  });
}

/** What the stack writes of an element. */
type Written = (element: TerraformElement) => unknown;

/** Lookups are read when planning, with a provider that cannot be configured yet. */
function lookupUses(elements: readonly TerraformElement[], written: Written): readonly Use[] {
  const lookups = elements.filter(TerraformDataSource.isTerraformDataSource);
  return elements
    .filter((element) => element instanceof TerraformProvider)
    .flatMap((provider) => {
      const lookup = lookups.find((each) => takes(each, provider));
      if (lookup === undefined) return [];
      const fault: Use["fault"] = (word) =>
        `the provider "${provider.node.path}" is configured with the ${word}, and the data source "${lookup.node.path}" uses it: on the day of a rotation Terraform cannot configure it when it plans. Put what uses the ${word}'s secret in a stack of its own`;
      return [{ text: JSON.stringify(written(provider)), fault }];
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
const repetitionUses = (elements: readonly TerraformElement[], written: Written): readonly Use[] =>
  elements.filter(isRepeatedElement).map((element) => {
    const whole = written(element);
    return {
      text: JSON.stringify(["for_each", "count"].map((key) => valuesAt(whole, key))),
      fault: (word) =>
        `for_each or count of "${element.node.path}" uses the ${word}: on the day of a rotation Terraform does not know it when it plans, and the plan fails. Use values that the stack knows`,
    };
  });

/** What stands under this key, at whatever depth. */
function valuesAt(value: unknown, key: string): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    name === key ? [each] : valuesAt(each, key),
  );
}

/** What is computed of other values when Terraform plans, by how expressions name it. */
interface Holder {
  readonly pattern: string;
  readonly text: string;
}

/** Locals and ephemeral resources. */
function holdersIn(stack: TerraformStack): readonly Holder[] {
  const { locals, ephemeral } = stackConfiguration(stack);
  const holder = (pattern: string, value: unknown) => ({ pattern, text: JSON.stringify(value) });
  return [
    ...Object.entries(locals).map(([name, value]) => holder(`local\\.${name}`, value)),
    ...Object.entries(ephemeral).flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([name, block]) => holder(`ephemeral\\.${type}\\.${name}`, block)),
    ),
  ];
}

/** Not known on the day of a rotation, before apply. */
const rotatedOf = ({ identity, plain, sealed }: PrincipalKind): readonly string[] => [
  ...Object.keys(identity),
  plain.attribute,
  sealed.attribute,
  "rotate_at",
  "retiring",
];

/** Finds in a text what changes of the principal, by its own name or that of a holder. */
function patternOf(principal: ManagedPrincipal, holders: readonly Holder[]): RegExp {
  const address = `${principal.terraformResourceType}.${principal.friendlyUniqueId}`;
  const attributes = rotatedOf(kindOf(principal)).join("|");
  const patterns = [`${address}(\\[[^\\]]*\\])?\\.(${attributes})`];
  const left = new Set(holders);
  for (;;) {
    const pattern = new RegExp(`(?<![\\w.-])(${patterns.join("|")})(?![\\w-])`);
    const found = [...left].find(({ text }) => pattern.test(text));
    if (found === undefined) return pattern;
    patterns.push(found.pattern);
    left.delete(found);
  }
}
