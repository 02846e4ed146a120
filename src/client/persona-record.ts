// A persona as its reference page documents it, read field by field: null and `""` stay apart, because both are sent.
import { type JsonObject, objectOf } from "./json.js";
import { type RecordPage, readRecordPage } from "./record-list.js";
import { flagIn, numberIn, objectsIn, textIn, textsIn } from "./sent-fields.js";

interface Policy {
  readonly id: string | null;
  readonly name: string | null;
  readonly description: string | null;
  readonly actions: readonly string[] | null;
  readonly allow: boolean | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number | null;
  readonly createdBy: string | null;
  /** Milliseconds since 1970. */
  readonly updatedAt: number | null;
  readonly updatedBy: string | null;
}

export interface MetadataPolicy extends Policy {
  readonly assets: readonly string[] | null;
  readonly connectionId: string | null;
}

export interface DataPolicy extends MetadataPolicy {
  readonly connectionName: string | null;
}

export interface GlossaryPolicy extends Policy {
  readonly glossaryQualifiedNames: readonly string[] | null;
}

/** All fields but the name are documented as nullable, and the name may be left out by `columns` too. */
export interface Persona {
  readonly id: string | null;
  readonly name: string | null;
  /** Not documented for this endpoint; null where the tenant does not send it. */
  readonly qualifiedName: string | null;
  readonly displayName: string | null;
  readonly description: string | null;
  readonly metadataPolicies: readonly MetadataPolicy[] | null;
  readonly dataPolicies: readonly DataPolicy[] | null;
  readonly glossaryPolicies: readonly GlossaryPolicy[] | null;
  /** GUIDs. */
  readonly users: readonly string[] | null;
  /** GUIDs. */
  readonly groups: readonly string[] | null;
  /** URL-encoded HTML. */
  readonly readme: string | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number | null;
  readonly createdBy: string | null;
  /** Milliseconds since 1970; null when it was never updated. */
  readonly updatedAt: number | null;
  readonly updatedBy: string | null;
  readonly type: string | null;
  readonly level: string | null;
  readonly version: string | null;
  readonly enabled: boolean | null;
  readonly resources: string | null;
  /** The JSON text of an object. */
  readonly attributes: string | null;
}

/** @throws MalformedBodyError where a list, number or boolean is documented and something else was sent */
export const readPersonaPage = (body: unknown): RecordPage<Persona> =>
  readRecordPage(body, "the page of personas", (record) =>
    readPersona(objectOf(record, "an element of records")),
  );

function readPersona(sent: JsonObject): Persona {
  return {
    id: textIn(sent, "id"),
    name: textIn(sent, "name"),
    qualifiedName: textIn(sent, "qualifiedName"),
    displayName: textIn(sent, "displayName"),
    description: textIn(sent, "description"),
    metadataPolicies: objectsIn(sent, "metadataPolicies")?.map(readMetadataPolicy) ?? null,
    dataPolicies: objectsIn(sent, "dataPolicies")?.map(readDataPolicy) ?? null,
    glossaryPolicies: objectsIn(sent, "glossaryPolicies")?.map(readGlossaryPolicy) ?? null,
    users: textsIn(sent, "users"),
    groups: textsIn(sent, "groups"),
    readme: textIn(sent, "readme"),
    createdAt: numberIn(sent, "createdAt"),
    createdBy: textIn(sent, "createdBy"),
    updatedAt: numberIn(sent, "updatedAt"),
    updatedBy: textIn(sent, "updatedBy"),
    type: textIn(sent, "type"),
    level: textIn(sent, "level"),
    version: textIn(sent, "version"),
    enabled: flagIn(sent, "enabled"),
    resources: textIn(sent, "resources"),
    attributes: textIn(sent, "attributes"),
  };
}

function readPolicy(sent: JsonObject): Policy {
  return {
    id: textIn(sent, "id"),
    name: textIn(sent, "name"),
    description: textIn(sent, "description"),
    actions: textsIn(sent, "actions"),
    allow: flagIn(sent, "allow"),
    createdAt: numberIn(sent, "createdAt"),
    createdBy: textIn(sent, "createdBy"),
    updatedAt: numberIn(sent, "updatedAt"),
    updatedBy: textIn(sent, "updatedBy"),
  };
}

const readMetadataPolicy = (sent: JsonObject): MetadataPolicy => ({
  ...readPolicy(sent),
  assets: textsIn(sent, "assets"),
  connectionId: textIn(sent, "connectionId"),
});

const readDataPolicy = (sent: JsonObject): DataPolicy => ({
  ...readMetadataPolicy(sent),
  connectionName: textIn(sent, "connectionName"),
});

const readGlossaryPolicy = (sent: JsonObject): GlossaryPolicy => ({
  ...readPolicy(sent),
  glossaryQualifiedNames: textsIn(sent, "glossaryQualifiedNames"),
});
