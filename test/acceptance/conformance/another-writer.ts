// Another writer, who asks nobody: changes what the tenant holds, past all its rules.
import type { FaultOperation } from "../../../src/tenant/index.js";
import type { Stage } from "../harness/stage.js";

const ANYTHING = "/api/service/whoami";

/** At once, on a request that is sent for it. */
export async function anotherWriter(
  { control }: Stage,
  ...operations: readonly FaultOperation[]
): Promise<void> {
  await control.addFaults({ match: { path: ANYTHING }, do: { before: operations } });
  const response = await control.api("GET", ANYTHING);
  if (!response.ok) throw new Error(`Cannot write: ${response.status} ${await response.text()}`);
}
