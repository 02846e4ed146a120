// How people name an API token: by GUID, client ID, username or display name. Pure text.
import type { ApiToken } from "../../client/index.js";
import { isSameText, withLowerCaseGuid } from "../lookup/same-text.js";

/** The three attributes that the tenant can filter by. */
export type TokenSelector =
  | { readonly by: "id"; readonly value: string }
  | { readonly by: "clientId"; readonly value: string }
  | { readonly by: "displayName"; readonly value: string };

/** What only one token has. */
export type UniqueSelector = Extract<TokenSelector, { readonly by: "id" | "clientId" }>;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const CLIENT_ID = /^(?:service-account-)?(apikey-.+)$/;
const NAME_PREFIX = "name:";

export const byId = (id: string): UniqueSelector => ({ by: "id", value: withLowerCaseGuid(id) });

/** @param clientIdOrUsername with or without `service-account-` */
export const byClientId = (clientIdOrUsername: string): UniqueSelector => ({
  by: "clientId",
  value: clientIdOf(clientIdOrUsername),
});

/** A client ID as the tenant knows it: without the prefix that makes it a username. */
export const clientIdOf = (clientIdOrUsername: string): string =>
  withLowerCaseGuid(CLIENT_ID.exec(clientIdOrUsername)?.[1] ?? clientIdOrUsername);

/** Whether a token is meant. The tenant may fold case; here case counts. */
export const isSelected = (token: ApiToken, { by, value }: TokenSelector): boolean =>
  by === "displayName"
    ? isSameText(token.displayName, value)
    : withLowerCaseGuid(token[by]) === value;

/** Reads an import id; undefined when it is none of the four forms. */
export function parseImportId(importId: string): TokenSelector | undefined {
  const text = importId.trim();
  if (text.startsWith(NAME_PREFIX) && text.length > NAME_PREFIX.length) {
    return { by: "displayName", value: importId.trimStart().slice(NAME_PREFIX.length) };
  }
  if (GUID.test(text)) return byId(text);
  if (CLIENT_ID.test(text)) return byClientId(text);
  return undefined;
}

const NOUNS = { id: "GUID", clientId: "client ID", displayName: "display name" } as const;

/** For messages: `display name "loader"`. */
export const describeSelector = (selector: TokenSelector): string =>
  `${NOUNS[selector.by]} ${JSON.stringify(selector.value)}`;
