// Destroy leaves the tenant as it was before the first deploy.
import { isSameState } from "../own-tokens.js";
import { type Fact, fact, type Stage } from "../step.js";

export async function destroy({ cdktf }: Stage): Promise<readonly Fact[]> {
  const { counts } = await cdktf.destroy();
  const [destroyed = counts] = /\d+ destroyed/.exec(counts) ?? [];
  return [{ expected: "1 destroyed", seen: destroyed }];
}

export async function compareTenants({ tenant, before }: Stage): Promise<readonly Fact[]> {
  const after = await tenant.control.state();
  const earlier = new Map<string, unknown>(Object.entries(before));
  const differing = Object.entries(after).flatMap(([name, held]) =>
    JSON.stringify(held) === JSON.stringify(earlier.get(name)) ? [] : [name],
  );
  const otherwise = `changed: ${differing.join(", ")}`;
  return [fact("the tenant is as before", isSameState(before, after), otherwise)];
}
