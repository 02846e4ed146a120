// An API token as the tenant writes it, read into one shape; everything odd about the wire form ends here.
import { Secret } from "../secret.js";
import { firstText, type JsonObject, numberOf, objectOf, requiredText, timeOf } from "./json.js";
import type { LinkedPersona } from "./linked-persona.js";
import { readLinkedPersonas } from "./linked-persona.js";
import { type RecordPage, readRecordPage } from "./record-list.js";

export interface ApiToken {
  /** The GUID. */
  readonly id: string;
  /** `apikey-…` */
  readonly clientId: string;
  /** `service-account-apikey-…`: how lists of admins and viewers name the token. */
  readonly username: string;
  readonly displayName: string;
  readonly description: string;
  /** To be believed in a list only: the reply to a create or update shows links in another form. */
  readonly personas: readonly LinkedPersona[];
  /** Null when the tenant does not say. */
  readonly lifespanSeconds: number | null;
  readonly createdAt: Date | null;
  readonly createdBy: string | null;
}

export interface CreatedApiToken extends ApiToken {
  /** Given once; no later reply has it. */
  readonly accessToken: Secret;
}

/** @throws MalformedBodyError */
export const readApiTokenPage = (body: unknown): RecordPage<ApiToken> =>
  readRecordPage(body, "the page of API tokens", readApiToken);

/** @throws MalformedBodyError when the id or the secret is missing */
export function readCreatedApiToken(body: unknown): CreatedApiToken {
  const { accessToken } = attributesOf(objectOf(body, "the new API token"));
  const secret = requiredText(accessToken, "attributes.accessToken");
  return { ...readApiToken(body), accessToken: new Secret(secret) };
}

/** Only that it was an API token that answered: links and times are for a list to say. */
export function readUpdatedApiToken(body: unknown): void {
  requiredText(objectOf(body, "the updated API token").id, "id of an API token");
}

function readApiToken(body: unknown): ApiToken {
  const record = objectOf(body, "an API token");
  const attributes = attributesOf(record);
  const clientId = requiredText(
    firstText(attributes.clientId, record.clientId),
    "clientId of an API token",
  );
  return {
    id: requiredText(record.id, "id of an API token"),
    clientId,
    username: `service-account-${clientId}`,
    displayName: firstText(attributes.displayName, record.displayName) ?? "",
    description: typeof attributes.description === "string" ? attributes.description : "",
    personas: readLinkedPersonas(attributes.personaQualifiedName),
    lifespanSeconds: numberOf(attributes["access.token.lifespan"]),
    createdAt: timeOf(attributes.createdAt),
    createdBy: firstText(attributes.createdBy),
  };
}

function attributesOf(record: JsonObject): JsonObject {
  return objectOf(record.attributes ?? {}, "attributes");
}
