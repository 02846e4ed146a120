// The kinds of principal that a stack manages, what differs between them, and how they are told from anything else.
import { TerraformResource } from "cdktf";
import {
  type Attributes,
  apiToken,
  clientRotationSettings,
  oauthClient,
  rotationSettings,
  type Schema,
} from "../schema";
import { apiTokenIdentity } from "../schema/api-token-attributes";
import { oauthClientIdentity } from "../schema/oauth-client-attributes";
import { camelCase } from "./settings";

/** One of the two forms in which a state holds a secret. */
export interface SecretForm {
  /** Terraform's name of the attribute that holds it. */
  readonly attribute: string;
  readonly isSealed: boolean;
  /** The usual variable in which a command gets it. */
  readonly environmentVariable: string;
}

export interface PrincipalKind {
  readonly schema: Schema;
  /** What one is called in a sentence about it: `the token is sealed`. */
  readonly word: "token" | "client";
  /** What a successor has of its own beside its secret, by Terraform's names. */
  readonly identity: Attributes;
  /** What a stack may say of its rotation. */
  readonly rotationSettings: Attributes;
  /** The class that declares one. */
  readonly construct: string;
  readonly plain: SecretForm;
  readonly sealed: SecretForm;
  /** The variables in which a command gets what it needs beside the secret, and the attributes that they hold. */
  readonly environment: Readonly<Record<string, "client_id">>;
}

const API_TOKEN: PrincipalKind = {
  schema: apiToken,
  word: "token",
  identity: apiTokenIdentity,
  rotationSettings,
  construct: "AtlanApiToken",
  plain: {
    attribute: "access_token",
    isSealed: false,
    environmentVariable: "ATLAN_DELIVERED_TOKEN",
  },
  sealed: {
    attribute: "sealed_access_token",
    isSealed: true,
    environmentVariable: "ATLAN_DELIVERED_SEALED_TOKEN",
  },
  environment: {},
};

/** Whoever signs in with the secret of a client needs its ID, which a rotation changes, too. */
const OAUTH_CLIENT: PrincipalKind = {
  schema: oauthClient,
  word: "client",
  identity: oauthClientIdentity,
  rotationSettings: clientRotationSettings,
  construct: "AtlanOauthClient",
  plain: {
    attribute: "client_secret",
    isSealed: false,
    environmentVariable: "ATLAN_DELIVERED_CLIENT_SECRET",
  },
  sealed: {
    attribute: "sealed_client_secret",
    isSealed: true,
    environmentVariable: "ATLAN_DELIVERED_SEALED_CLIENT_SECRET",
  },
  environment: { ATLAN_DELIVERED_CLIENT_ID: "client_id" },
};

export const PRINCIPAL_KINDS: readonly PrincipalKind[] = [API_TOKEN, OAUTH_CLIENT];

/** A principal that the app manages, as far as its secret is concerned. */
export interface ManagedPrincipal extends TerraformResource {
  readonly id: string;
  readonly clientId: string;
  /** Whether recipients are declared: then the state has the sealed form alone. */
  readonly isSealed: boolean;
  /** Whether `rotation` is declared. */
  readonly isRotated: boolean;
}

/** Whether the app manages it: what is looked up has no secret. */
export const isManagedPrincipal = (given: unknown): given is ManagedPrincipal =>
  TerraformResource.isTerraformResource(given) && findKind(given) !== undefined;

const findKind = ({ terraformResourceType }: TerraformResource): PrincipalKind | undefined =>
  PRINCIPAL_KINDS.find(({ schema }) => schema.typeName === terraformResourceType);

/** @throws for what is no managed principal */
export function kindOf(principal: TerraformResource): PrincipalKind {
  const kind = findKind(principal);
  if (kind === undefined) throw new Error(`"${principal.node.path}" is no managed principal`);
  return kind;
}

/** To be called at synth only: a setter may change it until then. */
export function formOf(principal: ManagedPrincipal): SecretForm {
  const { plain, sealed } = kindOf(principal);
  return principal.isSealed ? sealed : plain;
}

/** What the principal's own getter gives: a reference that stays sensitive in other stacks. To be called at synth only. */
export const readingOf = (principal: ManagedPrincipal, attribute: string): string =>
  Reflect.get(principal, camelCase(attribute));
