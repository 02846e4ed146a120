// The kinds of grants there are, as data: three rights on assets, and what a persona allows API tokens.
import {
  collectionEditor,
  collectionViewer,
  connectionAdmin,
  type Schema,
  tokenPersonaBinding,
} from "../../../lib/schema/index.js";
import { assetGrants } from "./asset-grants.js";
import type { AssetRight } from "./asset-right.js";
import type { GrantKind } from "./grant.js";
import { personaBindings } from "./persona-bindings.js";

interface AssetGrant extends AssetRight {
  readonly schema: Schema;
  /** `admins`. */
  readonly holders: string;
}

function onAsset({ schema, holders, ...right }: AssetGrant): GrantKind {
  const asset = right.typeName.toLowerCase();
  return {
    schema,
    backend: assetGrants(right),
    attributes: { object: right.attribute, principals: "usernames" },
    giving: (names, guid) => `add ${names} to the ${holders} of ${asset} ${guid}`,
    taking: (names, guid) => `remove ${names} from the ${holders} of ${asset} ${guid}`,
    notHolding: (names, guid) =>
      `${right.typeName} ${guid}: these users are not ${holders}: ${names}`,
    importForm: `<${asset} GUID>,<username>[,<username>…]`,
  };
}

const onCollection = { typeName: "Collection", attribute: "collection_id" } as const;

export const grantKinds: readonly GrantKind[] = [
  onAsset({
    schema: connectionAdmin,
    typeName: "Connection",
    attribute: "connection_id",
    list: "adminUsers",
    holders: "admins",
  }),
  onAsset({ ...onCollection, schema: collectionEditor, list: "adminUsers", holders: "editors" }),
  onAsset({ ...onCollection, schema: collectionViewer, list: "viewerUsers", holders: "viewers" }),
  {
    schema: tokenPersonaBinding,
    backend: personaBindings,
    attributes: { object: "persona_qualified_name", principals: "token_ids" },
    giving: (tokens, persona) => `link API token ${tokens} to persona ${persona}`,
    taking: (tokens, persona) => `unlink API token ${tokens} from persona ${persona}`,
    notHolding: (tokens, persona) =>
      `Persona ${persona}: these API tokens are not linked to it: ${tokens}`,
    importForm: "<persona qualified name>,<token GUID>[,<token GUID>…]",
  },
];
