// Somebody deletes the token behind Terraform's back; the next deploy says so and makes a new one.
import { ownToken, ownTokens } from "../own-tokens.js";
import { type Fact, fact, type Stage } from "../step.js";
import { CHANGED_STACK } from "./change-description.js";

/** A token younger than five minutes is never believed to be gone: it may only not be listed yet. */
const LONG_ENOUGH_SECONDS = 6 * 60;

const GONE = /Warning: API token [0-9a-f-]{36} is gone/;

export async function deleteOutside(stage: Stage): Promise<readonly Fact[]> {
  const { id } = await ownToken(stage);
  await stage.tenant.deleteToken(id);
  await stage.tenant.control.advance(LONG_ENOUGH_SECONDS);
  const left = await ownTokens(stage);
  return [
    { expected: "0 tokens of the stack left", seen: `${left.length} tokens of the stack left` },
  ];
}

export async function deployAfterDeletion(stage: Stage): Promise<readonly Fact[]> {
  const { counts, output } = await stage.cdktf.deploy(CHANGED_STACK);
  const tokens = await ownTokens(stage);
  return [
    { expected: "1 added, 0 changed, 0 destroyed", seen: counts },
    fact("a warning that the token is gone", GONE.test(output), "no such warning"),
    { expected: "1 new token in the tenant", seen: `${tokens.length} new token in the tenant` },
  ];
}
