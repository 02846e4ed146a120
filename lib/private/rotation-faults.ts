// What a token with `rotation` refuses at synth: settings that cannot work together, and uses that fail the plan on the day of a rotation.
import {
  TerraformDataSource,
  TerraformElement,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
} from "cdktf";
import { apiToken, NEVER_EXPIRES, type RotationFinding, rotationFindings } from "../schema";
import { isRepeated } from "./instances";
import { camelCase } from "./settings";
import { resolvedIn, stackConfiguration } from "./stack-configuration";
import { isWrittenObject } from "./synthesis";
import { purposeOf } from "./validation";
import { warnOnce } from "./warn-once";

/** As callers without types may give it. */
interface Declared {
  readonly rotation?: unknown;
  readonly validitySeconds?: unknown;
}

/** Of a token that has `rotation`. */
export const rotationFaults = (token: TerraformResource, declared: Declared): string[] =>
  [...settingFaults(token, declared), ...useFaults(token)].map(
    (fault) => `Cannot ${purposeOf(apiToken)}: ${fault}`,
  );

/** Undefined: Terraform fills it in, or it is no number, which another rule says. */
function secondsOf(value: unknown): number | null | undefined {
  if (value === undefined || value === null) return null;
  return typeof value === "number" && !Token.isUnresolved(value) ? value : undefined;
}

function lifetimeOf(value: unknown): number | null | undefined {
  const seconds = secondsOf(value);
  return seconds === NEVER_EXPIRES ? Number.POSITIVE_INFINITY : seconds;
}

const pathOf = (attribute: string): string =>
  attribute === "rotation" || attribute === "validity_seconds" ? "" : "rotation.";

/** What is discouraged becomes a warning. */
function settingFaults(token: TerraformResource, declared: Declared): readonly string[] {
  const { rotation, validitySeconds } = declared;
  if (!isWrittenObject(rotation)) return [];
  const maps = [rotation.rotateWhenChanged, rotation.revokeWhenChanged];
  const findings = rotationFindings(
    {
      rotate_every_seconds: secondsOf(rotation.rotateEverySeconds),
      rotate_before_expiry_seconds: secondsOf(rotation.rotateBeforeExpirySeconds),
      overlap_seconds: secondsOf(rotation.overlapSeconds),
      hasMap: maps.some((map) => map !== undefined && map !== null),
      validity_seconds: lifetimeOf(validitySeconds),
    },
    camelCase,
  );
  for (const finding of findings) {
    if (finding.severity === "warning") warnOnce(token, textOf(finding));
  }
  return findings.filter(({ severity }) => severity === "error").map(textOf);
}

function textOf({ attribute, problem }: RotationFinding): string {
  const property = `${pathOf(attribute)}${camelCase(attribute)}`;
  const name = attribute === "rotation" ? property : `${property} (${attribute})`;
  return `${name} ${problem}`;
}

/** Not known on the day of a rotation, before apply. */
const ROTATED = [
  "id",
  "client_id",
  "username",
  "access_token",
  "sealed_access_token",
  "created_at",
  "created_by",
  "expires_at",
  "expired",
  "active_ids",
  "active_usernames",
  "rotate_at",
  "retiring",
];

/** What the stack does with attributes of the token that Terraform must know when it plans. */
function useFaults(token: TerraformResource): readonly string[] {
  const stack = TerraformStack.of(token);
  const mentions = mentionsOf(token, stack);
  const elements = stack.node
    .findAll()
    .filter(TerraformElement.isTerraformElement)
    .filter((element) => element !== token && TerraformStack.of(element) === stack);
  return [...providerFaults(elements, mentions), ...repetitionFaults(elements, mentions)];
}

type Mentions = (element: TerraformElement, ...only: readonly string[]) => boolean;

/** Whether an element's configuration names what changes of the token, through locals, too. */
function mentionsOf(token: TerraformResource, stack: TerraformStack): Mentions {
  const address = `${token.terraformResourceType}.${token.friendlyUniqueId}`;
  const names = [`${address}(\\[[^\\]]*\\])?\\.(${ROTATED.join("|")})`];
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
function providerFaults(
  elements: readonly TerraformElement[],
  mentions: Mentions,
): readonly string[] {
  const lookups = elements.filter(TerraformDataSource.isTerraformDataSource);
  return elements
    .filter((element) => element instanceof TerraformProvider)
    .flatMap((provider) => {
      const lookup = lookups.find((each) => takes(each, provider));
      if (lookup === undefined || !mentions(provider)) return [];
      return [
        `the provider "${provider.node.path}" is configured with the token, and the data source "${lookup.node.path}" uses it: on the day of a rotation Terraform cannot configure it when it plans. Put what uses the token's secret in a stack of its own`,
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
const repetitionFaults = (
  elements: readonly TerraformElement[],
  mentions: Mentions,
): readonly string[] =>
  elements
    .filter((element) => isRepeatable(element) && mentions(element, "for_each", "count"))
    .map(
      (element) =>
        `for_each or count of "${element.node.path}" uses the token: on the day of a rotation Terraform does not know it when it plans, and the plan fails. Use values that the stack knows`,
    );

const isRepeatable = (element: TerraformElement): boolean =>
  (TerraformResource.isTerraformResource(element) ||
    TerraformDataSource.isTerraformDataSource(element)) &&
  isRepeated(element);
