// Creates a planned object (part of ApplyResourceChange).
import {
  type Applied,
  type Applying,
  KeptState,
  stateAfterFailure,
  stateAfterSuccess,
} from "./applying.js";
import { runOperation } from "./operation.js";
import { PrivateStore } from "./private-data.js";
import { withoutTimeouts } from "./timeouts.js";
import type { ObjectValue } from "./value.js";
import { writeOnlyOf } from "./write-only.js";

/** After a failure: the state that was kept, which Terraform marks as tainted, or null when nothing was made. */
export async function applyCreate<Client>(
  apply: Applying<Client>,
  planned: ObjectValue,
): Promise<Applied> {
  const { provider, type, diagnostics } = apply;
  const privateData = PrivateStore.ofNewObject(apply.plannedPrivate);
  const kept = new KeptState();
  const operation = { name: "create", type, object: planned, diagnostics } as const;
  const made = await runOperation(provider, operation, (context) =>
    type.definition.create({
      ...context,
      planned: withoutTimeouts(planned),
      writeOnly: writeOnlyOf(type.shape, apply.config),
      privateData,
      keep: kept.keep,
    }),
  );
  const newState = made
    ? stateAfterSuccess(apply, planned, { operation: "create", attributes: made })
    : stateAfterFailure(apply, planned, { operation: "create", attributes: kept.state });
  return { newState, private: privateData.toBytes() };
}
