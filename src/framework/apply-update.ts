// Updates an object in place (part of ApplyResourceChange). Changes of the provider's own settings send no request.
import {
  type Applied,
  type Applying,
  KeptState,
  stateAfterFailure,
  stateAfterSuccess,
} from "./applying.js";
import { changedFields } from "./changed-fields.js";
import { runOperation } from "./operation.js";
import { PrivateStore } from "./private-data.js";
import { withoutTimeouts } from "./timeouts.js";
import type { ObjectValue } from "./value.js";
import { writeOnlyOf } from "./write-only.js";

export interface Update {
  readonly prior: ObjectValue;
  readonly planned: ObjectValue;
}

/** After a failure: the state that was kept, or the prior one. */
export async function applyUpdate<Client>(
  apply: Applying<Client>,
  { prior, planned }: Update,
): Promise<Applied> {
  const { provider, type, diagnostics, plannedPrivate } = apply;
  if (changedFields(type.shape, prior, planned).every(({ attribute }) => attribute.local)) {
    return { newState: planned, private: plannedPrivate };
  }
  const privateData = PrivateStore.ofObject(plannedPrivate);
  const kept = new KeptState();
  const creates = type.definition.createsOnUpdate?.(withoutTimeouts(planned)) === true;
  const name = creates ? "update_that_creates" : "update";
  const operation = { name, type, object: planned, diagnostics } as const;
  const made = await runOperation(provider, operation, async (context) =>
    type.definition.update?.({
      ...context,
      prior: withoutTimeouts(prior),
      planned: withoutTimeouts(planned),
      writeOnly: writeOnlyOf(type.shape, apply.config),
      privateData,
      keep: kept.keep,
    }),
  );
  const newState = made
    ? stateAfterSuccess(apply, planned, { operation: "update", attributes: made })
    : (stateAfterFailure(apply, planned, { operation: "update", attributes: kept.state }) ?? prior);
  return { newState, private: privateData.toBytes() };
}
