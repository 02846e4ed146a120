// What a token that is rotated holds, and what its successor is to hold: personas by the list, assets as they say themselves.
import type { Http } from "../../client/index.js";
import { type Diagnostic, DiagnosticError, type UpdateContext } from "../../framework/index.js";
import { findHeldAssets, type HeldAsset, type HeldAssets } from "../rotation/held-assets.js";
import { type ApiTokenAttributes, personasOf, type TokenState } from "./mapping.js";
import { byId } from "./token-selector.js";
import type { TokenSession } from "./token-session.js";

type Context = UpdateContext<TokenSession, ApiTokenAttributes>;

export interface TokenRights {
  /** Qualified names, of the personas that the successor is linked to. */
  readonly personas: readonly string[];
  readonly assets: readonly HeldAsset[];
  /** Whether the token itself could be asked for its assets. */
  readonly isWhole: boolean;
  /** Acts as the token. Null where what it finds says nothing about what its successor should find. */
  readonly comparable: Http | null;
}

const NOT_CARRIED: HeldAssets = { assets: [], isWhole: false };

export const carriesAssets = ({ planned }: Context): boolean =>
  planned.rotation?.carry_asset_grants !== false;

/** Null: the state does not have its secret, or it has expired. */
export const actingAs = (
  { client }: Pick<TokenSession, "client">,
  { access_token: secret, expired }: TokenState,
): Http | null => (secret === null || expired ? null : client.as(secret));

/** @throws DiagnosticError when the token is gone */
export async function askRights(context: Context): Promise<TokenRights> {
  const { client: session, prior, planned, signal } = context;
  const { username } = prior;
  const http = actingAs(session, prior);
  const [token, { assets, isWhole }] = await Promise.all([
    session.absence.confirm({ selector: byId(prior.id), createdAt: prior.created_at }, signal),
    carriesAssets(context) ? findHeldAssets(session, { username, http }, signal) : NOT_CARRIED,
  ]);
  if (token === null) throw new DiagnosticError(gone(prior));
  const held = personasOf(token);
  const personas = planned.persona_qualified_names ?? held;
  const losesNone = held.every((persona) => personas.includes(persona));
  return { personas, assets, isWhole, comparable: isWhole && losesNone ? http : null };
}

const gone = ({ id, display_name }: TokenState): Diagnostic => ({
  severity: "error",
  summary: "API token to rotate does not exist",
  detail: `The token ${JSON.stringify(display_name)} (${id}) was deleted outside Terraform. Nothing was made. Plan again: the plan creates a new one.`,
});
