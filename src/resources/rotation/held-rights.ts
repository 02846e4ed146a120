// What a principal that is rotated holds, and what its successor is to hold: personas by the list, assets as they say themselves.
import type { Http } from "../../client/index.js";
import { type Diagnostic, DiagnosticError, type UpdateContext } from "../../framework/index.js";
import type { PrincipalAttributes, PrincipalState, Words } from "../principals/kind.js";
import { byId } from "../principals/selector.js";
import type { PrincipalSession } from "../principals/session.js";
import { findHeldAssets, type HeldAsset, type HeldAssets } from "./held-assets.js";
import type { RotatingSession } from "./session.js";

type Context = UpdateContext<RotatingSession, PrincipalAttributes>;

export interface HeldRights {
  /** Qualified names, of the personas that the successor is linked to. */
  readonly personas: readonly string[];
  readonly assets: readonly HeldAsset[];
  /** Whether the principal itself could be asked for its assets. */
  readonly isWhole: boolean;
  /** Acts as the principal. Null where what it finds says nothing about what its successor should find. */
  readonly comparable: Http | null;
}

const NOT_CARRIED: HeldAssets = { assets: [], isWhole: false };

export const carriesAssets = ({ planned }: Context): boolean =>
  planned.rotation?.carry_asset_grants !== false;

/** Null: the state does not have its secret, or it has expired. */
export function actingAs(
  { client, kind }: Pick<PrincipalSession, "client" | "kind">,
  state: PrincipalState,
): Http | null {
  const secret = kind.usableSecret(state);
  return secret && kind.api.as(client, state.client_id, secret);
}

/** @throws DiagnosticError when it is gone */
export async function askRights(context: Context): Promise<HeldRights> {
  const { client: session, prior, planned, signal } = context;
  const { username, created_at: createdAt, created_by: createdBy } = prior;
  const http = actingAs(session, prior);
  const [record, { assets, isWhole }] = await Promise.all([
    session.absence.confirm({ selector: byId(prior.id), createdAt, createdBy }, signal),
    carriesAssets(context) ? findHeldAssets(session, { username, http }, signal) : NOT_CARRIED,
  ]);
  if (record === null) throw new DiagnosticError(gone(session.kind.words, prior));
  const held = session.kind.personasOf(record);
  const personas = planned.persona_qualified_names ?? held;
  const losesNone = held.every((persona) => personas.includes(persona));
  return { personas, assets, isWhole, comparable: isWhole && losesNone ? http : null };
}

const gone = ({ noun, short }: Words, { id, display_name }: PrincipalState): Diagnostic => ({
  severity: "error",
  summary: `${noun} to rotate does not exist`,
  detail: `The ${short} ${JSON.stringify(display_name)} (${id}) was deleted outside Terraform. Nothing was made. Plan again: the plan creates a new one.`,
});
