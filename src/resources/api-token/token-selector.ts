// How people name an API token: by GUID, client ID, username or display name. Pure text.

/** The three things the tenant can be asked by. */
export type TokenSelector =
  | { readonly by: "id"; readonly value: string }
  | { readonly by: "clientId"; readonly value: string }
  | { readonly by: "displayName"; readonly value: string };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const CLIENT_ID = /^(?:service-account-)?(apikey-.+)$/;
const NAME_PREFIX = "name:";

/** A client ID as the tenant knows it: without the prefix that makes it a username. */
export const clientIdOf = (clientIdOrUsername: string): string =>
  CLIENT_ID.exec(clientIdOrUsername)?.[1] ?? clientIdOrUsername;

/** Whether a username is an API token's, and not a person's. */
export const isApiTokenUsername = (username: string): boolean =>
  username.startsWith("service-account-");

/** Reads an import id; undefined when it is none of the four forms. */
export function parseImportId(importId: string): TokenSelector | undefined {
  const text = importId.trim();
  if (text.startsWith(NAME_PREFIX) && text.length > NAME_PREFIX.length) {
    return { by: "displayName", value: importId.trimStart().slice(NAME_PREFIX.length) };
  }
  if (GUID.test(text)) return { by: "id", value: text.toLowerCase() };
  if (CLIENT_ID.test(text)) return { by: "clientId", value: clientIdOf(text) };
  return undefined;
}

const words = { id: "GUID", clientId: "client ID", displayName: "display name" } as const;

/** For messages: `display name "loader"`. */
export const describeSelector = (selector: TokenSelector): string =>
  `${words[selector.by]} ${JSON.stringify(selector.value)}`;

/** What is unique: a walk can tell which one is meant. */
export type UniqueSelector = Extract<TokenSelector, { readonly by: "id" | "clientId" }>;
