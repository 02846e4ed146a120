// Deletes an object (part of ApplyResourceChange). If that fails, it stays in the state, with an error.
import type { Applied, Applying } from "./applying.js";
import { runOperation } from "./operation.js";
import { NO_PRIVATE, PrivateStore } from "./private-data.js";
import { withoutTimeouts } from "./timeouts.js";
import type { ObjectValue } from "./value.js";

export async function applyDelete<Client>(
  { provider, type, plannedPrivate, diagnostics }: Applying<Client>,
  prior: ObjectValue,
): Promise<Applied> {
  const privateData = PrivateStore.ofObject(plannedPrivate);
  const successorData = PrivateStore.ofSuccessor(plannedPrivate);
  const operation = { name: "delete", type, object: prior, diagnostics } as const;
  await runOperation(provider, operation, (context) =>
    type.definition.delete({
      ...context,
      prior: withoutTimeouts(prior),
      privateData,
      successorData,
    }),
  );
  return diagnostics.hasError
    ? { newState: prior, private: privateData.toBytes() }
    : { newState: null, private: NO_PRIVATE };
}
