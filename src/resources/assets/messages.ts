// Why the tenant does not let the principals of an asset be read or written, and what to do about it.
import type { AtlanRequestError, Entity } from "../../client/index.js";
import { isOAuthClient, ownCredentialName } from "../service-account.js";
import type { AssetProblem } from "./asset-error.js";
import type { CredentialKind } from "./credentials.js";

const NO_ADMIN_LEFT = "ATLAS-400-00-114";
/** The metastore asks Keycloak for every name that is added, and passes on its answer as a failure of its own. */
const UNKNOWN_USER = /user not found/i;

/** From the vendor's own page on API tokens. */
export const WHERE_FROM =
  "To get a bearer token, log in to Atlan in a browser, open the network tab of the developer tools, click an `indexsearch` call and " +
  "copy its Authorization header, without the word Bearer. Pass it as the environment variable ATLAN_USER_BEARER_TOKEN, or as " +
  "user_bearer_token in the provider block. It lives as long as that login. A plan needs it only where it looks up a connection or " +
  "collection that the provider's own credential does not see.";

/** For messages: `connection "development" (3d9f…)`. */
export const nameOf = ({ typeName, name, guid }: Entity): string =>
  `${typeName.toLowerCase()} ${JSON.stringify(name)} (${guid})`;

export const namesIn = (names: readonly string[]): string =>
  names.length === 0 ? "nobody" : names.join(", ");

export const noBearer = (why: string): AssetProblem => ({
  summary: "user_bearer_token is not set",
  detail: `${why} Set user_bearer_token to the bearer token of one of its admins.\n\n${WHERE_FROM}`,
  wantsBearer: true,
});

export const expiredBearer = (error: AtlanRequestError): AssetProblem => ({
  summary: "user_bearer_token has expired",
  detail: `${error.message}. The login that the bearer token was copied from has ended.\n\n${WHERE_FROM}`,
  wantsBearer: true,
});

export const serviceAccountAsBearer = (username: string): AssetProblem => {
  const noun = isOAuthClient(username) ? "an OAuth client" : "an API token";
  return {
    summary: `user_bearer_token is ${isOAuthClient(username) ? "an OAuth client's" : noun}`,
    detail: `user_bearer_token belongs to ${username}, ${noun}. Only a person's bearer token can do this: ${noun} cannot give a right to itself.\n\n${WHERE_FROM}`,
    wantsBearer: true,
  };
};

export const goneAsset = (guid: string) =>
  ({
    severity: "error",
    summary: "Asset does not exist",
    detail: `The tenant has no asset with the GUID ${guid}, or it was deleted. Nothing was written. Check the GUID. If the asset was deleted outside Terraform, plan again and remove what refers to it from the configuration.`,
  }) as const;

export function hiddenAsset(
  guid: string,
  fromApiKey: AtlanRequestError,
  fromBearer: AtlanRequestError | null,
): AssetProblem {
  const why = `${fromApiKey.message}. The ${fromApiKey.credentialName} may not see the asset ${guid}: it did not create it, is not one of its admins or viewers, and has no persona that allows it.`;
  if (fromBearer === null) return noBearer(why);
  if (fromBearer.kind === "unauthorized") return expiredBearer(fromBearer);
  return {
    summary: "Neither credential may see the asset",
    detail: `${why}\n\n${fromBearer.message}. The owner of user_bearer_token may not see it either. Use the bearer token of one of its admins.\n\n${WHERE_FROM}`,
    wantsBearer: true,
  };
}

export const whyNotApiKey = (entity: Entity, own: string): string =>
  `Only an admin of the ${nameOf(entity)} may change its principals. The ${ownCredentialName(own)}, ${own}, is not one of its admins.`;

/** Whoever is in the list, and yet refused. */
const refusedAdmin = (entity: Entity, { message }: AtlanRequestError, who: string): string =>
  `${message}. ${who} is one of the admins of the ${nameOf(entity)}, but the tenant does not let it write. If it became an admin within the last minute, apply again.`;

const refusedApiKey = (entity: Entity, error: AtlanRequestError): AssetProblem => ({
  summary: `The ${error.credentialName} may not change the asset`,
  detail: `${refusedAdmin(entity, error, `The ${error.credentialName}`)} Otherwise set user_bearer_token to the bearer token of another admin.\n\n${WHERE_FROM}`,
  wantsBearer: true,
});

const refusedToken = (
  entity: Entity,
  username: string,
  error: AtlanRequestError,
): AssetProblem => ({
  summary: "The rotated token may not change the asset",
  detail: `${refusedAdmin(entity, error, `${username}, the token that is rotated,`)} Otherwise set user_bearer_token to the bearer token of another admin.\n\n${WHERE_FROM}`,
  wantsBearer: true,
});

const BEARER_IS_NO_ADMIN = "The owner of user_bearer_token may not change the asset";

const notAnAdmin = (entity: Entity, username: string): string => {
  const { adminUsers, adminGroups } = entity;
  const groups = adminGroups.length === 0 ? "" : `, and the groups ${adminGroups.join(", ")}`;
  return `user_bearer_token belongs to ${username}, who is not an admin of the ${nameOf(entity)}. Its admins are: ${namesIn(adminUsers)}${groups}. Use the bearer token of one of them, or let one of them make ${username} an admin.\n\n${WHERE_FROM}`;
};

const refusedBearer = (
  entity: Entity,
  username: string,
  error: AtlanRequestError,
): AssetProblem => ({
  summary: BEARER_IS_NO_ADMIN,
  detail: entity.adminUsers.includes(username)
    ? `${refusedAdmin(entity, error, `${username}, to whom user_bearer_token belongs,`)} Otherwise use the bearer token of another admin.\n\n${WHERE_FROM}`
    : `${error.message}. ${notAnAdmin(entity, username)}`,
  wantsBearer: true,
});

/** Before anything is written. */
export const bearerIsNoAdmin = (
  entity: Entity,
  { username, own }: { readonly username: string; readonly own: string },
): AssetProblem => ({
  summary: BEARER_IS_NO_ADMIN,
  detail: `${whyNotApiKey(entity, own)} ${notAnAdmin(entity, username)}`,
  wantsBearer: true,
});

const unknownUser = (error: AtlanRequestError): AssetProblem => ({
  summary: "Username unknown to the tenant",
  detail: `${error.message}. The tenant does not know this user. ${USERNAMES}`,
  isRefusal: true,
  attribute: "principals",
});

/** What `usernames` takes. */
export const USERNAMES =
  "usernames takes usernames in exact case: `amira` for a person, `service-account-apikey-…` (a token's `username`) for an API token, `service-account-oauth-client-…` for an OAuth client. It takes no e-mail addresses, display names or GUIDs.";

const lastAdmin = (
  entity: Entity,
  candidates: readonly string[],
  error: AtlanRequestError,
): AssetProblem => {
  const others = [entity.createdBy, entity.updatedBy, ...candidates].filter(
    (name) => name !== null && !entity.adminUsers.includes(name),
  );
  const suggestion = [...new Set(others), "another user of yours"].join(", or ");
  return {
    summary: "The connection would have no admin left",
    detail: `${error.message}. Atlan refuses to leave the ${nameOf(entity)} without an admin user, group or role. Its admins now: ${namesIn(entity.adminUsers)}. Make somebody else admin first: ${suggestion}.`,
    isRefusal: true,
    attribute: "principals",
  };
};

export const ownPrincipal = (entity: Entity, username: string): AssetProblem => ({
  summary: `Refused to remove the ${ownCredentialName(username)}'s own right`,
  detail: `${username} is the ${ownCredentialName(username)} that this provider signs in as. Without this right it no longer sees the ${nameOf(entity)}, and can neither check nor undo the change. Nothing was written. Give the provider another ${ownCredentialName(username)}, or remove the right in Atlan. To stop managing the right and leave it as it is: \`removed { lifecycle { destroy = false } }\`, or \`terraform state rm\`.`,
  attribute: "principals",
});

export const writtenElsewhere = (entity: Entity, guids: readonly string[]): AssetProblem => ({
  summary: "The tenant changed another asset",
  detail: `The write of the ${nameOf(entity)} was answered with a change of ${guids.join(", ")}. Look at that asset in Atlan, and undo there what does not belong to it.`,
  mayHaveCommitted: true,
});

export const wrongType = (
  entity: Entity,
  { attribute, typeName }: { readonly attribute: string; readonly typeName: string },
): AssetProblem => ({
  summary: `${attribute} is not the GUID of a ${typeName.toLowerCase()}`,
  detail: `${entity.guid} is the GUID of the ${entity.typeName} ${JSON.stringify(entity.name)}, expected a ${typeName}. Nothing was written.`,
  attribute: "object",
});

interface WrittenBy {
  readonly by: CredentialKind;
  readonly username: string;
  /** The username of the principal that the provider signs in as. */
  readonly own: string;
}

/** Why the tenant refused a write; null where its own words are all that is known. */
export function problemOf(
  error: AtlanRequestError,
  entity: Entity,
  { by, username, own }: WrittenBy,
): AssetProblem | null {
  if (error.kind === "forbidden") {
    if (by === "api_key") return refusedApiKey(entity, error);
    const refused = by === "rotated_token" ? refusedToken : refusedBearer;
    return refused(entity, username, error);
  }
  if (error.kind === "unauthorized" && by === "user_bearer_token") return expiredBearer(error);
  if (error.tenantCode === NO_ADMIN_LEFT) return lastAdmin(entity, [username, own], error);
  return UNKNOWN_USER.test(error.tenantMessage ?? "") ? unknownUser(error) : null;
}
