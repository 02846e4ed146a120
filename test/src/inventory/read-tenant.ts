// Reads an embedded tenant as a command does that signs in with these variables.
import { connect } from "../../../src/cli/connection/connect.js";
import { systemClock } from "../../../src/clock.js";
import type { Inventory } from "../../../src/inventory/inventory.js";
import { readInventory } from "../../../src/inventory/read-inventory.js";

export function readTenant(
  variables: Readonly<Record<string, string | undefined>>,
  onProgress: (text: string) => void = () => {},
): Promise<Inventory> {
  const { client, settings } = connect({ variables, version: "test" });
  const { signal } = new AbortController();
  const origin = settings.baseUrl.origin;
  return readInventory({ client, origin, clock: systemClock, signal, onProgress });
}
