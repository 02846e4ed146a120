// Which objects a Terraform state manages: their addresses, by GUID. Of a state, which may hold secrets, nothing else is kept.
import { fieldsOf, type JsonObject } from "../client/index.js";

export interface ManagedObjects {
  readonly file: string;
  /** `atlan_api_token.loader`; also of a predecessor that retires. Null: not in the state. */
  addressOf(id: string): string | null;
}

const TYPES = new Set(["atlan_api_token", "atlan_oauth_client"]);

const listOf = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.map(fieldsOf) : [];

/**
 * @param text of a `terraform.tfstate`, or what `terraform state pull` prints
 * @throws in one sentence that quotes nothing of the text
 */
export function managedObjectsIn(file: string, text: string): ManagedObjects {
  const { version, resources } = parse(file, text);
  if (version !== 4 || !Array.isArray(resources)) {
    throw new Error(
      `Cannot use the state ${JSON.stringify(file)}: it has no version 4 with resources, expected a terraform.tfstate, or what \`terraform state pull\` prints`,
    );
  }
  const addresses = new Map<string, string>();
  for (const resource of listOf(resources)) {
    if (resource.mode !== "managed" || !TYPES.has(String(resource.type))) continue;
    for (const instance of listOf(resource.instances)) {
      const { id, retiring } = fieldsOf(instance.attributes);
      for (const each of [id, ...listOf(retiring).map((one) => one.id)]) {
        if (typeof each === "string") addresses.set(each, addressOf(resource, instance));
      }
    }
  }
  return { file, addressOf: (id) => addresses.get(id) ?? null };
}

function parse(file: string, text: string): JsonObject {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    // What the parser says quotes the text, which may hold a secret.
    throw new Error(
      `Cannot use the state ${JSON.stringify(file)}: it is no JSON, expected a terraform.tfstate, or what \`terraform state pull\` prints`,
    );
  }
}

/** As Terraform writes it: `module.etl.atlan_api_token.loader["nightly"]`. */
function addressOf({ module, type, name }: JsonObject, { index_key: key }: JsonObject): string {
  const path = [module, type, name].filter((part) => typeof part === "string").join(".");
  return key === undefined ? path : `${path}[${JSON.stringify(key)}]`;
}
