// RPC ReadResource: the object as it is now, or null when it is gone.

import type { Diagnostic } from "./diagnostic.js";
import type { DiagnosticList } from "./diagnostic-list.js";
import { normalizeState, withPriorLocals, withPriorSpelling } from "./normalize-state.js";
import { runOperation } from "./operation.js";
import { PrivateStore } from "./private-data.js";
import type { ReadResourceRequest, ReadResourceResponse } from "./provider-server.js";
import { respond } from "./respond.js";
import type { ServedProvider, ServedResource } from "./served-provider.js";
import { withoutTimeouts } from "./timeouts.js";
import type { ObjectValue } from "./value.js";

/** One for all objects: Terraform folds warnings by their summary. */
const NOT_KNOWN_YET: Diagnostic = {
  severity: "warning",
  summary: "Objects were not read: provider configuration unknown",
  detail:
    "The provider configuration uses values that are not known until apply, so the tenant was not asked. This plan uses the state as it was last stored. To plan on fresh values, create what the provider configuration comes from first, with `terraform apply -target=<its address>`.",
};

export function readResource<Client>(
  provider: ServedProvider<Client>,
  { typeName, currentState, private: bytes }: ReadResourceRequest,
): Promise<ReadResourceResponse> {
  const { product } = provider.definition;
  const task = { product, doing: `reading ${typeName}`, aftermath: "The state is as it was." };
  const asItWas = { newState: currentState, private: bytes };
  return respond(task, asItWas, async (diagnostics) => {
    const type = provider.resources.require(typeName);
    if (currentState === null) return asItWas;
    if (provider.client.isUnknown) {
      diagnostics.add(NOT_KNOWN_YET);
      return asItWas;
    }
    const privateData = PrivateStore.ofObject(bytes);
    const prior = withoutTimeouts(currentState);
    const operation = { name: "read", type, object: currentState, diagnostics } as const;
    const now = await runOperation(provider, operation, (context) =>
      type.definition.read({ ...context, prior, privateData }),
    );
    if (now === undefined) return asItWas;
    provider.reads.note();
    if (now === null) return gone(type, prior, diagnostics);
    const newState = stateAfterRead(type, { prior: currentState, now }, diagnostics);
    return diagnostics.hasError ? asItWas : { newState, private: privateData.toBytes() };
  });
}

function stateAfterRead<Client>(
  type: ServedResource<Client>,
  { prior, now }: { readonly prior: ObjectValue; readonly now: ObjectValue },
  diagnostics: DiagnosticList,
): ObjectValue {
  const attributes = withoutTimeouts(withPriorLocals(type.shape, prior, now));
  const result = { operation: "read", attributes, timeoutsOf: prior } as const;
  return withPriorSpelling(type.shape, prior, normalizeState(type, result, diagnostics));
}

/** Dropping an object from the state is always explained, by the hook or here. */
function gone<Client>(
  { schema }: ServedResource<Client>,
  prior: ObjectValue,
  diagnostics: DiagnosticList,
) {
  if (diagnostics.isEmpty) {
    const id = typeof prior.id === "string" ? ` ${prior.id}` : "";
    diagnostics.add({
      severity: "warning",
      summary: `The ${schema.noun}${id} is gone`,
      detail: `The ${schema.noun}${id} was deleted outside Terraform, so it is removed from the state. If the configuration still has it, the next apply creates a new one.`,
    });
  }
  return { newState: null, private: new Uint8Array() };
}
