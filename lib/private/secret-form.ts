// The two forms in which a state holds a token's secret, and how what hands a secret on tells them apart.
import type { TerraformResource } from "cdktf";

/** The managed token, as far as its secret is concerned. */
export interface TokenWithSecret extends TerraformResource {
  readonly accessToken: string;
  readonly sealedAccessToken: string;
  /** Whether recipients are declared: then the state has the sealed form alone. */
  readonly isSealed: boolean;
}

export interface SecretForm {
  readonly attribute: "access_token" | "sealed_access_token";
  readonly isSealed: boolean;
  /** The usual variable in which a command gets it. */
  readonly environmentVariable: string;
  readonly of: (token: TokenWithSecret) => string;
}

export const PLAIN: SecretForm = {
  attribute: "access_token",
  isSealed: false,
  environmentVariable: "ATLAN_DELIVERED_TOKEN",
  of: (token) => token.accessToken,
};

export const SEALED: SecretForm = {
  attribute: "sealed_access_token",
  isSealed: true,
  environmentVariable: "ATLAN_DELIVERED_SEALED_TOKEN",
  of: (token) => token.sealedAccessToken,
};

/** To be called at synth only: a setter may change it until then. */
export const formOf = ({ isSealed }: TokenWithSecret): SecretForm => (isSealed ? SEALED : PLAIN);
