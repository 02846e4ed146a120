// The part of an asset that grants write: its lists of principals. Pure.
import type { Entity, PrincipalList } from "../../client/index.js";

export type AssetContent = { readonly [List in PrincipalList]: readonly string[] };

const LISTS = ["adminUsers", "viewerUsers"] as const;

export const contentOf = ({ adminUsers, viewerUsers }: Entity): AssetContent => ({
  adminUsers,
  viewerUsers,
});

export const isSameContent = (left: AssetContent, right: AssetContent): boolean =>
  firstChanged(left, right) === undefined;

/** The first list in which the two differ. */
export const firstChanged = (left: AssetContent, right: AssetContent): PrincipalList | undefined =>
  LISTS.find((list) => !sameNames(left[list], right[list]));

export const withNamesOf = (content: AssetContent, other: AssetContent): AssetContent => ({
  adminUsers: union(content.adminUsers, other.adminUsers),
  viewerUsers: union(content.viewerUsers, other.viewerUsers),
});

const union = (left: readonly string[], right: readonly string[]): readonly string[] => [
  ...new Set([...left, ...right]),
];

const sameNames = (left: readonly string[], right: readonly string[]): boolean =>
  JSON.stringify([...left].sort()) === JSON.stringify([...right].sort());
