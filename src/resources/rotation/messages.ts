// What a person reads of a rotation: why it is refused, and what was left undone.
import type { Entity, OwnedAssets } from "../../client/index.js";
import type { Diagnostic } from "../../framework/index.js";
import type { AssetProblem } from "../assets/asset-error.js";
import { nameOf } from "../assets/messages.js";
import type { NotCarried } from "./carry.js";

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
      `${called(rotated)} holds a right on what nobody may change whose credential this run has:\n${listOf(obstacles.map(({ entity }) => nameOf(entity)))}\n\n` +
      `So its successor could not be given the right. Nothing was made, and the old secret goes on working.\n\n${first?.problem.detail ?? ""}\n\n` +
      "Other ways out: make the principal that the provider signs in as an admin there; take the right away, if it is not needed; or set `carry_asset_grants = false` in `rotation`, and give the successor its rights by grants that name `active_usernames`.",
    attribute: ["rotation"],
  };
};

export const notLookedAsItself = ({ noun }: Pick<Rotated, "noun">): Diagnostic => ({
  severity: "warning",
  summary: `Some rights of a rotated ${noun} may not be carried`,
  detail:
    `What the rotated ${noun} has rights on is best seen with its own secret, and the state does not have it, or the tenant refuses it. ` +
    "So the provider's own credential and, where it is set, user_bearer_token were asked. A right on a connection or collection that neither of them sees was not carried. Grants that name `active_usernames` give theirs anyway.",
});

/** What names a principal in a way that a rotation does not follow. */
export const notFollowed = (rotated: Rotated, { some, total }: OwnedAssets): Diagnostic => {
  const rest = total > some.length ? [`and ${total - some.length} more`] : [];
  return {
    severity: "warning",
    summary: `The retired ${rotated.noun} ${rotated.id} is an owner`,
    detail: `${called(rotated)} was succeeded. These name the old one as an owner of the asset, or as a user of the policy, and do not name the new one:\n${listOf([...some, ...rest])}\n\nA rotation does not carry that. Change it in Atlan before the overlap ends, where it matters.`,
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
  detail: `${called(rotated)} was succeeded by another one that has its rights, as far as the lists say. For a minute the tenant did not let the new one do all that the old one can:\n${listOf(problems)}\n\nThe old secret works until its overlap ends. Check the new one before that.`,
});

/** @param step what failed, as a clause */
export const notFinished = (rotated: Rotated, step: string, error: unknown): Diagnostic => ({
  severity: "warning",
  summary: `Rotation of ${rotated.noun} ${rotated.id} is not complete`,
  detail: `${called(rotated)} was succeeded, and the new secret works. But ${step}: ${textOf(error)}.\n\nThe next plan shows what is to be done. If it shows nothing, change the display name in Atlan.`,
});

export const successorLeft = (
  { noun, id, name }: Rotated,
  successor: string,
  error: unknown,
): Diagnostic => ({
  severity: "warning",
  summary: `${noun} ${successor} may be left`,
  detail: `The rotation of the ${noun} ${JSON.stringify(name)} (${id}) failed, and deleting the successor that it had made failed as well: ${textOf(error)}.\n\nNobody has its secret. The next rotation deletes it; you can delete it in Atlan now.`,
});

/** @param reason why it could not be looked for everywhere; null: it was looked for */
export const stillNamed = (
  { noun, id, username }: Predecessor,
  assets: readonly Entity[],
  reason: unknown,
): Diagnostic => {
  const places =
    assets.length === 0 ? [] : [`It could not be taken off:\n${listOf(assets.map(nameOf))}`];
  const unknown = reason === null ? [] : [`Not every place was looked for: ${textOf(reason)}.`];
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

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
