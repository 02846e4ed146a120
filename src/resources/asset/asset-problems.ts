// Why the tenant does not let a list of principals be read or written, in words that say what to do about it.
import type { AtlanRequestError, Entity } from "../../client/index.js";
import type { GrantProblem } from "../grant/grant-error.js";
import { expiredBearer, noBearer, WHERE_FROM } from "./person-problems.js";

/** For messages: `connection "development" (3d9f…)`. */
export const nameOf = ({ typeName, name, guid }: Entity): string =>
  `${typeName.toLowerCase()} ${JSON.stringify(name)} (${guid})`;

export const namesIn = (names: readonly string[]): string =>
  names.length === 0 ? "nobody" : names.join(", ");

export const goneAsset = (guid: string) =>
  ({
    severity: "error",
    summary: "Asset is not there",
    detail: `The tenant has no asset with the GUID ${guid}, or it was deleted, so nothing was written. Check the GUID; if it was deleted outside Terraform, plan again, and remove what is left of it from the configuration.`,
  }) as const;

export function hiddenAsset(
  guid: string,
  fromApiKey: AtlanRequestError,
  fromPerson: AtlanRequestError | null,
): GrantProblem {
  const why = `${fromApiKey.message}. The API key may not see the asset ${guid}: it did not make it, is none of its admins or viewers, and no persona allows it.`;
  if (fromPerson === null) return noBearer(why);
  if (fromPerson.kind === "unauthorized") return expiredBearer(fromPerson);
  return {
    summary: "Neither credential may see the asset",
    detail: `${why}\n\n${fromPerson.message}. The person whose bearer token is configured may not see it either. Use the bearer token of one of its admins.\n\n${WHERE_FROM}`,
    wantsPerson: true,
  };
}

/** The API key is in the list, and yet refused: its right is too young, or does not reach so far. */
export const refusedApiKey = (entity: Entity, error: AtlanRequestError): GrantProblem => ({
  summary: "The API key may not change the asset",
  detail: `${error.message}. The API key is in the list of admins of the ${nameOf(entity)}, but the tenant does not let it write. A right that was given a moment ago can take a minute to count: apply again. Otherwise pass the bearer token of another admin.\n\n${WHERE_FROM}`,
  wantsPerson: true,
});

export const notAnAdmin = (
  entity: Entity,
  username: string,
  error: AtlanRequestError,
): GrantProblem => ({
  summary: "The person may not change the asset",
  detail: `${error.message}. The bearer token is ${username}'s, who is no admin of the ${nameOf(entity)}. Its admins are: ${namesIn(entity.adminUsers)}${groups(entity)}. Use the bearer token of one of them, or have one of them make ${username} an admin.\n\n${WHERE_FROM}`,
  wantsPerson: true,
});

const groups = ({ adminGroups }: Entity): string =>
  adminGroups.length === 0 ? "" : `, and the groups ${adminGroups.join(", ")}`;

export const unknownUser = (error: AtlanRequestError): GrantProblem => ({
  summary: "Username unknown to the tenant",
  detail: `${error.message}. Nothing was written for this resource. usernames takes usernames in exact case: \`amira\` for a person, \`service-account-apikey-…\` (a token's \`username\`) for an API token; no e-mail addresses, display names or GUIDs.`,
  isRefusal: true,
  blames: "principals",
});

export const lastAdmin = (
  entity: Entity,
  candidates: readonly string[],
  error: AtlanRequestError,
): GrantProblem => {
  const others = [entity.createdBy, entity.updatedBy, ...candidates].filter(
    (name) => name !== null && !entity.adminUsers.includes(name),
  );
  const suggestion = [...new Set(others), "anybody else who is to look after it"].join(", or ");
  return {
    summary: "The connection would be left without an admin",
    detail: `${error.message}. After this no user, group or role would be admin of the ${nameOf(entity)} (admins now: ${namesIn(entity.adminUsers)}), and Atlan refuses that. Make somebody else admin first: ${suggestion}.`,
    isRefusal: true,
    blames: "principals",
  };
};

export const ownPrincipal = (entity: Entity, username: string): GrantProblem => ({
  summary: "Refused to take the right of the API key itself",
  detail: `${username} is the API key that this provider logs in with. Without this right it would no longer see the ${nameOf(entity)}, and could neither check nor undo what it did. Nothing was written. Give the provider another API key, or let somebody else take the right away in Atlan. To let go of it here and leave the right as it is: \`removed { lifecycle { destroy = false } }\`, or \`terraform state rm\`.`,
  isRefusal: true,
  blames: "principals",
});

export const writtenElsewhere = (entity: Entity, guids: readonly string[]): GrantProblem => ({
  summary: "The tenant wrote another asset than the one meant",
  detail: `The write of the ${nameOf(entity)} was answered with a change of ${guids.join(", ")}. Look at that asset in Atlan, and undo there what does not belong to it; nothing was kept in the state.`,
});

export const wrongType = (
  entity: Entity,
  { attribute, typeName }: { readonly attribute: string; readonly typeName: string },
): GrantProblem => ({
  summary: `${attribute} names no ${typeName.toLowerCase()}`,
  detail: `${entity.guid} is the GUID of a ${entity.typeName}, ${JSON.stringify(entity.name)}, and not of a ${typeName}. Nothing was written.`,
  isRefusal: true,
  blames: "thing",
});
