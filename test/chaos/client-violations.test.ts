// The checker knows OAuth clients: what is planted in a round whose principal is one, is seen.
import { describe, expect, it } from "@jest/globals";
import type { TenantOAuthClient, TenantSnapshot } from "../../src/tenant/index.js";
import type { Evidence } from "./evidence.js";
import { good, inState, loader, SECRET } from "./evidence-of.js";
import { violationsIn } from "./violations.js";

const client = (id: string, more: Partial<TenantOAuthClient> = {}): TenantOAuthClient => {
  const { validitySeconds: _life, ...principal } = loader;
  return {
    ...principal,
    id,
    clientId: `oauth-client-${id}`,
    username: `service-account-oauth-client-${id}`,
    role: "$member",
    tokenExpirySeconds: 600,
    updatedAt: principal.createdAt,
    updatedBy: principal.createdBy,
    ...more,
  };
};

const made = client("c");
const stranger = client("s", { displayName: "strange client", personaQualifiedNames: [] });

const withClients = (
  state: TenantSnapshot,
  ...oauthClients: readonly TenantOAuthClient[]
): TenantSnapshot => ({
  ...state,
  tokens: state.tokens.filter(({ id }) => id !== loader.id),
  connections: state.connections.map((one) => ({
    ...one,
    adminUsers: one.adminUsers.map((name) => (name === loader.username ? made.username : name)),
  })),
  oauthClients,
});

const round = (settled: readonly TenantOAuthClient[], destroyed = [stranger]): Evidence => ({
  ...good,
  after: { ...good.after, tokens: good.after.tokens.map((one) => ({ ...one, role: "Member" })) },
  initial: withClients(good.initial, stranger),
  settled: withClients(good.settled, ...settled),
  destroyed: withClients(good.destroyed, ...destroyed),
  state: {
    ...good.state,
    resources: [
      inState("atlan_oauth_client", "t1", {
        id: made.id,
        client_id: made.clientId,
        username: made.username,
        client_secret: SECRET,
      }),
      inState("atlan_connection_admin", "g1", {}),
    ],
  },
});

describe("a round with an OAuth client", () => {
  it.each<[string, readonly string[], Evidence]>([
    ["that went well", [], round([stranger, made])],
    ["of another role", ["token not as declared"], round([stranger, { ...made, role: "$admin" }])],
    [
      "with a second one of its name",
      ["twin"],
      round([stranger, made, client("x", { personaQualifiedNames: [] })]),
    ],
    [
      "that touched somebody else's",
      ["stranger touched"],
      round([{ ...stranger, description: "ours" }, made]),
    ],
    [
      "that is there after the destroy",
      ["not destroyed"],
      round([stranger, made], [stranger, made]),
    ],
  ])("%s", (_title, kinds, evidence) => {
    const found = violationsIn(evidence).map(({ kind }) => kind);
    for (const kind of kinds) expect(found).toContain(kind);
    if (kinds.length === 0) expect(violationsIn(evidence)).toEqual([]);
  });
});
