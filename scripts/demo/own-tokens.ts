// What the demo's stack has put into the tenant.
import type { TenantSnapshot, TenantToken } from "../../src/tenant/index.js";
import type { Stage } from "./step.js";

/** The tokens that were not there before the first deploy. */
export async function ownTokens({ tenant, before }: Stage): Promise<readonly TenantToken[]> {
  const { tokens } = await tenant.control.state();
  const known = new Set(before.tokens.map((token) => token.id));
  return tokens.filter((token) => !known.has(token.id));
}

/** The one token; an error when there are none or several. */
export async function ownToken(stage: Stage): Promise<TenantToken> {
  const tokens = await ownTokens(stage);
  const [token] = tokens;
  if (token !== undefined && tokens.length === 1) return token;
  throw new Error(`Cannot find the stack's token: the tenant has ${tokens.length}, expected 1`);
}

/** Compared as text: the tenant answers in one order. */
export const isSameState = (one: TenantSnapshot, other: TenantSnapshot): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
