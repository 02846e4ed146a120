// Second deploy: nothing to do, and nothing but reads sent.
import { isSameState } from "../own-tokens.js";
import { type Fact, fact, type Stage } from "../step.js";

export async function deployAgain({ cdktf, tenant }: Stage): Promise<readonly Fact[]> {
  const before = await tenant.control.state();
  await tenant.control.clearRequests();
  const { counts } = await cdktf.deploy();
  const writes = (await tenant.control.requests()).filter(({ method }) => method !== "GET");
  return [
    { expected: "0 added, 0 changed, 0 destroyed", seen: counts },
    { expected: "0 writes sent to the tenant", seen: `${writes.length} writes sent to the tenant` },
    fact(
      "the tenant is unchanged",
      isSameState(before, await tenant.control.state()),
      "the tenant changed",
    ),
  ];
}
