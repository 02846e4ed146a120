// What a stack declares in a round, as data: tokens and OAuth clients, and rights that principals hold on assets and personas.
import { COLLECTIONS, CONNECTIONS, PEOPLE, PERSONAS } from "./world.js";

/** When the secret is rotated, and for how long the old one goes on working. */
export interface RotationNode {
  readonly everySeconds?: number;
  readonly overlapSeconds: number;
  /** The value of its `rotate_when_changed`. */
  readonly turn: number;
}

export interface TokenNode {
  /** Of its address. */
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  /** Names of personas; absent: the links are not managed here. */
  readonly personas?: readonly string[];
  readonly validitySeconds?: number;
  /** Its label. Absent: it is an API token; otherwise it is an OAuth client, whose role and personas are fixed. */
  readonly role?: string;
  readonly createBeforeDestroy: boolean;
  /** Absent: it is replaced when it is to have a new secret. */
  readonly rotation?: RotationNode;
  /** The state has its secret sealed only. @default false */
  readonly isSealed?: boolean;
  /** Seconds its create may take; absent: the default. */
  readonly createTimeoutSeconds?: number;
}

/** A token of the graph by its name, one that was there already by its display name, or a person. */
export type Principal =
  | { readonly token: string }
  | { readonly stranger: string }
  | { readonly person: string };

export type GrantType = keyof typeof GRANT_TYPES;

export interface GrantNode {
  /** Its address: `<type>.<name>`. */
  readonly name: string;
  readonly type: GrantType;
  /** The name of the asset or persona. */
  readonly object: string;
  readonly principals: readonly Principal[];
}

export interface Graph {
  readonly tokens: readonly TokenNode[];
  readonly grants: readonly GrantNode[];
}

export const EMPTY: Graph = { tokens: [], grants: [] };

interface GrantTypeFacts {
  readonly objects: readonly string[];
  readonly objectAttribute: string;
  readonly principalsAttribute: "usernames" | "token_ids";
  readonly people: readonly string[];
}

const assetGrant = (objects: readonly string[], objectAttribute: string): GrantTypeFacts => ({
  objects,
  objectAttribute,
  principalsAttribute: "usernames",
  people: PEOPLE,
});

export const GRANT_TYPES = {
  atlan_connection_admin: assetGrant(CONNECTIONS, "connection_id"),
  atlan_collection_editor: assetGrant(COLLECTIONS, "collection_id"),
  atlan_collection_viewer: assetGrant(COLLECTIONS, "collection_id"),
  atlan_token_persona_binding: {
    objects: PERSONAS,
    objectAttribute: "persona_qualified_name",
    principalsAttribute: "token_ids",
    people: [],
  },
} as const satisfies Record<string, GrantTypeFacts>;

export const GRANT_TYPE_NAMES = Object.keys(GRANT_TYPES) as readonly GrantType[];

export const nameOf = (principal: Principal): string => Object.entries(principal).flat().join(" ");

/** As people count it, `2 tokens, 1 clients, 3 grants`. */
export const describeGraph = ({ tokens, grants }: Graph): string => {
  const clients = tokens.filter(({ role }) => role !== undefined).length;
  return `${tokens.length - clients} tokens, ${clients} clients, ${grants.length} grants`;
};
