// What a grant notes beside its state, in private data. Nothing in it changes by itself: a change alone would be drift.
import type { PrivateData } from "../../framework/index.js";
import type { KnownSince } from "./look.js";

const INSTANCE = "instance";
const KNOWN_SINCE = "known_since";
const VISIBLE_BEFORE = "visible_before";

/** What a change has to know of it. */
export const notedIn = (notes: PrivateData) => ({
  mark: markIn(notes),
  knownSince: knownSinceIn(notes),
  visibleBefore: visibleBeforeIn(notes),
});

/** Tells this resource from others that declare the same right. Empty where nothing was noted: of a tainted object, say. */
const markIn = (notes: PrivateData): string => {
  const mark = notes.get(INSTANCE);
  return typeof mark === "string" ? mark : "";
};

/** Of an object that has none yet. */
export function keepMark(notes: PrivateData, ids: { uuid(): string }): void {
  if (markIn(notes) === "") notes.set(INSTANCE, ids.uuid());
}

/** Of API tokens and OAuth clients that the resource names. */
export function knownSinceIn(notes: PrivateData): KnownSince {
  const noted = notes.get(KNOWN_SINCE);
  if (typeof noted !== "object" || noted === null) return {};
  return Object.fromEntries(Object.entries(noted).filter(([, since]) => typeof since === "string"));
}

/** What is known already stays as it is. */
export function addKnownSince(notes: PrivateData, more: KnownSince): void {
  const known = knownSinceIn(notes);
  const merged = { ...more, ...known };
  if (Object.keys(merged).length > Object.keys(known).length) notes.set(KNOWN_SINCE, merged);
}

/** Principals that were added while the API key could already read the object. */
const visibleBeforeIn = (notes: PrivateData): readonly string[] => {
  const noted = notes.get(VISIBLE_BEFORE);
  return Array.isArray(noted) ? noted.filter((name) => typeof name === "string") : [];
};

/** Of another object than before. */
export function replaceVisibleBefore(notes: PrivateData, names: readonly string[]): void {
  if (names.length + visibleBeforeIn(notes).length > 0) notes.set(VISIBLE_BEFORE, names);
}

export function addVisibleBefore(notes: PrivateData, names: readonly string[]): void {
  const known = visibleBeforeIn(notes);
  const more = names.filter((name) => !known.includes(name));
  if (more.length > 0) notes.set(VISIBLE_BEFORE, [...known, ...more]);
}
