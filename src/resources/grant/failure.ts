// From what failed to what one resource's person reads: only about its own principals, with the way out.
import type { Attributes } from "../../../lib/schema/index.js";
import { AtlanRequestError } from "../../client/index.js";
import { type Diagnostic, DiagnosticError } from "../../framework/index.js";
import { requestDiagnostic } from "../request-diagnostic.js";
import { GoneError } from "../write/gone-error.js";
import type { Failure, GrantKind } from "./grant.js";
import { GrantError } from "./grant-error.js";
import { listed } from "./listed.js";

export type Operation = "create" | "read" | "update" | "delete" | "import";

export interface Told<A extends Attributes> {
  readonly kind: GrantKind<A>;
  readonly operation: Operation;
  readonly thing: string;
  /** What this resource wanted taken away; the rest was to be given. */
  readonly take: readonly string[];
}

const CLIENT_ID = /apikey-/;

/** @throws what is no failure of the grant: a stop, a timeout, a mistake of ours */
export function failureDiagnostics<A extends Attributes>(
  told: Told<A>,
  { principals, error }: Failure,
): readonly Diagnostic[] {
  const summary = `Cannot ${told.operation} ${told.kind.schema.noun}`;
  const lead = leadOf(told, principals);
  if (error instanceof GrantError) return [grantDiagnostic(told, error, lead)];
  if (error instanceof AtlanRequestError) {
    const diagnostic = requestDiagnostic(error, { summary, ...blamed(told, error, principals) });
    return [{ ...diagnostic, detail: `${lead}${diagnostic.detail}` }];
  }
  if (error instanceof GoneError) {
    return error.diagnostics.map(({ detail, severity }) => ({
      severity,
      summary,
      detail: `${lead}${detail}${wrongIdHint(told, principals)}`,
    }));
  }
  if (error instanceof DiagnosticError) return error.diagnostics;
  throw error;
}

function grantDiagnostic<A extends Attributes>(
  { kind, operation }: Told<A>,
  { summary, detail, wantsPerson, blames }: GrantError,
  lead: string,
): Diagnostic {
  const { typeName } = kind.schema;
  const letGo =
    wantsPerson && operation === "delete"
      ? `\n\nTo let go of the grant without a person, leaving the right as it is: put \`removed { from = ${typeName}.<name> lifecycle { destroy = false } }\` in the place of the resource (or run \`terraform state rm\`), and apply.`
      : "";
  return {
    severity: "error",
    summary,
    detail: `${lead}${detail}${letGo}`,
    ...(blames && operation !== "delete" && { attribute: [kind.attributes[blames]] }),
  };
}

function leadOf<A extends Attributes>(
  { kind, thing, take }: Told<A>,
  principals: readonly string[],
): string {
  const taken = principals.filter((name) => take.includes(name));
  const given = principals.filter((name) => !take.includes(name));
  const doing = [
    ...(given.length > 0 ? [kind.giving(listed(given), thing)] : []),
    ...(taken.length > 0 ? [kind.taking(listed(taken), thing)] : []),
  ];
  return doing.length === 0 ? "" : `Failed ${doing.join(", and ")}.\n\n`;
}

/** `/api/service` does not say which field it refuses; its words may. */
function blamed<A extends Attributes>(
  { kind, thing, operation }: Told<A>,
  { tenantMessage }: AtlanRequestError,
  principals: readonly string[],
) {
  if (operation === "delete" || tenantMessage === null) return {};
  if (tenantMessage.includes(thing)) return { attribute: [kind.attributes.thing] };
  const isAboutPrincipal = principals.some((name) => tenantMessage.includes(name));
  return isAboutPrincipal ? { attribute: [kind.attributes.principals] } : {};
}

const wrongIdHint = <A extends Attributes>(
  { kind }: Told<A>,
  principals: readonly string[],
): string =>
  kind.attributes.principals === "token_ids" && principals.some((name) => CLIENT_ID.test(name))
    ? "\n\nThat is a client ID or a username; what is wanted here is the token's GUID, its `id`."
    : "";
