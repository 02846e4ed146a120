// How people name a principal: by GUID, client ID, username or display name. Pure text.
import { isSameText, withLowerCaseGuid } from "../lookup/same-text.js";
import type { PrincipalRecord } from "./kind.js";

/** The three attributes that the tenant can filter by. */
export type PrincipalSelector =
  | { readonly by: "id"; readonly value: string }
  | { readonly by: "clientId"; readonly value: string }
  | { readonly by: "displayName"; readonly value: string };

/** What only one has. */
export type UniqueSelector = Extract<PrincipalSelector, { readonly by: "id" | "clientId" }>;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const CLIENT_ID = /^(?:service-account-)?((?:apikey|oauth-client)-.+)$/;
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

/** Whether it is meant. The tenant may fold case; here case counts. */
export const isSelected = (record: PrincipalRecord, { by, value }: PrincipalSelector): boolean =>
  by === "displayName"
    ? isSameText(record.displayName, value)
    : withLowerCaseGuid(record[by]) === value;

/**
 * Reads an import id; undefined when it is none of the four forms.
 *
 * @param prefix of the kind's client IDs: `apikey`
 */
export function parseImportId(importId: string, prefix: string): PrincipalSelector | undefined {
  const text = importId.trim();
  if (text.startsWith(NAME_PREFIX) && text.length > NAME_PREFIX.length) {
    return { by: "displayName", value: importId.trimStart().slice(NAME_PREFIX.length) };
  }
  if (GUID.test(text)) return byId(text);
  const selector = byClientId(text);
  return selector.value.startsWith(`${prefix}-`) && selector.value.length > prefix.length + 1
    ? selector
    : undefined;
}

const NOUNS = { id: "GUID", clientId: "client ID", displayName: "display name" } as const;

/** For messages: `display name "loader"`. */
export const describeSelector = (selector: PrincipalSelector): string =>
  `${NOUNS[selector.by]} ${JSON.stringify(selector.value)}`;
