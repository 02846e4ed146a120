// What a retirement synthesises and refuses, and which deliveries declare one.
import { beforeEach, describe, expect, it } from "@jest/globals";
import { type App, DataResource, TerraformStack, Testing } from "cdktf";
import { AtlanProvider, AtlanTokenDelivery, AtlanTokenRetirement } from "../../lib";
import { type Principal, principals } from "./principals";
import { temporaryFolder } from "./temporary-folder";

describe.each(principals)("for one $noun,", ({ word, type, declare, found }) => {
  let stack: TerraformStack;

  beforeEach(() => {
    stack = new TerraformStack(Testing.app({ outdir: temporaryFolder() }), "stack");
    new AtlanProvider(stack, "atlan");
  });

  const rotation = { rotateEverySeconds: 86_400 };

  const tokenWith = (props: object = {}) => declare(stack, "loader", props);

  const deliver = (token: Principal, id = "delivery") =>
    new AtlanTokenDelivery(stack, id, { token, command: "deliver" });

  const resources = () => JSON.parse(Testing.synth(stack, true)).resource;
  const faults = () => stack.node.findAll().flatMap((it) => it.node.validate());

  const deliveryAddresses = (): readonly string[] =>
    Object.keys(resources().null_resource).map((id) => `null_resource.${id}`);

  describe("a retirement", () => {
    it("names the token and its predecessors, and the token leaves them to it", () => {
      new AtlanTokenRetirement(stack, "retirement", { token: tokenWith({ rotation }) });
      expect(resources()).toMatchObject({
        [type]: { loader: { retired_elsewhere: true } },
        atlan_token_retirement: {
          retirement: {
            token_id: `\${${type}.loader.id}`,
            retiring: `\${${type}.loader.retiring}`,
          },
        },
      });
      expect(resources().atlan_token_retirement.retirement).not.toHaveProperty("depends_on");
    });

    it("depends on what it is told to and on every delivery of its token, whenever declared", () => {
      const token = tokenWith({ rotation });
      const copy = new DataResource(stack, "copy");
      deliver(token, "before");
      new AtlanTokenRetirement(stack, "retirement", { token, dependsOn: [copy] });
      deliver(token, "after");
      const { retirement } = resources().atlan_token_retirement;
      const [first, ...others] = retirement.depends_on;
      expect(first).toBe("terraform_data.copy");
      expect(others.sort()).toEqual([...deliveryAddresses()].sort());
    });

    it("leaves the logical ids of deliveries open until synth", () => {
      const token = tokenWith({ rotation });
      const delivery = deliver(token);
      const resource = delivery.node.findChild("Resource") as DataResource;
      resource.overrideLogicalId("renamed");
      expect(deliveryAddresses()).toEqual(["null_resource.renamed"]);
      expect(JSON.stringify(resources().atlan_token_retirement)).toContain("null_resource.renamed");
    });

    it("is written for HCL with what it depends on", () => {
      const token = tokenWith({ rotation });
      deliver(token);
      expect(Testing.synthHcl(stack)).toMatch(
        /resource "atlan_token_retirement"[\s\S]*depends_on = \[\s*"null_resource\.delivery_/,
      );
    });

    it("uses the token's provider", () => {
      const other = new AtlanProvider(stack, "other", { alias: "other" });
      const token = tokenWith();
      new AtlanTokenRetirement(stack, "retirement", { token });
      token.provider = other;
      expect(resources().atlan_token_retirement.retirement.provider).toBe("atlan.other");
    });

    it.each<readonly [string, () => unknown, string]>([
      [
        "one that is looked up",
        () => found(stack, "found"),
        "token is not an AtlanApiToken or AtlanOauthClient of this app, expected one: only those have predecessors",
      ],
      [
        "several, with count",
        () => tokenWith({ count: 2 }),
        `the ${word} has count or forEach, expected a single ${word}`,
      ],
    ])("is refused for %s", (_name, tokenOf, fault) => {
      new AtlanTokenRetirement(stack, "retirement", { token: tokenOf() as Principal });
      expect(faults()).toContain(`Cannot declare token retirement: ${fault}`);
    });

    it("is refused for one of another stack, whose deliveries it could not wait for", () => {
      const other = new TerraformStack(stack.node.root as App, "other");
      new AtlanProvider(other, "atlan");
      const retirement = new AtlanTokenRetirement(other, "retirement", { token: tokenWith() });
      expect(retirement.node.validate()).toEqual([
        `Cannot declare token retirement: "stack/loader" is in another stack, so that it could not wait for the deliveries there, expected a ${word} of this stack`,
      ]);
    });
  });

  describe("a delivery", () => {
    it("declares one retirement for all deliveries of a token that rotates", () => {
      const token = tokenWith({ rotation });
      deliver(token, "one");
      deliver(token, "two");
      const { [type]: tokens, atlan_token_retirement: retirements } = resources();
      expect(tokens.loader.retired_elsewhere).toBe(true);
      const [retirement, ...others] = Object.values<{ depends_on: unknown }>(retirements);
      expect(others).toEqual([]);
      expect(retirement?.depends_on).toEqual(expect.arrayContaining([...deliveryAddresses()]));
      expect(token.node.tryFindChild("retirement")).toBeInstanceOf(AtlanTokenRetirement);
    });

    it("declares none for a token that does not rotate, nor where the stack has one", () => {
      deliver(tokenWith());
      const rotated = declare(stack, "rotated", { rotation });
      new AtlanTokenRetirement(stack, "own", { token: rotated });
      deliver(rotated, "its");
      const { [type]: tokens, atlan_token_retirement: retirements } = resources();
      expect(tokens.loader).not.toHaveProperty("retired_elsewhere");
      expect(Object.keys(retirements)).toEqual(["own"]);
    });

    it("is refused where the rotation comes after it", () => {
      const token = tokenWith();
      deliver(token);
      token.rotation = rotation;
      const late = expect.stringMatching(
        new RegExp(
          `^Cannot deliver token: rotation of the ${word} was set after this delivery was declared`,
        ),
      );
      expect(faults()).toEqual([late]);
      new AtlanTokenRetirement(stack, "retirement", { token });
      expect(faults()).toEqual([]);
    });
  });
});
