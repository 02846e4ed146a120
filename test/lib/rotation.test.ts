// Tokens and clients that rotate: what a stack writes and reads of a rotation, and what it refuses.
import { describe, expect, it } from "@jest/globals";
import {
  AnnotationMetadataEntryType,
  Fn,
  TerraformCount,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Testing,
} from "cdktf";
import {
  AtlanApiToken,
  type AtlanApiTokenProps,
  AtlanConnectionAdmin,
  AtlanProvider,
  type AtlanProviderProps,
  DataAtlanCurrentUser,
  DataAtlanPersona,
  NEVER_EXPIRES,
} from "../../lib";
import { type Principal, principals } from "./principals";

const DAY = 86_400;

const expression = (name: string): string => `\${atlan_api_token.loader.${name}}`;

const inNewStack = () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AtlanProvider(stack, "atlan");
  return { stack };
};

const inStack = (props: Partial<AtlanApiTokenProps>) => {
  const { stack } = inNewStack();
  const token = new AtlanApiToken(stack, "loader", { displayName: "loader", ...props });
  return { stack, token };
};

const faultsOf = (token: AtlanApiToken): readonly string[] =>
  token.node.validate().map((fault) => fault.replace(/^Cannot declare API token: /, ""));

const warningsOf = (token: AtlanApiToken): readonly string[] => {
  token.node.validate();
  return token.node.metadata
    .filter(({ type }) => type === AnnotationMetadataEntryType.WARN)
    .map(({ data }) => String(data));
};

describe("a rotation", () => {
  it("is written with Terraform's names, and read", () => {
    const { stack, token } = inStack({
      validitySeconds: 90 * DAY,
      rotation: { rotateEverySeconds: 30 * DAY, rotateWhenChanged: { version: "1" } },
      retiredElsewhere: true,
    });
    const value = [
      token.rotation.overlapSeconds,
      token.rotation.rotateWhenChanged,
      token.rotation.carryAssetGrants,
      token.readyForRotation,
      token.rotateAt,
      token.retirementDue,
      token.retiredElsewhere,
      token.retiring.get(0).retireAt,
      token.retiring.get(0).due,
    ];
    new TerraformOutput(stack, "all", { value, staticId: true });
    const { output, resource } = JSON.parse(Testing.synth(stack));
    expect(resource.atlan_api_token.loader).toMatchObject({
      rotation: { rotate_every_seconds: 30 * DAY, rotate_when_changed: { version: "1" } },
      retired_elsewhere: true,
    });
    expect(output.all.value).toEqual(
      [
        "rotation.overlap_seconds",
        "rotation.rotate_when_changed",
        "rotation.carry_asset_grants",
        "ready_for_rotation",
        "rotate_at",
        "retirement_due",
        "retired_elsewhere",
        "retiring[0].retire_at",
        "retiring[0].due",
      ].map(expression),
    );
  });

  it("may be that of another token, and set later", () => {
    const { stack, token } = inStack({ rotation: { rotateEverySeconds: 30 * DAY } });
    const other = new AtlanApiToken(stack, "other", { displayName: "other" });
    other.rotation = token.rotation;
    other.retiredElsewhere = true;
    expect(other.isRotated).toBe(true);
    expect(faultsOf(other)).toEqual([]);
    expect(JSON.parse(Testing.synth(stack)).resource.atlan_api_token.other).toMatchObject({
      rotation: expression("rotation"),
      retired_elsewhere: true,
    });
  });
});

describe("settings that cannot work together are refused", () => {
  it.each<[string, Partial<AtlanApiTokenProps>, string]>([
    [
      "no trigger",
      { rotation: { overlapSeconds: DAY } },
      "rotation has no trigger, expected at least one of rotateEverySeconds, rotateBeforeExpirySeconds, rotateWhenChanged, revokeWhenChanged",
    ],
    [
      "a rotation before an expiry that is always so near",
      { validitySeconds: 7 * DAY, rotation: { rotateBeforeExpirySeconds: 7 * DAY } },
      "rotation.rotateBeforeExpirySeconds (rotate_before_expiry_seconds) must be shorter than the lifetime, validitySeconds 604800, got 604800: the secret would be rotated by every run",
    ],
    [
      "a period in which the secret expires",
      { validitySeconds: 7 * DAY, rotation: { rotateEverySeconds: 8 * DAY } },
      "rotation.rotateEverySeconds (rotate_every_seconds) must be shorter than the lifetime, validitySeconds 604800, got 691200: the secret would expire first",
    ],
    [
      "an overlap in which the predecessor expires",
      {
        validitySeconds: 7 * DAY,
        rotation: { rotateEverySeconds: 6 * DAY, overlapSeconds: 2 * DAY },
      },
      "rotation.overlapSeconds (overlap_seconds) must not be longer than the predecessor lives on, 86400 seconds with this validitySeconds and these triggers, got 172800",
    ],
    [
      "an overlap that is left out, in which the predecessor expires",
      { validitySeconds: 7 * DAY, rotation: { rotateBeforeExpirySeconds: 3600 } },
      "rotation.overlapSeconds (overlap_seconds) must not be longer than the predecessor lives on, 3600 seconds with this validitySeconds and these triggers, is 86400 where it is left out",
    ],
    [
      "an overlap beyond any lifetime",
      {
        validitySeconds: 3600,
        rotation: { rotateWhenChanged: { version: "1" }, overlapSeconds: 7200 },
      },
      "rotation.overlapSeconds (overlap_seconds) must not be longer than the predecessor lives on, 3600 seconds with this validitySeconds and these triggers, got 7200",
    ],
  ])("%s", (_name, props, fault) => {
    expect(faultsOf(inStack(props).token)).toEqual([fault]);
  });

  it.each<[string, (stack: TerraformStack) => Partial<AtlanApiTokenProps>]>([
    [
      "a lifetime that Terraform fills in",
      (stack) => ({
        validitySeconds: new TerraformVariable(stack, "v", {}).numberValue,
        rotation: { rotateBeforeExpirySeconds: 7 * DAY },
      }),
    ],
    [
      "a map that Terraform fills in",
      (stack) => ({
        rotation: { rotateWhenChanged: Fn.tomap(new TerraformVariable(stack, "v", {}).value) },
      }),
    ],
    ["no lifetime", () => ({ rotation: { rotateBeforeExpirySeconds: 7 * DAY } })],
    [
      "a lifetime without end",
      () => ({ validitySeconds: NEVER_EXPIRES, rotation: { rotateEverySeconds: 400 * DAY } }),
    ],
    [
      "the earlier of two triggers that leaves enough",
      () => ({
        validitySeconds: 7 * DAY,
        rotation: { rotateEverySeconds: 30 * DAY, rotateBeforeExpirySeconds: 2 * DAY },
      }),
    ],
  ])("but not %s", (_name, propsIn) => {
    const { stack, token } = inStack({});
    const props = propsIn(stack);
    if (props.rotation !== undefined) token.rotation = props.rotation;
    if (props.validitySeconds !== undefined) token.validitySeconds = props.validitySeconds;
    expect(faultsOf(token)).toEqual([]);
  });

  it.each<[string, Partial<AtlanApiTokenProps>, RegExp]>([
    [
      "a lifetime that outlives period and overlap by far",
      { validitySeconds: 365 * DAY, rotation: { rotateEverySeconds: 7 * DAY } },
      /^validitySeconds \(validity_seconds\) outlives its use by far: with rotateEverySeconds 604800/,
    ],
    [
      "an overlap of 0",
      { rotation: { rotateEverySeconds: DAY, overlapSeconds: 0 } },
      /^rotation.overlapSeconds \(overlap_seconds\) is 0: /,
    ],
  ])("with a warning for %s", (_name, props, warning) => {
    const { token } = inStack(props);
    expect(faultsOf(token)).toEqual([]);
    expect(warningsOf(token)).toEqual([expect.stringMatching(warning)]);
  });
});

describe.each(principals)(
  "what fails the plan on the day of a rotation of one $noun is refused",
  (kind) => {
    const { noun, word } = kind;
    const rotation = { rotateEverySeconds: 30 * DAY };
    const withOne = (props: { readonly rotation?: typeof rotation }) => {
      const { stack } = inNewStack();
      return { stack, token: kind.declare(stack, "loader", props) };
    };
    const faultsOf = (principal: Principal): readonly string[] => {
      const { cdktfStack, node } = principal;
      const lead = `Cannot declare ${noun} "${node.path}": `;
      const faults = cdktfStack.node.validate().filter((fault) => fault.startsWith(lead));
      return [...node.validate(), ...faults.map((fault) => fault.slice(lead.length))];
    };
    const providerOf = (stack: TerraformStack, id: string, signIn: AtlanProviderProps) =>
      new AtlanProvider(stack, id, { alias: id, ...signIn });

    it("a provider that is configured with the token, and that data sources use", () => {
      const { stack, token } = withOne({ rotation });
      const provider = providerOf(stack, "second", kind.signIn(token));
      expect(faultsOf(token)).toEqual([]);
      new DataAtlanCurrentUser(stack, "me", { provider });
      expect(faultsOf(token)).toEqual([
        `the provider "stack/second" is configured with the ${word}, and the data source "stack/me" uses it: on the day of a rotation Terraform cannot configure it when it plans. Put what uses the ${word}'s secret in a stack of its own`,
      ]);
    });

    it("such a provider through locals", () => {
      const { stack, token } = withOne({ rotation });
      const inner = new TerraformLocal(stack, "inner", { key: kind.secretOf(token) });
      const outer = new TerraformLocal(stack, "outer", Fn.lookup(inner.asAnyMap, "key"));
      const provider = providerOf(stack, "second", { userBearerToken: outer.asString });
      new DataAtlanCurrentUser(stack, "me", { provider });
      expect(faultsOf(token)).toHaveLength(1);
    });

    it("such a provider through an ephemeral resource", () => {
      const { stack, token } = withOne({ rotation });
      const sealed = `\${${kind.type}.loader.${kind.sealedSecret}}`;
      stack.addOverride("ephemeral.atlan_unsealed_token.opened", { sealed });
      const userBearerToken = `\${ephemeral.atlan_unsealed_token.opened.access_token}`;
      const provider = providerOf(stack, "second", { userBearerToken });
      new DataAtlanCurrentUser(stack, "me", { provider });
      expect(faultsOf(token)).toHaveLength(1);
    });

    it("not a data source with another provider, nor one that does not rotate", () => {
      const { stack, token } = withOne({ rotation });
      providerOf(stack, "second", kind.signIn(token));
      new DataAtlanCurrentUser(stack, "me");
      expect(faultsOf(token)).toEqual([]);
      const other = kind.declare(stack, "other");
      const provider = providerOf(stack, "third", kind.signIn(other));
      new DataAtlanCurrentUser(stack, "them", { provider });
      expect(faultsOf(other)).toEqual([]);
    });

    it.each<[string, (token: Principal) => object]>([
      ["for_each", (token) => ({ forEach: TerraformIterator.fromList(token.activeUsernames) })],
      ["count", (token) => ({ count: TerraformCount.of(Fn.lengthOf(token.retiring)) })],
    ])("%s over what changes with a rotation", (_name, repetition) => {
      const { stack, token } = withOne({ rotation });
      new DataAtlanPersona(stack, "persona", { name: "Loaders", ...repetition(token) });
      expect(faultsOf(token)).toEqual([
        `for_each or count of "stack/persona" uses the ${word}: on the day of a rotation Terraform does not know it when it plans, and the plan fails. Use values that the stack knows`,
      ]);
    });

    it("looking at each element once, however many rotate", () => {
      const { stack } = withOne({ rotation });
      for (const id of ["second", "third"]) kind.declare(stack, id, { rotation });
      let looks = 0;
      class Watched extends DataAtlanPersona {
        override toTerraform(): object {
          looks += 1;
          return super.toTerraform();
        }
      }
      new Watched(stack, "persona", { name: "Loaders", count: 2 });
      expect(stack.node.validate()).toEqual([]);
      expect(looks).toBe(1);
    });

    it("not what stays, nor its use in other arguments", () => {
      const { stack, token } = withOne({ rotation });
      const forEach = TerraformIterator.fromList([token.displayName]);
      new DataAtlanPersona(stack, "persona", { name: "Loaders", forEach });
      new AtlanConnectionAdmin(stack, "admin", {
        connection: { id: "5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01" } as never,
        token,
      });
      expect(faultsOf(token)).toEqual([]);
    });
  },
);
