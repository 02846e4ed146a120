// A word changed in the stack: the same token, updated in place.
import { ownToken } from "../own-tokens.js";
import { type Fact, fact, type Stage } from "../step.js";

const DESCRIPTION = "Loads the lake every night";

/** What the quickstart reads its token's description from. */
export const CHANGED_STACK = { TOKEN_DESCRIPTION: DESCRIPTION };

export async function changeDescription(stage: Stage): Promise<readonly Fact[]> {
  const before = await ownToken(stage);
  const { counts } = await stage.cdktf.deploy(CHANGED_STACK);
  const after = await ownToken(stage);
  return [
    { expected: "0 added, 1 changed, 0 destroyed", seen: counts },
    fact("the new description", after.description === DESCRIPTION, after.description),
    fact("the same token", after.id === before.id, "another token"),
  ];
}
