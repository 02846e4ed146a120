// What a person reads of a rotation: why it is refused, and what was left undone.

import type { Entity, OwnedAssets } from "../../client/index.js";
import { messageOf } from "../../describe-error.js";
import type { Diagnostic } from "../../framework/index.js";
import type { AssetProblem } from "../assets/asset-error.js";
import { nameOf } from "../assets/messages.js";
import type { NameLeft, NotCarried } from "./carry.js";

/** Who is rotated, and what it is: `API token`. */
export interface Rotated {
  readonly noun: string;
  readonly id: string;
  readonly name: string;
}

/** Who was succeeded, and retires. */
export interface Predecessor {
  readonly noun: string;
  readonly id: string;
  readonly username: string;
}

const called = ({ noun, id, name }: Rotated): string =>
  `The ${noun} ${JSON.stringify(name)} (${id})`;

const listOf = (lines: readonly string[]): string => lines.map((line) => `  - ${line}`).join("\n");

/** Nothing was made. */
export const cannotCarry = (
  rotated: Rotated,
  obstacles: readonly { readonly entity: Entity; readonly problem: AssetProblem }[],
): Diagnostic => {
  const [first] = obstacles;
  return {
    severity: "error",
    summary: "Refused to rotate: rights would be lost",
    detail:
      `${called(rotated)} has rights on these assets, and no credential of this run may change them:\n${listOf(obstacles.map(({ entity }) => nameOf(entity)))}\n\n` +
      `Its successor would not get these rights. Nothing was made, and the old secret still works.\n\n${first?.problem.detail ?? ""}\n\n` +
      "Other ways out: make the principal that the provider signs in as an admin there; take the right away, if it is not needed; or set `carry_asset_grants = false` in `rotation`, and give the successor its rights by grants that name `active_usernames`.",
    attribute: ["rotation"],
  };
};

export const notLookedAsItself = ({ noun }: Pick<Rotated, "noun">): Diagnostic => ({
  severity: "warning",
  summary: `Some rights of a rotated ${noun} may not be carried`,
  detail:
    `The secret of the rotated ${noun} shows everything that it has a right on, but the state does not have that secret, or the tenant refuses it. ` +
    "The provider looked with its own credential instead and, if it is set, with user_bearer_token. A right on a connection or collection that neither of them sees was not carried. Grants that name `active_usernames` give their rights anyway.",
});

/** What names a principal in a way that a rotation does not follow. */
export const notFollowed = (rotated: Rotated, { some, total }: OwnedAssets): Diagnostic => {
  const rest = total > some.length ? [`and ${total - some.length} more`] : [];
  return {
    severity: "warning",
    summary: `The rotated ${rotated.noun} ${rotated.id} is an owner`,
    detail: `${called(rotated)} is rotated. It is an owner of these assets, or a user of these policies, and its successor is not:\n${listOf([...some, ...rest])}\n\nA rotation does not carry ownership and policies. Where they matter, change them in Atlan before the overlap ends.`,
  };
};

/** After a leak: nothing is refused any more. */
export const notCarried = (rotated: Rotated, failed: readonly NotCarried[]): Diagnostic => ({
  severity: "warning",
  summary: `Rights of ${rotated.noun} ${rotated.id} were not carried`,
  detail:
    `${called(rotated)} was revoked. Its successor could not be given its rights on:\n${listOf(failed.map(({ entity }) => nameOf(entity)))}\n\n` +
    `${failed[0]?.problem.detail ?? ""}\n\nGive them by grants, or in Atlan.`,
});

/** Beside the error. */
export const revokedOnly = (rotated: Rotated): Diagnostic => ({
  severity: "warning",
  summary: `${rotated.noun} ${rotated.id} is revoked`,
  detail: `${called(rotated)} was deleted before anything else, and its secret is refused. Then making its successor failed; the error says why. Apply again: what is missing is made.`,
});

export const linksNotCarried = (rotated: Rotated): Diagnostic => ({
  severity: "warning",
  summary: `Personas of ${rotated.noun} ${rotated.id} were not carried`,
  detail: `${called(rotated)} was revoked before anything else. It was linked to personas that persona_qualified_names does not name. Bindings that name \`active_ids\` link its successor. Link it to the others in Atlan.`,
});

export const notProven = (rotated: Rotated, problems: readonly string[]): Diagnostic => ({
  severity: "warning",
  summary: `Rights of the new secret of ${rotated.id} were not seen`,
  detail: `${called(rotated)} was rotated. The lists show its rights for its successor, but for a minute the tenant did not let the successor do everything that the old one can:\n${listOf(problems)}\n\nThe old secret works until its overlap ends. Check the new secret before that.`,
});

/** @param step what failed, as a clause */
export const notFinished = (rotated: Rotated, step: string, error: unknown): Diagnostic => ({
  severity: "warning",
  summary: `Rotation of ${rotated.noun} ${rotated.id} is not complete`,
  detail: `${called(rotated)} was succeeded, and the new secret works. But ${step}: ${messageOf(error)}.\n\nThe next plan shows what is left to do. If it shows nothing, correct the display name in Atlan.`,
});

export const successorLeft = (
  { noun, id, name }: Rotated,
  successor: string,
  error: unknown,
): Diagnostic => ({
  severity: "warning",
  summary: `${noun} ${successor} may be left`,
  detail: `The rotation of the ${noun} ${JSON.stringify(name)} (${id}) failed, and deleting the successor that it had made failed as well: ${messageOf(error)}.\n\nNobody has its secret. The next rotation deletes it; you can delete it in Atlan now.`,
});

/** @param reason why it could not be looked for everywhere; null: it was looked for */
export const stillNamed = (
  { noun, id, username }: Predecessor,
  left: readonly NameLeft[],
  reason: unknown,
): Diagnostic => {
  const lines = left.map(({ entity, error }) => `${nameOf(entity)}: ${messageOf(error)}`);
  const places = left.length === 0 ? [] : [`The name could not be removed from:\n${listOf(lines)}`];
  const unknown =
    reason === null ? [] : [`The search for assets that name it failed: ${messageOf(reason)}.`];
  return {
    severity: "warning",
    summary: `Assets may still name ${id}`,
    detail: [
      `The ${noun} ${id} is deleted. Connections and collections may go on naming it, ${username}.`,
      ...places,
      ...unknown,
      "The name gives nobody a right. An admin of the asset can take it off in Atlan. With user_bearer_token set to an admin's bearer token, the provider does it.",
    ].join("\n\n"),
  };
};
