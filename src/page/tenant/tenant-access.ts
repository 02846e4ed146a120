// Who can do what in the embedded tenant, from `GET /_tenant/state`.
import type { describeState } from "../../tenant/control/describe-state.js";
import type { Access, HeldObject, Holding, Principal, PrincipalKind } from "../access.js";

export type TenantStateReply = ReturnType<typeof describeState>;

type Account = TenantStateReply["tokens"][number] | TenantStateReply["oauthClients"][number];
type Asset = TenantStateReply["connections"][number] & { readonly [attribute: string]: unknown };

/** An attribute of an asset may be whatever a client wrote. */
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];

const isActive = ({ status }: Asset): boolean => status === "ACTIVE";

/** By each username of the list of every asset, the assets' names. */
function namesByUser(assets: readonly Asset[], list: string): ReadonlyMap<string, string[]> {
  const names = new Map<string, string[]>();
  for (const asset of assets) {
    for (const username of textsOf(asset[list])) {
      const held = names.get(username);
      if (held === undefined) names.set(username, [textOf(asset.name)]);
      else held.push(textOf(asset.name));
    }
  }
  return names;
}

function expiryOf(account: Account): string {
  if (!("validitySeconds" in account)) return "never";
  return new Date(Date.parse(account.createdAt) + account.validitySeconds * 1000).toISOString();
}

function principalsOf(state: TenantStateReply): readonly Principal[] {
  const connections = namesByUser(state.connections.filter(isActive), "adminUsers");
  const edits = namesByUser(state.collections.filter(isActive), "adminUsers");
  const views = namesByUser(state.collections.filter(isActive), "viewerUsers");
  const personas: readonly Asset[] = state.personas;
  const personaNames = new Map(
    personas.map(({ qualifiedName, name }) => [textOf(qualifiedName), textOf(name)]),
  );
  const principal = (kind: PrincipalKind, account: Account): Principal => ({
    kind,
    name: account.displayName,
    description: account.description,
    username: account.username,
    owner: account.createdBy,
    createdAt: account.createdAt,
    expiresAt: expiryOf(account),
    remarks: "role" in account ? [account.role] : [],
    personas: account.personaQualifiedNames.map((name) => personaNames.get(name) ?? name),
    connections: connections.get(account.username) ?? [],
    edits: edits.get(account.username) ?? [],
    views: views.get(account.username) ?? [],
  });
  return [
    ...state.tokens.map((token) => principal("API token", token)),
    ...state.oauthClients.map((client) => principal("OAuth client", client)),
  ];
}

/** What is known of a username: a token or client is called by its display name. */
type NameOf = (username: string) => string;

const assetHoldings = (asset: Asset, nameOf: NameOf): readonly Holding[] => {
  const named = (list: string) => textsOf(asset[list]).map(nameOf);
  const grouped = (list: string, kind: string) =>
    textsOf(asset[list]).map((name) => `${kind} ${name}`);
  const admins = [
    ...named("adminUsers"),
    ...grouped("adminGroups", "group"),
    ...grouped("adminRoles", "role"),
  ];
  const viewers = [...named("viewerUsers"), ...grouped("viewerGroups", "group")];
  return [
    { role: "admin", holders: admins },
    { role: "editor", holders: admins },
    { role: "viewer", holders: viewers },
  ];
};

function personaHoldings(
  persona: Asset,
  linked: ReadonlyMap<string, string[]>,
  nameOf: NameOf,
): readonly Holding[] {
  const groups = textsOf(persona.personaGroups).map((name) => `group ${name}`);
  return [
    { role: "linked", holders: linked.get(textOf(persona.qualifiedName)) ?? [] },
    { role: "member", holders: [...textsOf(persona.personaUsers).map(nameOf), ...groups] },
  ];
}

function linkedByPersona(accounts: readonly Account[]): ReadonlyMap<string, string[]> {
  const linked = new Map<string, string[]>();
  for (const { personaQualifiedNames, displayName } of accounts) {
    for (const persona of personaQualifiedNames) {
      const names = linked.get(persona);
      if (names === undefined) linked.set(persona, [displayName]);
      else names.push(displayName);
    }
  }
  return linked;
}

export function tenantAccess(state: TenantStateReply): Access {
  const accounts = [...state.tokens, ...state.oauthClients];
  const displayNames = new Map(
    accounts.map(({ username, displayName }) => [username, displayName]),
  );
  const nameOf: NameOf = (username) => displayNames.get(username) ?? username;
  const linked = linkedByPersona(accounts);
  const held =
    (kind: HeldObject["kind"], holdings: (asset: Asset) => readonly Holding[]) =>
    (asset: Asset): HeldObject => ({
      kind,
      name: textOf(asset.name),
      qualifiedName: textOf(asset.qualifiedName),
      description: textOf(asset.description),
      holdings: holdings(asset),
    });
  const ofAsset = (asset: Asset) => assetHoldings(asset, nameOf);
  const ofPersona = (persona: Asset) => personaHoldings(persona, linked, nameOf);
  return {
    principals: principalsOf(state),
    objects: [
      ...state.personas.filter(isActive).map(held("persona", ofPersona)),
      ...state.connections.filter(isActive).map(held("connection", ofAsset)),
      ...state.collections.filter(isActive).map(held("collection", ofAsset)),
    ],
  };
}
