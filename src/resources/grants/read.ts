// Grants as they are in the tenant: Read keeps of the state what still holds, import takes only what holds.
import type { Attributes } from "../../../lib/schema/index.js";
import {
  DiagnosticError,
  type ImportContext,
  type ObjectValue,
  type ReadContext,
} from "../../framework/index.js";
import { AssetError } from "../assets/asset-error.js";
import { hiddenAsset } from "../assets/messages.js";
import { rethrow } from "../request-diagnostic.js";
import { type Grant, type GrantKind, grantIn, stateOf } from "./grant.js";
import type { Look, LookOptions } from "./look.js";
import * as messages from "./messages.js";
import * as notes from "./notes.js";
import type { GrantSession } from "./session.js";

export async function readGrant(
  kind: GrantKind,
  context: ReadContext<GrantSession, Attributes>,
): Promise<ObjectValue | null> {
  const { client: session, diagnostics, privateData, prior, signal } = context;
  const grant = grantIn(kind, prior);
  kind.backend.note?.(session, grant, diagnostics);
  // The state names no principals, so there is nothing to look for, and nothing that can be gone.
  if (grant.principals.length === 0) return stateOf(kind, grant);
  const knownSince = notes.knownSinceIn(privateData);
  const seen = await look({ kind, operation: "read", session }, grant, { knownSince, signal });
  if (seen.state === "hidden") {
    diagnostics.add(messages.hidden(kind, seen));
    return prior;
  }
  const holders = seen.state === "seen" ? seen.holders : [];
  if (seen.state === "gone" || holders.length === 0) {
    diagnostics.add(messages.gone(kind, grant, seen));
    return null;
  }
  notes.addKnownSince(privateData, seen.knownSince);
  const principals = grant.principals.filter((name) => holders.includes(name));
  return stateOf(kind, { ...grant, principals });
}

export async function importGrant(
  kind: GrantKind,
  { client: session, id, privateData, signal }: ImportContext<GrantSession>,
): Promise<ObjectValue> {
  const [object = "", ...principals] = id.split(",").map((part) => part.trim());
  if (object === "" || principals.length === 0 || principals.includes("")) {
    throw new DiagnosticError(messages.badImportId(kind, id));
  }
  const grant = { object, principals: [...new Set(principals)] };
  // Whoever is not listed is not imported, however young.
  const knownSince = Object.fromEntries(grant.principals.map((name) => [name, LONG_AGO]));
  const seen = await look({ kind, operation: "import", session }, grant, { knownSince, signal });
  if (seen.state === "hidden") {
    const error = new AssetError(hiddenAsset(object, seen.fromApiKey, seen.fromBearer));
    throw new DiagnosticError(...failed({ kind, operation: "import", session }, object, error));
  }
  const holders = seen.state === "seen" ? seen.holders : [];
  const missing = grant.principals.filter((name) => !holders.includes(name));
  if (missing.length > 0) throw new DiagnosticError(messages.notHeld(kind, object, missing));
  if (seen.state === "seen") notes.addKnownSince(privateData, seen.knownSince);
  notes.keepMark(privateData, session.clock);
  return stateOf(kind, grant);
}

const LONG_AGO = new Date(0).toISOString();

interface Looking {
  readonly kind: GrantKind;
  readonly operation: "read" | "import";
  readonly session: GrantSession;
}

async function look(looking: Looking, grant: Grant, options: LookOptions): Promise<Look> {
  const { kind, operation, session } = looking;
  try {
    return await kind.backend.look(session, grant, options);
  } catch (error) {
    if (error instanceof AssetError) {
      throw new DiagnosticError(...failed(looking, grant.object, error));
    }
    rethrow(error, { summary: `Cannot ${operation} ${kind.schema.noun}` }, options.signal);
  }
}

const failed = ({ kind, operation }: Looking, object: string, error: AssetError) =>
  messages.failureDiagnostics({ kind, operation, object, take: [] }, { principals: [], error });
