// What an embedded tenant holds, and how a test makes it misbehave: its control endpoints, as typed functions.
import type { Fault, Tenant } from "cdktf-provider-atlan/testing";

export interface TenantToken {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly description: string;
  readonly personaQualifiedNames: readonly string[];
  readonly validitySeconds: number;
}

async function answerOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

export async function tokensNamed(tenant: Tenant, displayName: string): Promise<TenantToken[]> {
  const state = await answerOf(await fetch(`${tenant.baseUrl}/_tenant/state`));
  const { tokens } = state as { tokens: TenantToken[] };
  return tokens.filter((token) => token.displayName === displayName);
}

async function control(tenant: Tenant, call: { method: string; path: string; body: unknown }) {
  const headers = { "content-type": "application/json" };
  const sent = { method: call.method, headers, body: JSON.stringify(call.body) };
  return answerOf(await fetch(`${tenant.baseUrl}/_tenant/${call.path}`, sent));
}

export async function addFaults(tenant: Tenant, ...faults: readonly Fault[]): Promise<void> {
  await control(tenant, { method: "POST", path: "faults", body: { faults } });
}

/** Moves the tenant's clock forward, and with it whatever expires. */
export async function advance(tenant: Tenant, seconds: number): Promise<void> {
  await control(tenant, { method: "PUT", path: "clock", body: { advanceSeconds: seconds } });
}

/** Over Atlan's API, as the owner of `secret`. */
export async function request(
  tenant: Tenant,
  call: { readonly method: string; readonly path: string; readonly secret: string },
): Promise<unknown> {
  const headers = { authorization: `Bearer ${call.secret}` };
  return answerOf(await fetch(tenant.baseUrl + call.path, { method: call.method, headers }));
}
