// Between a tenant and the storage that keeps it over restarts.
import type { TenantSeed } from "../seed/seed.js";
import type { TenantState } from "../state/tenant-state.js";
import { type SavedState, savedState } from "./saved-state.js";
import { parseSavedText, savedText } from "./saved-text.js";
import { Saver } from "./saver.js";
import type { TenantStorage } from "./tenant-storage.js";

/**
 * Undefined: there is no storage, or nothing in it yet.
 *
 * @throws ControlError when what is there cannot be used
 */
export async function readSaved(
  storage: TenantStorage | undefined,
): Promise<SavedState | undefined> {
  const text = await storage?.read();
  if (storage === undefined || text === undefined || text === "") return undefined;
  return parseSavedText(text, storage.name);
}

/**
 * Saves once at the start: where that fails, nobody would expect the state to be kept.
 *
 * @returns saves once more, at the end
 */
export async function keepSaved(
  state: TenantState,
  storage: TenantStorage,
  start: { readonly seed: TenantSeed; readonly port: number },
): Promise<() => Promise<void>> {
  const saver = new Saver({
    text: () => savedText(savedState(state, start)),
    write: (text) => storage.write(text),
  });
  await saver.flush();
  state.onChange = () => saver.touch();
  return () => saver.flush();
}
