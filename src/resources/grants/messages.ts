// What a person reads of a grant: errors about this resource's own principals, with the way out, and warnings.
import { AtlanRequestError } from "../../client/index.js";
import { type Diagnostic, DiagnosticError } from "../../framework/index.js";
import { AssetError } from "../assets/asset-error.js";
import { USERNAMES } from "../assets/messages.js";
import { requestDiagnostic } from "../request-diagnostic.js";
import { GoneError } from "../shared-list/errors.js";
import type { Grant, GrantKind } from "./grant.js";
import type { Look } from "./look.js";
import { type Failure, LostError } from "./results.js";

export type Operation = "create" | "read" | "update" | "delete" | "import";

export interface Told {
  readonly kind: GrantKind;
  readonly operation: Operation;
  readonly object: string;
  /** What this resource wanted taken away; the rest was to be given. */
  readonly take: readonly string[];
  /** One half of a move to another object: when it fails, the state stays as it was. */
  readonly isMove?: boolean;
}

const CLIENT_ID = /apikey-/;
const MOST_NAMES = 10;

/** `"a", "b" and 3 more`. */
export const quoted = (names: readonly string[]): string => {
  const shown = names.slice(0, MOST_NAMES).map((name) => JSON.stringify(name));
  const rest = names.length - MOST_NAMES;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
};

interface WrittenAndRead {
  /** What is there although it was taken off. */
  readonly there?: readonly string[] | undefined;
  /** What is not there although it was added. */
  readonly notThere?: readonly string[] | undefined;
}

/** Two sentences. */
export function writtenAndRead(
  list: string,
  { there = [], notThere = [] }: WrittenAndRead,
): string {
  const parts = (added: string, removed: string) =>
    [
      ...(notThere.length > 0 ? [`${added} ${quoted(notThere)}`] : []),
      ...(there.length > 0 ? [`${removed} ${quoted(there)}`] : []),
    ].join(" and ");
  return `${list} was written several times ${parts("with", "without")}. Each time, the tenant then showed it ${parts("without", "with")}.`;
}

/** @throws what is no failure of the grant: a stop, a timeout, a mistake of ours */
export function failureDiagnostics(
  told: Told,
  { principals, error }: Failure,
): readonly Diagnostic[] {
  const summary = `Cannot ${told.operation} ${told.kind.schema.noun}`;
  const lead = leadOf(told, principals);
  if (error instanceof AssetError) return [assetDiagnostic(told, error, lead)];
  if (error instanceof LostError) return [lostDiagnostic(told, error, lead)];
  if (error instanceof AtlanRequestError) {
    const diagnostic = requestDiagnostic(error, {
      summary,
      ...attributeOf(told, error, principals),
    });
    return [{ ...diagnostic, detail: `${lead}${diagnostic.detail}` }];
  }
  if (error instanceof GoneError) {
    return error.diagnostics.map(({ detail, severity }) => ({
      severity,
      summary,
      detail: `${lead}${detail}${wrongIdHint(told, principals)}`,
      ...goneAttribute(told),
    }));
  }
  if (error instanceof DiagnosticError) return error.diagnostics;
  throw error;
}

/** What was tried for these principals, as a clause; empty for none. */
function doing({ kind, object, take }: Told, principals: readonly string[]): string {
  const taken = principals.filter((name) => take.includes(name));
  const given = principals.filter((name) => !take.includes(name));
  return [
    ...(given.length > 0 ? [kind.giving(quoted(given), object)] : []),
    ...(taken.length > 0 ? [kind.taking(quoted(taken), object)] : []),
  ].join(", and ");
}

function leadOf(told: Told, principals: readonly string[]): string {
  const tried = doing(told, principals);
  return tried === "" ? "" : `Cannot ${tried}.\n\n`;
}

function assetDiagnostic(
  { kind, operation }: Told,
  { problem }: AssetError,
  lead: string,
): Diagnostic {
  const { summary, detail, wantsBearer, attribute } = problem;
  const letGo =
    wantsBearer && operation === "delete"
      ? `\n\nTo stop managing the grant without a bearer token, and leave the right as it is: replace the resource with \`removed { from = ${kind.schema.typeName}.<name> lifecycle { destroy = false } }\` and apply, or run \`terraform state rm\`.`
      : "";
  return {
    severity: "error",
    summary,
    detail: `${lead}${detail}${letGo}`,
    ...(attribute && operation !== "delete" && { attribute: [kind.attributes[attribute]] }),
  };
}

const lostDiagnostic = (
  { kind, operation }: Told,
  { detail }: LostError,
  lead: string,
): Diagnostic => ({
  severity: "error",
  summary: `A ${kind.schema.noun} was written, but not kept`,
  detail: `${lead}${detail} Another program is probably writing it at the same time. Find it, or let it finish, and apply again.`,
  ...(operation !== "delete" && { attribute: [kind.attributes.principals] }),
});

/** The tenant does not say which field it refuses; its words may, and a 5xx may be all it says of a name. */
function attributeOf(
  { kind, object, operation, take }: Told,
  error: AtlanRequestError,
  names: readonly string[],
) {
  const { tenantMessage, status } = error;
  // What is only taken away is no mistake of the configuration.
  const isTaking = names.length > 0 && names.every((name) => take.includes(name));
  if (operation === "delete" || isTaking || status === null) return {};
  if (tenantMessage?.includes(object)) return { attribute: [kind.attributes.object] };
  const isAboutPrincipal = names.some((name) => tenantMessage?.includes(name));
  const attribute = [kind.attributes.principals];
  if (kind.attributes.principals !== "usernames") return isAboutPrincipal ? { attribute } : {};
  const hint = `${error.nextStep} The tenant may not know one of these users: check their spelling. ${USERNAMES}`;
  return error.verb === "POST" ? { attribute, hint } : {};
}

/** A binding is kept in its tokens, so it is a token that is not there. */
const goneAttribute = ({ kind: { attributes }, operation }: Told) =>
  operation === "delete"
    ? {}
    : {
        attribute: [
          attributes.principals === "usernames" ? attributes.object : attributes.principals,
        ],
      };

const wrongIdHint = ({ kind }: Told, principals: readonly string[]): string =>
  kind.attributes.principals === "token_ids" && principals.some((name) => CLIENT_ID.test(name))
    ? "\n\nThat is a client ID or a username, expected the token's GUID: its `id`."
    : "";

/** Of what was written, or perhaps written, and could not be looked at afterwards because of a failure. */
export const uncheckedAfter = (told: Told, failure: Failure): readonly Diagnostic[] =>
  failureDiagnostics(told, failure).map((diagnostic) => ({
    ...diagnostic,
    detail: `${diagnostic.detail}\n\nThe tenant may have made the change anyway. ${keptText(told, failure)}`,
  }));

/** The same because of a stop or a timeout. */
export const uncheckedAtEnd = (told: Told, failure: Failure, reason: string): Diagnostic => ({
  severity: "error",
  summary: `A ${told.kind.schema.noun} was written, but not checked`,
  detail: `The tenant was asked to ${doing(told, failure.principals)}. The operation ended before the result was checked: ${reason}.\n\n${keptText(told, failure)}`,
});

const APPLY_AGAIN =
  "Apply again: the apply checks the result and makes the changes that are missing.";

function keptText({ take, isMove }: Told, { principals }: Failure): string {
  if (isMove) return `The state keeps the grant where it was. ${APPLY_AGAIN}`;
  const isGiving = principals.some((name) => !take.includes(name));
  const isTaking = principals.some((name) => take.includes(name));
  return [
    ...(isGiving ? ["What was to be added is kept in the state, unchecked."] : []),
    ...(isTaking
      ? ["What was to be removed stays in the state until the tenant no longer shows it."]
      : []),
    APPLY_AGAIN,
  ].join(" ");
}

/** A stop may leave additions unchecked: the next plan sees to them. */
export const unchecked = ({ schema: { noun } }: GrantKind): Diagnostic => ({
  severity: "warning",
  summary: `A ${noun} was written, but not checked`,
  detail: `Terraform asked the plugin to stop before the result was checked. The state has what was written. The next plan shows what is missing.`,
});

/** Terraform folds warnings by their summary: where the detail is needed to act, the summary names the object. */
export const adopted = (
  { schema: { noun } }: GrantKind,
  { object, principals }: Grant,
): Diagnostic => ({
  severity: "warning",
  summary: `A ${noun} on ${object} existed already: ${principals[0]}${principals.length > 1 ? ` and ${principals.length - 1} more` : ""}`,
  detail:
    `${quoted(principals)} had this right already, so nothing was written. This resource manages it from now on: destroying the resource takes the right away, whoever gave it first. ` +
    "To leave it to whoever gave it, remove the name from this resource, after `terraform state rm` or with `removed { lifecycle { destroy = false } }`.",
});

/** Beside the error of a resource that failed to make all it declares true. */
export const inherited = ({ schema: { noun } }: GrantKind, grant: Grant): Diagnostic => ({
  severity: "warning",
  summary: `A ${noun} on ${grant.object} passed to another resource`,
  detail: `Another resource of this run gave up the right of ${quoted(grant.principals)}, because this resource declares it. The right stays, in the state of this resource.`,
});

export const gone = (
  { schema: { noun } }: GrantKind,
  { object, principals }: Grant,
  look: Look,
): Diagnostic => ({
  severity: "warning",
  summary: `The ${noun} on ${object} is gone`,
  detail:
    look.state === "gone"
      ? `${object} was deleted outside Terraform, and with it the right of ${quoted(principals)}. The grant is dropped from the state.`
      : `None of ${quoted(principals)} has the right any more: it was taken away outside Terraform, or the tokens were deleted. The grant is dropped from the state. If the configuration still has it, this plan adds the right again.`,
});

/** One for all: many of them would be noise. */
export const hidden = (
  { schema: { noun } }: GrantKind,
  look: Extract<Look, { state: "hidden" }>,
): Diagnostic => {
  const { fromApiKey, fromBearer } = look;
  const bearer =
    fromBearer === null
      ? "user_bearer_token is not set."
      : `user_bearer_token did not help: ${fromBearer.message}.`;
  return {
    severity: "warning",
    summary: `Some ${noun} grants were not read: not visible`,
    detail: `${fromApiKey.message}. The ${fromApiKey.credentialName} may not see this asset. ${bearer} The state is kept as it is, so this plan may not show what was changed outside Terraform.`,
  };
};

export const putBack = (
  { schema: { noun } }: GrantKind,
  object: string,
  names: readonly string[],
): Diagnostic => ({
  severity: "warning",
  summary: `The creator stays ${noun} of ${object}`,
  detail: `${quoted(names)} created the collection, and Atlan keeps its creator among the editors whatever is written. This resource no longer manages the right, and the right stays.`,
});

export const notHeld = (
  { schema: { noun }, notHolding }: GrantKind,
  object: string,
  missing: readonly string[],
): Diagnostic => ({
  severity: "error",
  summary: `Cannot import ${noun}: not held`,
  detail: `${notHolding(missing.join(", "), object)}. Upper and lower case count. Remove them from the import id, and let apply give them the right. Nothing was imported.`,
});

export const badImportId = (
  { schema: { noun }, importForm }: GrantKind,
  id: string,
): Diagnostic => ({
  severity: "error",
  summary: "Import id not understood",
  detail: `${JSON.stringify(id)} is not the import id of a ${noun}, expected \`${importForm}\`: the object, then at least one principal, with commas between. Nothing was imported.`,
});
