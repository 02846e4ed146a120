// An OAuth client as the tenant writes it, read into one shape.
import { Secret } from "../secret.js";
import { firstText, listOf, numberOf, objectOf, requiredText, timeOf } from "./json.js";
import { type RecordPage, readRecordPage } from "./record-list.js";

/** What every answer says of a client. */
interface OAuthClientIdentity {
  /** The GUID. */
  readonly id: string;
  /** `oauth-client-…`: what paths name the client by. */
  readonly clientId: string;
  /** `service-account-oauth-client-…`: how lists of admins and viewers name the client. */
  readonly username: string;
  readonly displayName: string;
  readonly description: string;
  /** How long an access token lives that the client is given. Null when the tenant does not say. */
  readonly tokenExpirySeconds: number | null;
  readonly createdAt: Date | null;
  readonly createdBy: string | null;
}

export interface OAuthClient extends OAuthClientIdentity {
  /** The role's name, such as `$admin`. Null when the tenant does not say. */
  readonly role: string | null;
  readonly personaQualifiedNames: readonly string[];
}

/** The answer to a create is not relied on for role and personas: no SDK reads them there. */
export interface CreatedOAuthClient extends OAuthClientIdentity {
  /** Given once; no later reply has it. */
  readonly clientSecret: Secret;
}

/** @throws MalformedBodyError */
export const readOAuthClientPage = (body: unknown): RecordPage<OAuthClient> =>
  readRecordPage(body, "the page of OAuth clients", readOAuthClient);

/** @throws MalformedBodyError when the id or the secret is missing */
export function readCreatedOAuthClient(body: unknown): CreatedOAuthClient {
  const { clientSecret } = objectOf(body, "the new OAuth client");
  const secret = requiredText(clientSecret, "clientSecret");
  return { ...readIdentity(body), clientSecret: new Secret(secret) };
}

/** Null and missing are no personas: the vendor's Java SDK takes both. @throws MalformedBodyError */
export function readOAuthClient(body: unknown): OAuthClient {
  const { role, personaQNs } = objectOf(body, "an OAuth client");
  const personaQualifiedNames = listOf(personaQNs, "personaQNs").map((name) =>
    requiredText(name, "an element of personaQNs"),
  );
  return { ...readIdentity(body), role: firstText(role), personaQualifiedNames };
}

function readIdentity(body: unknown): OAuthClientIdentity {
  const record = objectOf(body, "an OAuth client");
  const clientId = requiredText(record.clientId, "clientId of an OAuth client");
  return {
    id: requiredText(record.id, "id of an OAuth client"),
    clientId,
    username: `service-account-${clientId}`,
    displayName: firstText(record.displayName) ?? "",
    description: typeof record.description === "string" ? record.description : "",
    tokenExpirySeconds: numberOf(record.tokenExpirySeconds),
    createdAt: timeOf(record.createdAt),
    createdBy: firstText(record.createdBy),
  };
}
