// What may be made to go wrong: the shapes that `POST /_tenant/faults` takes.

export type UserListChange = { readonly guid: string; readonly usernames: readonly string[] };
export type PersonaLinkChange = {
  readonly tokenGuid: string;
  readonly personaQualifiedName: string;
};

/** What another writer does: it changes the store directly, past all rules. */
export type FaultOperation =
  | { readonly addAdminUsers: UserListChange }
  | { readonly removeAdminUsers: UserListChange }
  | { readonly addViewerUsers: UserListChange }
  | { readonly removeViewerUsers: UserListChange }
  | { readonly linkPersona: PersonaLinkChange }
  | { readonly unlinkPersona: PersonaLinkChange }
  | { readonly deleteToken: { readonly guid: string } }
  | { readonly deleteOAuthClient: { readonly guid: string } }
  /** Status DELETED from then on. */
  | { readonly deleteAsset: { readonly guid: string } };

export type CannedReply = {
  readonly status: number;
  readonly headers?: { readonly [name: string]: string };
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
};

export type FaultEffect =
  /** Answered without being processed. */
  | CannedReply
  /** Processed, then the connection breaks before a byte of the reply. */
  | { readonly dropReply: true }
  /** The connection is reset; nothing is processed. */
  | { readonly reset: true }
  /** Never answered, nothing is processed. */
  | { readonly hang: true }
  /** Processed after so much real time. */
  | { readonly delayMs: number }
  /** The connection breaks at once; processed after so much real time. */
  | { readonly commitAfterMs: number }
  /** Processed, then answered with this instead. */
  | { readonly replyAfterCommit: CannedReply }
  /** Run right before the request is processed. */
  | { readonly before: readonly FaultOperation[] }
  /** Run right after the request was processed, before it is answered. */
  | { readonly after: readonly FaultOperation[] };

export type Fault = {
  readonly match: {
    /** @default any */
    readonly method?: string;
    /** A regular expression that is sure to finish, found anywhere in the path without its query. @default any */
    readonly path?: string;
  };
  /** How many matching requests it hits. @default 1 */
  readonly times?: number;
  /** How many matching requests it lets pass first. @default 0 */
  readonly skip?: number;
  readonly do: FaultEffect;
};
