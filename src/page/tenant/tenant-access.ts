// Who can do what in the embedded tenant, from its state.
import type {
  TenantAsset,
  TenantCollection,
  TenantConnection,
  TenantOAuthClient,
  TenantPersona,
  TenantSnapshot,
  TenantToken,
} from "../../tenant/control/tenant-snapshot.js";
import type { Access, HeldObject, Holding, Principal, PrincipalNoun } from "../access.js";

type Account = TenantToken | TenantOAuthClient;

const isActive = ({ status }: TenantAsset): boolean => status === "ACTIVE";

/** The values under each key, in order. */
function grouped(pairs: Iterable<readonly [key: string, value: string]>) {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const values = groups.get(key);
    if (values === undefined) groups.set(key, [value]);
    else values.push(value);
  }
  return groups;
}

/** The names of the assets that name each user in a list. */
const namesByUser = <Each extends TenantAsset>(
  assets: readonly Each[],
  usersOf: (asset: Each) => readonly string[],
) => grouped(assets.flatMap((asset) => usersOf(asset).map((user) => [user, asset.name] as const)));

function expiryOf(account: Account): string {
  if (!("validitySeconds" in account)) return "never";
  return new Date(Date.parse(account.createdAt) + account.validitySeconds * 1000).toISOString();
}

function principalsOf(state: TenantSnapshot): readonly Principal[] {
  const collections = state.collections.filter(isActive);
  const connections = namesByUser(state.connections.filter(isActive), (each) => each.adminUsers);
  const edits = namesByUser(collections, (each) => each.adminUsers);
  const views = namesByUser(collections, (each) => each.viewerUsers);
  const personaNames = new Map(state.personas.map((each) => [each.qualifiedName, each.name]));
  const principal = (kind: PrincipalNoun, account: Account): Principal => ({
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

/** What a username is called: a token or client by its display name. */
type NameOf = (username: string) => string;

const prefixed = (kind: string, names: readonly string[]): readonly string[] =>
  names.map((name) => `${kind} ${name}`);

const adminsOf = (asset: TenantConnection | TenantCollection, nameOf: NameOf) => [
  ...asset.adminUsers.map(nameOf),
  ...prefixed("group", asset.adminGroups),
  ...prefixed("role", asset.adminRoles),
];

const connectionHoldings = (connection: TenantConnection, nameOf: NameOf): readonly Holding[] => [
  { role: "admin", holders: adminsOf(connection, nameOf) },
];

const collectionHoldings = (collection: TenantCollection, nameOf: NameOf): readonly Holding[] => [
  { role: "editor", holders: adminsOf(collection, nameOf) },
  {
    role: "viewer",
    holders: [...collection.viewerUsers.map(nameOf), ...prefixed("group", collection.viewerGroups)],
  },
];

const personaHoldings = (
  { personaUsers, personaGroups }: TenantPersona,
  linked: readonly string[],
): readonly Holding[] => [
  { role: "linked", holders: linked },
  { role: "member", holders: [...personaUsers, ...prefixed("group", personaGroups)] },
];

const held = (
  kind: HeldObject["kind"],
  { name, qualifiedName, description }: TenantAsset,
  holdings: readonly Holding[],
): HeldObject => ({ kind, name, qualifiedName, description, holdings });

export function tenantAccess(state: TenantSnapshot): Access {
  const accounts = [...state.tokens, ...state.oauthClients];
  const displayNames = new Map(accounts.map((each) => [each.username, each.displayName]));
  const nameOf: NameOf = (username) => displayNames.get(username) ?? username;
  const linked = grouped(
    accounts.flatMap(({ personaQualifiedNames, displayName }) =>
      personaQualifiedNames.map((persona) => [persona, displayName] as const),
    ),
  );
  return {
    principals: principalsOf(state),
    objects: [
      ...state.personas
        .filter(isActive)
        .map((each) =>
          held("persona", each, personaHoldings(each, linked.get(each.qualifiedName) ?? [])),
        ),
      ...state.connections
        .filter(isActive)
        .map((each) => held("connection", each, connectionHoldings(each, nameOf))),
      ...state.collections
        .filter(isActive)
        .map((each) => held("collection", each, collectionHoldings(each, nameOf))),
    ],
  };
}
