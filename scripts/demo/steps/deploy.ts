// First deploy: one token, made by one POST.
import { ownTokens } from "../own-tokens.js";
import { type Fact, fact, type Stage } from "../step.js";

const CREATE_PATH = /\/apikeys\/?$/;

export async function deploy(stage: Stage): Promise<readonly Fact[]> {
  const { counts } = await stage.cdktf.deploy();
  const tokens = await ownTokens(stage);
  const requests = await stage.tenant.control.requests();
  const creates = requests.filter(
    ({ method, path }) => method === "POST" && CREATE_PATH.test(path),
  );
  const isDescribed = tokens.every(({ description }) => !/claim/.test(description));
  return [
    { expected: "1 added, 0 changed, 0 destroyed", seen: counts },
    { expected: "1 new token in the tenant", seen: `${tokens.length} new token in the tenant` },
    { expected: "1 POST that creates", seen: `${creates.length} POST that creates` },
    fact("its description is the stack's", isDescribed, "its description is a claim"),
  ];
}
