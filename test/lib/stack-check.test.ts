// Checks of a whole stack, which many constructs ask for.
import { expect, it } from "@jest/globals";
import { TerraformStack, Testing } from "cdktf";
import { addStackCheck } from "../../lib/private/stack-check";

it("is run once for each stack, however many constructs ask for it", () => {
  const app = Testing.app();
  const [one, other] = [new TerraformStack(app, "one"), new TerraformStack(app, "other")];
  const check = (stack: TerraformStack) => [`about ${stack.node.id}`];
  for (const stack of [one, one, other]) addStackCheck(stack, check);
  addStackCheck(one, () => ["another check"]);
  expect(one.node.validate()).toEqual(["about one", "another check"]);
  expect(other.node.validate()).toEqual(["about other"]);
});
