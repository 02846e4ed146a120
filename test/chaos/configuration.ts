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
import { addressOf, typeOf } from "./principals.js";
import type { Profile } from "./profile.js";
import { RECIPIENTS } from "./sealing.js";
import { RUN_TOKEN_NAME } from "./world.js";

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
    role: token.role,
    validity_seconds: token.validitySeconds,
    seal_to: token.isSealed ? RECIPIENTS : undefined,
    rotation: token.rotation && {
      rotate_every_seconds: token.rotation.everySeconds,
      rotate_when_changed: { turn: String(token.rotation.turn) },
      overlap_seconds: token.rotation.overlapSeconds,
    },
  };
  return resource({
    type: typeOf(token).type,
    name: token.name,
    given,
    more: lifecycle + timeouts,
  });
}

/** As HCL: of a token that rotates, all principals that carry its rights. */
function principalText(
  grant: GrantNode,
  principal: Principal,
  { landmarks, tokens }: { readonly landmarks: Landmarks; readonly tokens: Graph["tokens"] },
): string {
  const isBinding = GRANT_TYPES[grant.type].principalsAttribute === "token_ids";
  if ("person" in principal) return JSON.stringify(principal.person);
  if ("stranger" in principal) {
    return JSON.stringify(landmarks.token(principal.stranger)[isBinding ? "id" : "username"]);
  }
  const token = tokens.find(({ name }) => name === principal.token);
  if (token === undefined) throw new Error(`Cannot name ${principal.token}: it is not declared`);
  const [one, all] = isBinding ? ["id", "active_ids"] : ["username", "active_usernames"];
  return `${addressOf(token)}.${token.rotation ? all : one}`;
}

function grantBlock(grant: GrantNode, tokens: Graph["tokens"], landmarks: Landmarks): string {
  const { objectAttribute, principalsAttribute } = GRANT_TYPES[grant.type];
  const given = { [objectAttribute]: landmarks.object(grant) };
  const principals = grant.principals.map((one) =>
    principalText(grant, one, { landmarks, tokens }),
  );
  const more = `  ${principalsAttribute} = flatten([${principals.join(", ")}])\n`;
  return resource({ type: grant.type, name: grant.name, given, more });
}

const runToken = (settings: string): string => `ephemeral "atlan_api_token" "run" {
  display_name = "${RUN_TOKEN_NAME}"
  enabled      = true
  timeouts {
    open = "90s"
  }
}
provider "atlan" {
  alias   = "run"
  api_key = ephemeral.atlan_api_token.run.access_token
${settings}}
data "atlan_current_user" "run" {
  provider = atlan.run
}
`;

export function configurationOf(
  { tokens, grants }: Graph,
  { provider, hasRunToken }: Pick<Profile, "provider" | "hasRunToken">,
  landmarks: Landmarks,
): string {
  const settings = Object.entries(provider)
    .map(([name, value]) => `  ${name} = ${value}\n`)
    .join("");
  const secrets = tokens.map(
    (token) =>
      `output "secret_of_${token.name}" {\n  value = ${addressOf(token)}.${token.isSealed ? "sealed_" : ""}${typeOf(token).secret}\n  sensitive = true\n}\n`,
  );
  return [
    `provider "atlan" {\n${settings}}\n`,
    ...tokens.map((token) => tokenBlock(token, landmarks)),
    ...grants.map((grant) => grantBlock(grant, tokens, landmarks)),
    ...secrets,
    hasRunToken ? runToken(settings) : "",
  ].join("");
}
