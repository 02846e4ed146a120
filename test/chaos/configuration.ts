// Writes a graph as Terraform's configuration.
import { resource } from "../acceptance/conformance/hcl.js";
import {
  GRANT_TYPES,
  type GrantNode,
  type Graph,
  type Principal,
  type TokenNode,
} from "./graph.js";
import type { Landmarks } from "./landmarks.js";
import type { Profile } from "./profile.js";
import { RECIPIENTS } from "./sealing.js";

function tokenBlock(token: TokenNode, landmarks: Landmarks): string {
  const { personas, createTimeoutSeconds } = token;
  const lifecycle = token.createBeforeDestroy
    ? "  lifecycle {\n    create_before_destroy = true\n  }\n"
    : "";
  const timeouts =
    createTimeoutSeconds === undefined
      ? ""
      : `  timeouts {\n    create = "${createTimeoutSeconds}s"\n  }\n`;
  const given = {
    display_name: token.displayName,
    description: token.description,
    persona_qualified_names: personas?.map((name) => landmarks.persona(name)),
    validity_seconds: token.validitySeconds,
    seal_to: token.isSealed && RECIPIENTS,
  };
  return resource({
    type: "atlan_api_token",
    name: token.name,
    given,
    more: lifecycle + timeouts,
  });
}

function principalText(grant: GrantNode, principal: Principal, landmarks: Landmarks): string {
  if ("person" in principal) return principal.person;
  const attribute = GRANT_TYPES[grant.type].principalsAttribute === "token_ids" ? "id" : "username";
  if ("stranger" in principal) return landmarks.token(principal.stranger)[attribute];
  return `\${atlan_api_token.${principal.token}.${attribute}}`;
}

function grantBlock(grant: GrantNode, landmarks: Landmarks): string {
  const { objectAttribute, principalsAttribute } = GRANT_TYPES[grant.type];
  const given = {
    [objectAttribute]: landmarks.object(grant),
    [principalsAttribute]: grant.principals.map((one) => principalText(grant, one, landmarks)),
  };
  return resource({ type: grant.type, name: grant.name, given });
}

export function configurationOf(
  { tokens, grants }: Graph,
  provider: Profile["provider"],
  landmarks: Landmarks,
): string {
  const lines = Object.entries(provider).map(([name, value]) => `  ${name} = ${value}\n`);
  const secrets = tokens.map(
    ({ name, isSealed }) =>
      `output "secret_of_${name}" {\n  value = atlan_api_token.${name}.${isSealed ? "sealed_access_token" : "access_token"}\n  sensitive = true\n}\n`,
  );
  return [
    `provider "atlan" {\n${lines.join("")}}\n`,
    ...tokens.map((token) => tokenBlock(token, landmarks)),
    ...grants.map((grant) => grantBlock(grant, landmarks)),
    ...secrets,
  ].join("");
}
