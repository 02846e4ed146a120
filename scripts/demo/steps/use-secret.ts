// The secret from the stack's output opens the tenant's door, as the new token.
import { ownToken } from "../own-tokens.js";
import { type Fact, fact, type Stage } from "../step.js";

export async function useSecret(stage: Stage): Promise<readonly Fact[]> {
  const { username } = await ownToken(stage);
  const outputs = Object.values(await stage.cdktf.outputs());
  const sensitive = outputs.filter((output) => output.sensitive === true);
  const secret = sensitive[0]?.value;
  const count = { expected: "1 sensitive output", seen: `${sensitive.length} sensitive output` };
  if (typeof secret !== "string") return [count];
  const answer = await stage.tenant.usernameOf(secret);
  return [
    count,
    fact("the tenant knows it as the new token", answer === username, `it is ${answer}`),
  ];
}
