// From a persona as the API lists it to Terraform's names. Pure; no value is changed.
import type { DataPolicy, GlossaryPolicy, MetadataPolicy, Persona } from "../../client/index.js";

export const personaRecordOf = (persona: Persona) => ({
  id: persona.id,
  name: persona.name,
  qualified_name: persona.qualifiedName,
  display_name: persona.displayName,
  description: persona.description,
  metadata_policies: persona.metadataPolicies?.map(metadataPolicyOf) ?? null,
  data_policies: persona.dataPolicies?.map(dataPolicyOf) ?? null,
  glossary_policies: persona.glossaryPolicies?.map(glossaryPolicyOf) ?? null,
  users: persona.users,
  groups: persona.groups,
  readme: persona.readme,
  created_at: persona.createdAt,
  created_by: persona.createdBy,
  updated_at: persona.updatedAt,
  updated_by: persona.updatedBy,
  type: persona.type,
  level: persona.level,
  version: persona.version,
  enabled: persona.enabled,
  resources: persona.resources,
  attributes: persona.attributes,
});

const policyOf = (policy: MetadataPolicy | GlossaryPolicy) => ({
  id: policy.id,
  name: policy.name,
  description: policy.description,
  actions: policy.actions,
  allow: policy.allow,
  created_at: policy.createdAt,
  created_by: policy.createdBy,
  updated_at: policy.updatedAt,
  updated_by: policy.updatedBy,
});

const metadataPolicyOf = (policy: MetadataPolicy) => ({
  ...policyOf(policy),
  assets: policy.assets,
  connection_id: policy.connectionId,
});

const dataPolicyOf = (policy: DataPolicy) => ({
  ...metadataPolicyOf(policy),
  connection_name: policy.connectionName,
});

const glossaryPolicyOf = (policy: GlossaryPolicy) => ({
  ...policyOf(policy),
  glossary_qualified_names: policy.glossaryQualifiedNames,
});
